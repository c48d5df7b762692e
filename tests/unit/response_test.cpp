// The response record: what is posted is what was answered, and nothing else is let in.
#include "survey/response.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::survey;

namespace {

Response sample_of(uint64_t seed) { return sample(real_survey(), real_pack().info, seed); }

// One person's answers, said by hand.
Json good() {
  Json json = Json::parse(canonical(sample_of(1)), nullptr, false);
  json["id"] = one_id;
  for (const char* apart : {"equality", "contact", "salt", "withdrawal"}) json.erase(apart);
  json["asked"] = {"where_live",        "describes_you",     "biggest_unfairness", "life_stage",
                   "hard_to_take_part", "gave_views_before", "works_well",         "clear_what_can_change",
                   "kept_informed",     "video_or_phone",    "how_take_part",      "anything_else"};
  json["answers"] = {{"where_live", "outside"},
                     {"describes_you", {"patient", "councillor"}},
                     {"life_stage", "same"},
                     {"gave_views_before", "no"},
                     {"works_well", "The bus, mostly.\nAnd the \"library\"."}};
  return json;
}

const std::string key_1(64, 'a');
const std::string key_2(64, 'b');

// The same with all that is kept apart.
Json with_pieces() {
  Json json = good();
  json["withdrawal"] = std::string(64, 'c');
  json["salt"] = std::string(32, '0');
  json["equality"] = {{"key", key_1},
                      {"sets", real_survey().equality->sets},
                      {"answers", {{"age_range", "age_16_24"}, {"health_condition", "no"}}}};
  json["contact"] = {{"key", key_2}, {"email", "jo@example.org"}, {"phone", "01632 960 001"}};
  return json;
}

Result<Response> read(const Json& json) {
  return read_response(json.dump(-1, ' ', false, Json::error_handler_t::replace), real_pack().surveys);
}

}  // namespace

TEST_CASE("what a person answered is read as it was said") {
  const auto result = read(good());
  if (const auto* problems = std::get_if<Problems>(&result)) FAIL(to_line(problems->at(0)));
  const Response& response = std::get<Response>(result);
  CHECK(response.id == one_id);
  CHECK(response.answers.size() == 5);
  CHECK(std::get<Codes>(response.answers.at("describes_you")) == Codes{"patient", "councillor"});
  CHECK(std::get<std::string>(response.answers.at("works_well")) == "The bus, mostly.\nAnd the \"library\".");
  CHECK(response.asked.size() == 12);
}

TEST_CASE("a response with no answers at all is a response") {
  Json json = good();
  json["answers"] = Json::object();
  CHECK(std::holds_alternative<Response>(read(json)));
}

TEST_CASE("every sample is valid, and comes back as it went") {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const std::string text = canonical(sample_of(seed));
    const auto result = read_response(text, real_pack().surveys);
    if (const auto* problems = std::get_if<Problems>(&result))
      FAIL("seed " << seed << ": " << to_line(problems->at(0)));
    CHECK(canonical(std::get<Response>(result)) == text);
  }
}

TEST_CASE("samples reach every question and every option, and differ by seed only") {
  std::set<std::string> seen;
  std::set<std::string> ids;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    const Response response = sample_of(seed);
    ids.insert(response.id);
    for (const auto& [code, answer] : response.answers) {
      if (const auto* one = std::get_if<std::string>(&answer)) seen.insert(code + "." + *one);
      if (const auto* many = std::get_if<Codes>(&answer)) {
        for (const std::string& each : *many) seen.insert(code + "." + each);
      }
    }
  }
  CHECK(ids.size() == 400);
  for (const Question& one : real_survey().questions) {
    for (const auto* option : options_of(one))
      CHECK_MESSAGE(seen.count(one.code + "." + option->code), one.code << option->code);
  }
  CHECK(canonical(sample_of(3)) == canonical(sample_of(3)));
}

TEST_CASE("the order in which a browser writes the members does not matter") {
  const std::string shuffled =
      R"({"answers": {}, "month": "2026-11", "version": "1", "asked": )" + good()["asked"].dump() +
      R"(, "survey": "icp-strategy", "pack": "staffordshire-stoke", "schema": "roadshow/response/1",
                               "layout": "flow", "language": "en", "id": ")" +
      one_id + R"(", "channel": "web"})";
  const auto result = read_response(shuffled, real_pack().surveys);
  REQUIRE(std::holds_alternative<Response>(result));
  Json same = good();
  same["answers"] = Json::object();
  same.erase("definition");  // a device of before does not name it
  CHECK(canonical(std::get<Response>(result)) == same.dump());
}

