// Surveys change while answers are on their way: each is read by the definition it was given to.
#include "content/definition.hpp"

#include <algorithm>

#include "content/translation.hpp"
#include "server/handlers/responses.hpp"
#include "server/handlers/service.hpp"
#include "server/store/definitions.hpp"
#include "small_pack.hpp"
#include "store_kinds.hpp"
#include "support.hpp"
#include "survey/definition.hpp"
#include "survey/secret.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;

namespace {

content::Survey first_version() {
  content::Survey survey;
  survey.id = "views";
  survey.version = "1";
  survey.questions.push_back(question("area", content::SingleChoice{{option("north"), option("south")}}));
  survey.questions.push_back(question("words", content::FreeText{100, 3}));
  survey.questions.push_back(question("order", content::Ranking{{option("a"), option("b"), option("c")}, "Same"}));
  return survey;
}

// Changes that editors make, each of which refused the answers of before.
const std::vector<std::function<void(content::Survey&)>>& changes() {
  static const std::vector<std::function<void(content::Survey&)>> all = {
      [](content::Survey& s) { s.questions.erase(s.questions.begin()); },
      [](content::Survey& s) { std::swap(s.questions[0], s.questions[2]); },
      [](content::Survey& s) {
        s.questions.push_back(question("more", content::FreeText{100, 3}));
      },
      [](content::Survey& s) {
        s.questions[0].kind = content::SingleChoice{{option("east"), option("west")}};
      },
      [](content::Survey& s) {
        s.questions[1].kind = content::FreeText{1, 3};
      },
      [](content::Survey& s) {
        s.questions[2].kind = content::Ranking{{option("a"), option("b")}, "Same"};
      },
      [](content::Survey& s) {
        s.questions[1].when = content::Condition{{{"area", "south"}}, {}, {}};
      }};
  return all;
}

survey::Response answer_to(const content::Survey& survey, uint64_t seed) {
  survey::Response response = survey::sample(survey, real_pack().info, seed);
  response.pack = "testshire";
  response.answers = {{"area", "north"}, {"words", "More buses."}, {"order", survey::Codes{"c", "a", "b"}}};
  response.asked = {"area", "words", "order"};
  return response;
}

}  // namespace

TEST_CASE_TEMPLATE(
    "definition: answers to a survey that was changed meanwhile are stored, with or without a new version", Kind,
    Sqlite, Postgres) {
  for (const bool raised : {true, false}) {
    for (const bool names_it : {true, false}) {
      for (const auto& change : changes()) {
        const Kind kind;
        const auto store = kind.open();
        const content::Survey before = first_version();
        REQUIRE(check_writable_and_wait(*store) == "");  // as serve does first: it makes the store
        REQUIRE(keep_definitions(*store, {before}, {}) == "");
        content::Survey now = before;
        change(now);
        if (raised) now.version = "2";
        // A start of the service with the new site.
        REQUIRE(keep_definitions(*store, {now}, {}) == "");
        Service service{small_pack("testshire", {now}), {}, *store};
        service.definitions->set(std::get<0>(known_definitions(*store, {now})));
        CHECK(service.definitions->all()->size() == 2);
        CHECK(changed_in_silence(*service.definitions->all()).size() == (raised ? 0 : 1));

        survey::Response old = answer_to(before, 1);
        if (!names_it) old.definition.clear();  // a device of before
        const auto put = [&](const survey::Response& response) {
          return handle({"PUT",
                         "/v1/responses/" + response.id,
                         {{"Content-Type", "application/json"}},
                         survey::canonical(response)},
                        service)
              .status;
        };
        CHECK(put(old) == 201);
        CHECK(put(old) == 202);
        survey::Response wrong = answer_to(before, 2);
        wrong.answers["area"] = "nowhere";
        CHECK(put(wrong) == 422);
        survey::Response unknown = answer_to(before, 3);
        unknown.version = "7";
        CHECK(put(unknown) == 422);
      }
    }
  }
}

