// The survey as a plain form: its fields, its pages, and the endpoint that gives and takes it.
#include "page/form.hpp"

#include <cstdlib>
#include <filesystem>

#include "content/json_text.hpp"
#include "endpoint/form_body.hpp"
#include "endpoint/responses.hpp"
#include "endpoint/service.hpp"
#include "endpoint/sha256.hpp"
#include "fake_store.hpp"
#include "markup/element.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::endpoint;
using survey::Answers;
using survey::Codes;
using survey::Fault;
using survey::Fields;

namespace {

content::Survey every_kind() {
  content::Survey made;
  made.id = "views";
  made.version = "1";
  const std::vector<content::Option> options = {option("a"), option("b"), option("none", true)};
  made.questions = {question("one", content::SingleChoice{options}),
                    question("many", content::MultipleChoice{options, 2}), question("words", content::FreeText{20, 3}),
                    question("rate", content::Rating{{option("low"), option("high")}, {option("unsure")}}),
                    question("order", content::Ranking{{option("x"), option("y"), option("z")}, "All the same"})};
  made.questions[1].when = content::Condition{{{"one", "a"}}, {}, {}};
  return made;
}

const std::string path = survey_path + "/form";

Request get_form(const std::string& target = path) { return {"GET", target, {}, ""}; }

Request post(const Fields& fields, const std::string& target = path) {
  return {"POST", target, {{"Content-Type", "application/x-www-form-urlencoded"}}, write_form_body(fields)};
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const size_t from = text.find(before);
  if (from == std::string_view::npos) return "";
  const size_t start = from + before.size();
  return std::string(text.substr(start, text.find(after, start) - start));
}

// The fields that a browser finds in the form that it was given.
Fields hidden_fields(const std::string& html) {
  Fields fields;
  for (const char* name : {page::form_id_field, page::form_begun_field}) {
    const std::string value = between(html, "name=\"" + std::string(name) + "\" value=\"", "\"");
    REQUIRE_MESSAGE(!value.empty(), name);
    fields.emplace_back(name, value);
  }
  return fields;
}

Fields with(Fields fields, const Fields& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

const Fields good = {{"where_live", "stoke_on_trent"},
                     {"describes_you", "resident"},
                     {"describes_you", "unpaid_carer"},
                     {"life_stage.start_well", "2"},
                     {"life_stage.grow_well", "3"},
                     {"life_stage.live_well", "1"},
                     {"life_stage.age_well", "4"},
                     {"life_stage.end_well", "5"},
                     {"gave_views_before", "yes"},
                     {"told_what_happened", "partly"},
                     {"works_well", "Two\r\nlines & \"more\" <b>"}};

struct Fixture {
  Fixture() { CHECK(check_and_wait(*store).empty()); }  // which makes the file
  Fixture(const Fixture&) = delete;
  ~Fixture() { std::filesystem::remove_all(folder); }

  std::string ask(const Request& request, int status) const {
    const Answer answer = handle(request, service);
    CHECK_MESSAGE(answer.status == status, *answer.body);
    CHECK(header(answer.headers, "Content-Type") == "text/html; charset=utf-8");
    CHECK(header(answer.headers, "Cache-Control") == "no-store");
    CHECK(answer.route == "/survey/{id}/form");
    CHECK(contains(header(answer.headers, "Content-Security-Policy"), "style-src 'self' 'sha256-"));
    CHECK(contains(header(answer.headers, "Content-Security-Policy"), "form-action 'self'"));
    return *answer.body;
  }
  std::vector<std::string> stored() const {
    std::vector<std::string> bodies;
    CHECK(store->each(real_survey().id, [&](const Stored& one) { bodies.push_back(one.record.body); }).empty());
    return bodies;
  }
  std::string flags() const {
    std::string all;
    CHECK(check_and_wait(*store).empty());  // written after the flags are
    CHECK(store->each_entry("flag", [&](const Entry& entry) { all += entry.body; }).empty());
    return all;
  }

  const std::filesystem::path folder = [] {
    std::string name = std::filesystem::temp_directory_path() / "roadshow-form-XXXXXX";
    return std::filesystem::path(mkdtemp(name.data()));
  }();
  const std::unique_ptr<Store> store = sqlite_store(folder / "store.db");
  static SiteFile file(const std::string& html) {
    return {"text/html; charset=utf-8", "tag", false, std::make_shared<const std::string>(html), {}, {},
            page_policy(html).value};
  }
  const Service service{{real_pack()},
                        {{"/404.html", file("<h1>Not here</h1>")},
                         {"/frame.html", file("<title>{{title}}</title><style>p{}</style><body>{{app}}</body>")}},
                        *store};
};

std::string reference_on(const std::string& html) {
  return between(html, "<p id=\"reference\" class=\"reference\">", "<");
}

}  // namespace

TEST_CASE("form body: as the URL standard reads it") {
  const std::string bad = "\xEF\xBF\xBD";
  const std::vector<std::pair<std::string, Fields>> table = {
      {"", {}},
      {"&&&", {}},
      {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
      {"a=1&a=2", {{"a", "1"}, {"a", "2"}}},
      {"a", {{"a", ""}}},
      {"=x", {{"", "x"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a+b=c+d%2B", {{"a b", "c d+"}}},
      {"a=%26%3D%0D%0A", {{"a", "&=\r\n"}}},
      {"a=%", {{"a", "%"}}},
      {"a=%4", {{"a", "%4"}}},
      {"a=%zz%4", {{"a", "%zz%4"}}},
      {"a=%c4%90", {{"a", "Đ"}}},
      {"a=%F0%9F%91%8B", {{"a", "👋"}}},
      {"a=%FF", {{"a", bad}}},
      {"a=%C0%AF", {{"a", bad + bad}}},                    // an overlong "/"
      {"a=%ED%A0%80", {{"a", bad + bad + bad}}},           // half a surrogate pair
      {"a=%E2%82", {{"a", bad + bad}}},                    // cut off
      {"a=%F4%90%80%80", {{"a", bad + bad + bad + bad}}},  // beyond Unicode
      {"a=x%00y", {{"a", std::string("x\0y", 3)}}},
  };
  for (const auto& [body, fields] : table) {
    CAPTURE(body);
    CHECK(read_form_body(body) == fields);
  }
  const Fields any = {{"a b", "c&d=e+f%"}, {"", "\r\n"}, {"Đ", "👋"}};
  CHECK(read_form_body(write_form_body(any)) == any);
}

TEST_CASE("form fields: each kind of question becomes an answer, or says what is wrong") {
  struct Case {
    Fields fields;
    Answers answers;
    std::map<std::string, Fault> faults;
  };
  const std::vector<Case> table = {
      {{}, {}, {}},
      {{{"one", ""}, {"words", ""}, {"order.x", ""}, {"unknown", "x"}}, {}, {}},
      {{{"one", "b"}}, {{"one", "b"}}, {}},
      {{{"one", "nothing"}}, {{"one", "nothing"}}, {{"one", Fault::unknown_option}}},
      {{{"one", "a"}, {"one", "b"}}, {{"one", Codes{"a", "b"}}}, {{"one", Fault::wrong_shape}}},
      {{{"one", "a"}, {"many", "b"}, {"many", "a"}}, {{"one", "a"}, {"many", Codes{"a", "b"}}}, {}},
      {{{"one", "a"}, {"many", "a"}, {"many", "none"}},
       {{"one", "a"}, {"many", Codes{"a", "none"}}},
       {{"many", Fault::not_alone}}},
      {{{"one", "a"}, {"many", "a"}, {"many", "a"}},
       {{"one", "a"}, {"many", Codes{"a", "a"}}},
       {{"many", Fault::unknown_option}}},
      // Not asked: whatever stands there is no fault.
      {{{"many", "a"}, {"many", "none"}}, {{"many", Codes{"a", "none"}}}, {}},
      {{{"words", "one\r\ntwo\x01"}}, {{"words", "one\ntwo"}}, {}},
      {{{"words", std::string(21, 'w')}}, {{"words", std::string(21, 'w')}}, {{"words", Fault::too_long}}},
      {{{"rate", "unsure"}}, {{"rate", "unsure"}}, {}},
      {{{"order.x", "2"}, {"order.y", "1"}, {"order.z", "3"}}, {{"order", Codes{"y", "x", "z"}}}, {}},
      {{{"order", "same"}}, {{"order", "same"}}, {}},
      {{{"order", "same"}, {"order.x", "1"}}, {{"order", "same"}}, {{"order", Fault::not_alone}}},
      {{{"order.x", "1"}}, {}, {{"order", Fault::incomplete_order}}},
      {{{"order.x", "1"}, {"order.y", "1"}, {"order.z", "2"}}, {}, {{"order", Fault::incomplete_order}}},
      {{{"order.x", "1"}, {"order.y", "2"}, {"order.z", "4"}}, {}, {{"order", Fault::incomplete_order}}},
      {{{"order.x", "01"}, {"order.y", "2"}, {"order.z", "3"}}, {}, {{"order", Fault::incomplete_order}}},
  };
  for (const Case& one : table) {
    CAPTURE(write_form_body(one.fields));
    const survey::FormAnswers read = survey::read_form(every_kind(), one.fields);
    CHECK(read.answers == one.answers);
    CHECK(read.faults == one.faults);
  }
}

TEST_CASE("the page of the form is sound, asks everything, and says when a question is only for some") {
  page::Form form;
  form.id = one_id;
  form.begun = "1795600000";
  const page::Page page = page::form_page(real_pack(), real_survey(), form);
  CHECK(page::faults(page) == std::vector<std::string>{});
  const std::string words = words_on(page.root);
  for (const content::Question& question : real_survey().questions) {
    CHECK(contains(words, question.text));
    CHECK(contains(words, question.can));
    for (const auto* option : survey::options_of(question)) CHECK(contains(words, option->label));
  }
  CHECK(contains(words, "you chose “Yes” for question 6"));
  CHECK_FALSE(contains(words, "There is a problem"));
  CHECK_FALSE(contains(words, "{"));
  // Nothing that only a program could do.
  each_node(page.root, [](const page::Node& node) {
    if (node.kind == page::Kind::button) CHECK(node.submits);
  });
  for (const auto end : {page::FormEnd::stored, page::FormEnd::changed})
    CHECK(page::faults(page::form_done_page(real_pack(), real_survey(), one_id, end)) == std::vector<std::string>{});
}

TEST_CASE("a condition of every sort is put in words") {
  content::Pack pack = real_pack();
  content::Survey survey = every_kind();
  survey.questions[4].when = content::Condition{{{"one", "a"}}, {{"many", "a"}, {"many", "b"}}, {{"rate", "unsure"}}};
  const std::string words = words_on(page::form_page(pack, survey, {}).root);
  CHECK(contains(words, "you chose “Label of a” for question 1\n"));
  CHECK(contains(words, "you chose “Label of a” for question 2, or you chose “Label of b” for question 2\n"));
  CHECK(contains(words, "you did not choose “Label of unsure” for question 4\n"));
}

TEST_CASE_FIXTURE(Fixture, "form: what is filled in is stored as the program would have stored it") {
  const std::string html = ask(get_form(), 200);
  CHECK(between(html, "<title>", "</title>") == real_survey().title + ": all questions - Roadshow");
  CHECK(contains(html, "<form id=\"form\""));
  CHECK(contains(html, "method=\"post\" action=\"/survey/icp-strategy/form\""));
  const Fields fields = with(hidden_fields(html), good);
  const std::string done = ask(post(fields), 201);
  CHECK(contains(done, "Thank you. Your answers are in."));
  CHECK(reference_on(done) == survey::reference(fields[0].second));

  REQUIRE(stored().size() == 1);
  const auto read = survey::read_response(stored()[0], real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  const auto& response = std::get<survey::Response>(read);
  CHECK(response.channel == "form");
  CHECK(response.id == fields[0].second);
  CHECK(response.answers ==
        Answers{{"where_live", "stoke_on_trent"},
                {"describes_you", Codes{"resident", "unpaid_carer"}},
                {"life_stage", Codes{"live_well", "start_well", "grow_well", "age_well", "end_well"}},
                {"gave_views_before", "yes"},
                {"told_what_happened", "partly"},
                {"works_well", "Two\nlines & \"more\" <b>"}});
  // One way in: the same record by PUT is the same response.
  const Request put{
      "PUT", "/v1/responses/" + response.id, {{"Content-Type", "application/json"}}, survey::canonical(response)};
  CHECK(handle(put, service).status == 202);
}

TEST_CASE_FIXTURE(Fixture, "form: a double press or a reload stores once and gives the same reference") {
  const Fields fields = with(hidden_fields(ask(get_form(), 200)), good);
  const std::string first = ask(post(fields), 201);
  const std::string again = ask(post(fields), 202);
  CHECK(reference_on(first) == reference_on(again));
  CHECK(stored().size() == 1);

  const std::string changed = ask(post(with(fields, {{"anything_else", "one more thing"}})), 409);
  CHECK(contains(changed, "You sent your answers before"));
  CHECK(reference_on(changed) == reference_on(first));
  CHECK_FALSE(contains(changed, "Thank you"));
  CHECK(stored().size() == 1);

  CHECK(hidden_fields(ask(get_form(), 200))[0].second != fields[0].second);
}

TEST_CASE_FIXTURE(Fixture,
                  "form: what cannot be taken comes back with its problems and everything that was filled in") {
  const std::string evil = "</textarea><script>alert(1)</script>" + std::string(2000, 'w');
  const Fields fields = with(hidden_fields(ask(get_form(), 200)), {{"where_live", "stoke_on_trent"},
                                                                   {"describes_you", "prefer_not"},
                                                                   {"describes_you", "resident"},
                                                                   {"life_stage.live_well", "1"},
                                                                   {"life_stage.end_well", "1"},
                                                                   {"works_well", evil},
                                                                   {"form.website", "kept"}});
  const std::string html = ask(post(fields), 422);
  CHECK(stored().empty());
  CHECK(between(html, "<title>", "</title>").starts_with("Error: "));
  CHECK(contains(html, "There is a problem"));
  for (const char* problem :
       {"href=\"#describes_you.resident\">Question 2: Choose only “Prefer not to say”, or only other answers",
        "href=\"#life_stage.start_well\">Question 4: Give each one a different number from 1 to 5",
        "href=\"#works_well.text\">Question 8: Use 1000 characters or fewer"})
    CHECK_MESSAGE(contains(html, problem), problem);
  CHECK(contains(html, "id=\"describes_you-error\""));
  CHECK(contains(html, "Error: Choose only “Prefer not to say”"));
  CHECK(hidden_fields(html) == Fields(fields.begin(), fields.begin() + 2));
  for (const char* kept :
       {"value=\"stoke_on_trent\" checked", "value=\"prefer_not\" checked", "value=\"resident\" checked"})
    CHECK_MESSAGE(contains(html, kept), kept);
  CHECK(contains(between(html, "id=\"life_stage.live_well\"", "</select>"), "value=\"1\" selected"));
  CHECK(contains(between(html, "id=\"life_stage.start_well\"", "</select>"), "value selected"));
  CHECK(contains(html, markup::escaped(evil)));
  CHECK_FALSE(contains(html, "<script>alert"));

  // The first problem mended, the others stay; all mended, it is stored.
  CHECK(ask(post(with(Fields(fields.begin(), fields.begin() + 2), good)), 201).size() > 0);
}

TEST_CASE_FIXTURE(Fixture, "form: answers to questions that were not asked do not count") {
  Fields fields =
      with(hidden_fields(ask(get_form(), 200)), {{"gave_views_before", "no"}, {"told_what_happened", "no"}});
  ask(post(fields), 201);
  const auto read = survey::read_response(stored().at(0), real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  CHECK(std::get<survey::Response>(read).answers == Answers{{"gave_views_before", "no"}});
}

TEST_CASE_FIXTURE(Fixture, "form: fields that were tampered with do no harm") {
  const Fields hidden = hidden_fields(ask(get_form(), 200));
  const auto tampered = [&](size_t at, const std::string& value) {
    Fields fields = hidden;
    fields[at].second = value;
    return with(fields, {{"where_live", "stoke_on_trent"}});
  };
  for (const std::string id : {"x", "'; drop table responses", "../../etc/passwd", "\r\nSet-Cookie: a=b"}) {
    CAPTURE(id);
    const std::string done = ask(post(tampered(0, id)), 201);  // under an id of ours
    CHECK(reference_on(done).size() == 12);
  }
  for (const std::string begun : {"", "x", "-1", "99999999999999999999", "9999999999", "0", "12.5"}) {
    CAPTURE(begun);
    Fields fields = with(hidden_fields(ask(get_form(), 200)), {{"where_live", "stoke_on_trent"}});
    fields[1].second = begun;
    ask(post(fields), 201);
  }
  const std::string odd =
      ask(post(with(hidden, {{"where_live", "the moon"}, {"no_such_question", "x"}, {"", ""}})), 422);
  CHECK(contains(odd, "Question 1: Choose from the answers below"));
  CHECK_FALSE(contains(odd, "the moon"));
  for (const std::string& body : stored()) CHECK(contains(body, "\"where_live\":\"stoke_on_trent\""));
}

TEST_CASE_FIXTURE(Fixture, "form: any bytes at all are an answer of words, or none") {
  Request request = post(hidden_fields(ask(get_form(), 200)));
  request.body += "&works_well=%FF%FE%00bytes%ED%A0%80&where_live=%00";
  CHECK(handle(request, service).status == 422);  // the place is none
  request.body.resize(request.body.find("&where_live"));
  ask(request, 201);
  CHECK(contains(stored().at(0),
                 "\xEF\xBF\xBD\xEF\xBF\xBD"
                 "bytes\xEF\xBF\xBD"));

  request.body = std::string(most_body_bytes + 1, 'x');
  CHECK(handle(request, service).status == 413);
  request.body = std::string(most_body_bytes, '&');
  CHECK(handle(request, service).status == 200);  // no id: an empty form
}

TEST_CASE_FIXTURE(Fixture, "form: an answer given before the program was there leads to the form that holds it") {
  const std::string html = ask(post({{"where_live", "stoke_on_trent"}}), 200);
  CHECK(contains(html, "value=\"stoke_on_trent\" checked"));
  CHECK_FALSE(contains(html, "There is a problem"));
  CHECK(stored().empty());
  ask(post(with(hidden_fields(html), {{"where_live", "stoke_on_trent"}})), 201);
  CHECK(stored().size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "form: too quick, or the hidden field filled in: flagged and stored") {
  Fields fields = with(hidden_fields(ask(get_form(), 200)), good);
  ask(post(with(fields, {{"form.website", "https://buy.example"}})), 201);
  CHECK(flags() == R"({"flags":["quick","trap"]})");
  CHECK(stored().size() == 1);
  // A person who took an hour.
  fields = with(hidden_fields(ask(get_form(), 200)), good);
  fields[1].second = std::to_string(std::stoll(fields[1].second) - 3600);
  ask(post(fields), 201);
  CHECK(flags() == R"({"flags":["quick","trap"]})");
  CHECK(stored().size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "form: when it cannot be stored, nothing of it is lost and it can be sent again") {
  class FullStore : public FakeStore {
   public:
    void put(Record, std::function<void(PutResult)> done) override { done({Outcome::unavailable, {}, "full"}); }
  };
  FullStore full;
  const Service broken{service.packs, service.site, full};
  const Fields fields = with(hidden_fields(ask(get_form(), 200)), good);
  const Answer answer = handle(post(fields), broken);
  CHECK(answer.status == 503);
  CHECK(header(answer.headers, "Retry-After") == "5");
  CHECK(contains(*answer.body, "Your answers are not saved yet"));
  CHECK(contains(*answer.body, "value=\"unpaid_carer\" checked"));
  CHECK(contains(*answer.body, "Two\nlines &amp; &quot;more&quot; &lt;b&gt;"));
  CHECK(hidden_fields(*answer.body) == Fields(fields.begin(), fields.begin() + 2));
  ask(post(with(hidden_fields(*answer.body), good)), 201);

  // Too many requests: the same page.
  Service busy{service.packs, service.site, *store};
  busy.limit = std::make_shared<RateLimit>(Rate{.per_second = 0.001, .at_once = 1});
  Request request = post(with(hidden_fields(ask(get_form(), 200)), good));
  request.address = "192.0.2.7";
  CHECK(handle(request, busy).status == 201);
  const Answer refused = handle(request, busy);
  CHECK(refused.status == 429);
  CHECK(!header(refused.headers, "Retry-After").empty());
  CHECK(contains(*refused.body, "Your answers are not saved yet"));
  CHECK(contains(*refused.body, "value=\"unpaid_carer\" checked"));
}

TEST_CASE_FIXTURE(Fixture, "form: what is no form of ours is refused") {
  const Fields fields = with(hidden_fields(ask(get_form(), 200)), good);
  Request foreign = post(fields);
  foreign.headers.push_back({"Sec-Fetch-Site", "cross-site"});
  CHECK(handle(foreign, service).status == 403);
  foreign.headers.back() = {"Origin", "https://elsewhere.example"};
  CHECK(handle(foreign, service).status == 403);

  Request json = post(fields);
  json.headers[0].value = "application/json";
  CHECK(handle(json, service).status == 415);
  CHECK(handle(post(fields, "/survey/none/form"), service).status == 404);
  const Answer none = handle(get_form("/survey/none/form"), service);
  CHECK(none.status == 404);
  CHECK(*none.body == "<h1>Not here</h1>");
  CHECK(handle({"PUT", path, {}, ""}, service).status == 405);
  CHECK(stored().empty());
}