TEST_CASE("what is not a response of this survey is refused, with the place and the reason") {
  struct Try {
    std::string name;
    std::function<void(Json&)> spoil;
    const char* pointer;
    const char* says;
  };
  const Json all_asked = good()["asked"];
  const std::vector<Try> tries = {
      {"another form", [](Json& j) { j["schema"] = "roadshow/response/9"; }, "/schema", "not a form"},
      {"no form", [](Json& j) { j.erase("schema"); }, "", "needs \"schema\""},
      {"an id with capitals", [](Json& j) { j["id"] = "0123ABCD-4567-4890-8abc-def012345678"; }, "/id", "UUID"},
      {"an id that is a path", [](Json& j) { j["id"] = "../../etc/passwd"; }, "/id", "UUID"},
      {"an empty id", [](Json& j) { j["id"] = ""; }, "/id", "empty"},
      {"a survey that there is not", [](Json& j) { j["survey"] = "other"; }, "/survey", "no such survey"},
      {"an older version", [](Json& j) { j["version"] = "2"; }, "/version", "another version"},
      {"a version as a number", [](Json& j) { j["version"] = 1; }, "/version", "text in double quotes"},
      {"a month that is no text", [](Json& j) { j["month"] = 11; }, "/month", ""},
      {"a field we do not know", [](Json& j) { j["name"] = "Jo"; }, "/name", "not a field we know"},
      {"no answers", [](Json& j) { j.erase("answers"); }, "", "needs \"answers\""},
      {"answers as a list", [](Json& j) { j["answers"] = Json::array(); }, "/answers", "braces"},
      {"a question that there is not", [](Json& j) { j["answers"]["shoe_size"] = "9"; }, "/answers/shoe_size",
       "no such"},
      {"an odd name of a question", [](Json& j) { j["answers"]["a/b~c"] = "9"; }, "/answers/a~1b~0c", "no such"},
      {"a number for an answer", [](Json& j) { j["answers"]["where_live"] = 5; }, "/answers/where_live",
       "text or a list"},
      {"nothing for an answer", [](Json& j) { j["answers"]["where_live"] = nullptr; }, "/answers/where_live",
       "text or a list"},
      {"a list of numbers", [](Json& j) { j["answers"]["describes_you"] = {1}; }, "/answers/describes_you",
       "text or a list"},
      {"an option that there is not", [](Json& j) { j["answers"]["where_live"] = "moon"; }, "/answers/where_live",
       "does not offer"},
      {"a list for one choice", [](Json& j) { j["answers"]["where_live"] = {"outside"}; }, "/answers/where_live",
       "form"},
      {"rather not say, and more",
       [](Json& j) {
         j["answers"]["describes_you"] = {"patient", "prefer_not"};
       },
       "/answers/describes_you", "cannot be chosen with others"},
      {"half an order", [](Json& j) { j["answers"]["life_stage"] = {"age_well"}; }, "/answers/life_stage",
       "leaves out"},
      {"too many words", [](Json& j) { j["answers"]["works_well"] = std::string(1001, 'x'); }, "/answers/works_well",
       "longer"},
      {"words with control characters", [](Json& j) { j["answers"]["works_well"] = "a\x01"; }, "/answers/works_well",
       "cannot be read"},
      {"an answer off the route", [](Json& j) { j["answers"]["told_what_happened"] = "no"; },
       "/answers/told_what_happened", "not asked"},
      {"asked too little", [](Json& j) { j["asked"].erase(0); }, "/asked", "other questions"},
      {"asked too much", [](Json& j) { j["asked"].insert(j["asked"].begin() + 6, "told_what_happened"); }, "/asked",
       "other questions"},
      {"asked in another order", [](Json& j) { std::swap(j["asked"][0], j["asked"][1]); }, "/asked", "other questions"},
      {"asked the same twice", [](Json& j) { j["asked"].push_back("where_live"); }, "/asked", "other questions"},
  };
  for (const Try& one : tries) {
    CAPTURE(one.name);
    Json json = good();
    one.spoil(json);
    const auto result = read(json);
    const auto* problems = std::get_if<Problems>(&result);
    REQUIRE(problems);
    CHECK(std::any_of(problems->begin(), problems->end(), [&](const Problem& problem) {
      return problem.place.pointer == one.pointer && contains(problem.sentence, one.says);
    }));
    for (const Problem& problem : *problems)
      CHECK_MESSAGE((problem.sentence.back() == '.' || contains(problem.sentence, "Did you mean")), problem.sentence);
  }
}