TEST_CASE("definition: answers to a survey that left the pack are stored, and can be taken back") {
  const Sqlite kind;
  const auto store = kind.open();
  const content::Survey gone = first_version();
  REQUIRE(check_writable_and_wait(*store) == "");
  REQUIRE(keep_definitions(*store, {gone}, {}) == "");
  content::Survey now = first_version();
  now.id = "other";
  REQUIRE(keep_definitions(*store, {now}, {}) == "");
  Service service{small_pack("testshire", {now}), {}, *store};
  service.definitions->set(std::get<0>(known_definitions(*store, {now})));

  const std::string secret(64, 'a');
  survey::Response response = answer_to(gone, 1);
  response.withdrawal = survey::keys_of_secret(response.id, secret).withdrawal;
  const auto ask = [&](const std::string& method, const std::string& path, const std::string& body) {
    return handle({method, path, {{"Content-Type", "application/json"}}, body}, service).status;
  };
  CHECK(ask("PUT", "/v1/responses/" + response.id, survey::canonical(response)) == 201);
  CHECK(std::get<int64_t>(store->count()) == 1);
  const Json taking = {{"reference", survey::reference(response.id)}, {"code", survey::code_of(secret)}};
  CHECK(ask("POST", "/v1/withdrawals", taking.dump()) == 204);
  CHECK(std::get<int64_t>(store->count()) == 0);
}

TEST_CASE(
    "definition: its digest is the same in every language, and another after every change of what can be answered") {
  const content::Survey& source = real_survey();
  for (const content::Language& language : real_pack().info.languages) {
    const auto edition = content::edition_of(real_pack(), real_files(), language);
    if (const auto* made = std::get_if<content::Edition>(&edition))
      CHECK(survey::definition_digest(made->pack.surveys.at(0)) == survey::definition_digest(source));
  }
  const std::string digest = survey::definition_digest(first_version());
  CHECK(digest.size() == 16);
  for (const auto& change : changes()) {
    content::Survey changed = first_version();
    change(changed);
    CHECK(survey::definition_digest(changed) != digest);
  }
  content::Survey words = first_version();
  words.questions[0].text = "In other words?";
  CHECK(survey::definition_digest(words) == digest);
}

TEST_CASE("definition: what is written down can be read again, and the survey made of it asks the same") {
  const content::Definition definition = content::definition_of(real_survey());
  const std::string text = Writer::to_text(definition);
  const auto parsed = parse_json("definition", text);
  Problems problems;
  content::Definition again;
  Reader(std::get<Json>(parsed), "", problems).read(std::get<Json>(parsed), "", again, Rule::any);
  CHECK(problems.empty());
  CHECK(Writer::to_text(again) == text);
  CHECK(survey::definition_digest(content::survey_of(again)) == survey::definition_digest(real_survey()));
}

TEST_CASE("definition: a question that is changed without a new version is a content error once it was published") {
  auto files = real_files();
  const content::Definition definition = content::definition_of(real_survey());
  Json json = Json::parse(Writer::to_text(definition));
  json["$schema"] = "../../schema/published.schema.json";
  const std::string name = "published/" + content::name_of(definition) + ".json";
  files.push_back({name, json.dump()});
  CHECK(problems_of(files).empty());

  const std::string text = real_survey().questions[0].text;
  for (auto& file : files) {
    if (file.name == "surveys/" + real_survey().id + ".json")
      file.text = replaced(file.text, text, "Another question?");
  }
  const Problems problems = problems_of(files);
  REQUIRE(problems.size() == 1);
  CHECK(contains(problems[0].sentence, "Raise the version"));
  CHECK(problems[0].place.pointer == "/questions/0");
  CHECK(problems[0].place.line > 1);
  for (auto& file : files) {
    if (file.name == "surveys/" + real_survey().id + ".json")
      file.text = replaced(file.text, "\"version\": \"" + definition.version + "\"", "\"version\": \"99\"");
  }
  CHECK(problems_of(files).empty());
  // Its name says what it is.
  files.back().name = "published/other-1.json";
  CHECK(problems_of(files).size() == 1);
}

TEST_CASE("definition: of answers to another one, those are counted whose question has the same codes") {
  const content::Survey before = first_version();
  content::Survey now = before;
  now.questions[0].kind = content::SingleChoice{{option("south"), option("north")}};  // another order
  now.questions[2].kind = content::Ranking{{option("a"), option("b")}, "Same"};
  const survey::Response counted = survey::counted_by(now.questions, before.questions, answer_to(before, 1));
  CHECK(counted.asked == survey::Codes{"area", "words"});
  CHECK(counted.answers.size() == 2);
  content::Question scale = question("x", content::Rating{{option("low"), option("high")}, {option("unsure")}});
  content::Question turned = question("x", content::Rating{{option("high"), option("low")}, {option("unsure")}});
  CHECK(survey::same_codes(scale, scale));
  CHECK_FALSE(survey::same_codes(scale, turned));
}