TEST_CASE("what is kept apart is read with the answers, and parted for the store") {
  const auto result = read(with_pieces());
  if (const auto* problems = std::get_if<Problems>(&result)) FAIL(to_line(problems->at(0)));
  const Response& response = std::get<Response>(result);
  REQUIRE(response.equality);
  CHECK(std::get<std::string>(response.equality->answers.at("age_range")) == "age_16_24");
  REQUIRE(response.contact);
  CHECK(response.contact->email == "jo@example.org");
  CHECK(Json::parse(canonical(response), nullptr, false) == with_pieces());

  const Parts parts = parts_of(response);
  CHECK(Json::parse(parts.answers, nullptr, false) == good());
  CHECK(parts.equality == R"({"answers":{"age_range":"age_16_24","health_condition":"no"},"sets":)" +
                              Json(real_survey().equality->sets).dump() + R"(,"version":"1"})");
  CHECK(parts.contact == R"({"email":"jo@example.org","phone":"01632 960 001","version":"1"})");

  const auto without = read(good());
  CHECK(parts_of(std::get<Response>(without)).equality.empty());
  CHECK(parts_of(std::get<Response>(without)).contact.empty());
}

TEST_CASE("what is kept apart is refused where it breaks the rules, with the place and the reason") {
  struct Try {
    const char* name;
    std::function<void(Json&)> spoil;
    const char* pointer;
    const char* says;
  };
  const std::vector<Try> tries = {
      {"no key", [](Json& j) { j["equality"].erase("key"); }, "/equality", "needs \"key\""},
      {"a key in capitals", [](Json& j) { j["equality"]["key"] = std::string(64, 'A'); }, "/equality/key", "64"},
      {"a key that is the id", [](Json& j) { j["contact"]["key"] = one_id; }, "/contact/key", "64"},
      {"a key that joins two pieces", [](Json& j) { j["contact"]["key"] = key_1; }, "/contact/key", "another"},
      {"a key that joins the answers", [](Json& j) { j["equality"]["key"] = j["withdrawal"]; }, "/equality/key",
       "another"},
      {"no salt beside a piece", [](Json& j) { j.erase("salt"); }, "/salt", "32"},
      {"a short salt", [](Json& j) { j["salt"] = "00"; }, "/salt", "32"},
      {"a salt without a piece",
       [](Json& j) {
         j.erase("equality");
         j.erase("contact");
       },
       "/salt", "beside"},
      {"a hash that is none", [](Json& j) { j["withdrawal"] = "phrase"; }, "/withdrawal", "64"},
      {"other sets", [](Json& j) { j["equality"]["sets"] = {"age-range-1"}; }, "/equality/sets", "other sets"},
      {"no equality answers", [](Json& j) { j["equality"]["answers"] = Json::object(); }, "/equality", "left out"},
      {"equality answers as a list", [](Json& j) { j["equality"]["answers"] = {1}; }, "/equality/answers", "braces"},
      {"an answer to another question", [](Json& j) { j["equality"]["answers"]["where_live"] = "outside"; },
       "/equality/answers/where_live", "no such"},
      {"an equality question as an answer", [](Json& j) { j["answers"]["age_range"] = "age_16_24"; },
       "/answers/age_range", "no such"},
      {"an age that is not offered", [](Json& j) { j["equality"]["answers"]["age_range"] = "17"; },
       "/equality/answers/age_range", "does not offer"},
      {"off the branch", [](Json& j) { j["equality"]["answers"]["health_activities"] = "a_lot"; },
       "/equality/answers/health_activities", "not asked"},
      {"equality as a text", [](Json& j) { j["equality"] = "white"; }, "/equality", "braces"},
      {"contact without either",
       [](Json& j) {
         j["contact"].erase("email");
         j["contact"].erase("phone");
       },
       "/contact", "left out"},
      {"a name", [](Json& j) { j["contact"]["name"] = "Jo"; }, "/contact/name", "not a field"},
      {"an address that is none", [](Json& j) { j["contact"]["email"] = "jo"; }, "/contact/email", "email"},
      {"a number that is none", [](Json& j) { j["contact"]["phone"] = "=1+1"; }, "/contact/phone", "telephone"},
  };
  for (const Try& one : tries) {
    CAPTURE(one.name);
    Json json = with_pieces();
    one.spoil(json);
    const auto result = read(json);
    const auto* problems = std::get_if<Problems>(&result);
    REQUIRE(problems);
    CHECK(std::any_of(problems->begin(), problems->end(), [&](const Problem& problem) {
      return problem.place.pointer == one.pointer && contains(problem.sentence, one.says);
    }));
  }
}

TEST_CASE("a survey that does not ask for it takes nothing that is kept apart") {
  auto surveys = real_pack().surveys;
  surveys[0].equality.reset();
  surveys[0].contact.reset();
  const auto result = read_response(with_pieces().dump(), surveys);
  REQUIRE(std::holds_alternative<Problems>(result));
  std::set<std::string> pointers;
  for (const Problem& problem : std::get<Problems>(result)) pointers.insert(problem.place.pointer);
  CHECK(pointers == std::set<std::string>{"/contact", "/equality"});
}

TEST_CASE("any bytes but a response are refused calmly") {
  for (const std::string& text : {std::string(), std::string("null"), std::string("[]"), std::string("{"),
                                  std::string("\xFF\xFE"), std::string(1000, '['), std::string(300 * 1024, ' '),
                                  std::string("{\"answers\": 5}"), std::string("{\"id\": \"\\ud800\"}")}) {
    const auto result = read_response(text, real_pack().surveys);
    REQUIRE(std::holds_alternative<Problems>(result));
    CHECK_FALSE(std::get<Problems>(result).empty());
  }
}

TEST_CASE("nothing is asked where there is no survey") {
  CHECK(std::holds_alternative<Problems>(read_response(good().dump(), {})));
}

TEST_CASE("a reference can be read out on the telephone: no letter that looks or sounds like a digit") {
  std::set<std::string> references;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const std::string text = reference(sample_of(seed).id);
    REQUIRE(text.size() == 12);
    CHECK(text.substr(0, 3) == "RS ");
    CHECK(text[7] == ' ');
    CHECK(text.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ ") == std::string::npos);
    references.insert(text);
  }
  CHECK(references.size() == 300);
}

TEST_CASE("a reference leads back to the start of its ids, however people type it") {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const std::string id = sample_of(seed).id;
    CHECK(id_start(reference(id)) == id.substr(0, 11));
  }
  CHECK(id_start("RS 1111 1111") == "08421084-21");
  CHECK(id_start(" rs-iLl1 1111") == "08421084-21");
  CHECK(id_start("o000ZZZZ") == id_start("RS 0000 ZZZZ"));
  for (const char* wrong : {"", "RS", "RS 1111 111", "RS 1111 11111", "RS 1111 111U", "RS 1111 111%"})
    CHECK(id_start(wrong).empty());
}

TEST_CASE("a reference is the start of the id in groups of five bits") {
  CHECK(reference("00000000-0000-4000-8000-000000000000") == "RS 0000 0000");
  CHECK(reference("ffffffff-ff00-4000-8000-000000000000") == "RS ZZZZ ZZZZ");
  CHECK(reference("00000000-01ff-4000-8000-000000000000") == "RS 0000 0001");
  CHECK(reference("08421084-2100-4000-8000-000000000000") == "RS 1111 1111");
}

TEST_CASE("only a lower-case UUID is an id") {
  CHECK(is_uuid(one_id));
  for (const char* text :
       {"", "0123abcd", "0123abcd-4567-4890-8abc-def01234567", "0123abcd-4567-4890-8abc-def0123456789",
        "0123abcd_4567-4890-8abc-def012345678", "g123abcd-4567-4890-8abc-def012345678",
        "0123ABCD-4567-4890-8abc-def012345678", "0123abcd-4567-4890-8abc-def01234567\n"})
    CHECK_FALSE(is_uuid(text));
}
