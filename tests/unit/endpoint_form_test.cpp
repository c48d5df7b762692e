// The form at the endpoint that gives and takes it.
#include "content/json_text.hpp"
#include "fake_store.hpp"
#include "form_fixture.hpp"
#include "html/element.hpp"
#include "server/handlers/responses.hpp"

using namespace roadshow;
using namespace roadshow::test;
using survey::Answers;
using survey::Codes;

TEST_CASE_FIXTURE(FormFixture, "form: what is filled in is stored as the program would have stored it") {
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
}

TEST_CASE_FIXTURE(FormFixture, "form: a double press or a reload stores once and gives the same reference") {
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

TEST_CASE_FIXTURE(FormFixture,
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
  CHECK(hidden_fields(html) == Fields(fields.begin(), fields.begin() + 3));
  for (const char* kept :
       {"value=\"stoke_on_trent\" checked", "value=\"prefer_not\" checked", "value=\"resident\" checked"})
    CHECK_MESSAGE(contains(html, kept), kept);
  CHECK(contains(between(html, "id=\"life_stage.live_well\"", "</select>"), "value=\"1\" selected"));
  CHECK(contains(between(html, "id=\"life_stage.start_well\"", "</select>"), "value selected"));
  CHECK(contains(html, html::escaped(evil)));
  CHECK_FALSE(contains(html, "<script>alert"));

  // The first problem mended, the others stay; all mended, it is stored.
  CHECK(ask(post(with(Fields(fields.begin(), fields.begin() + 3), good)), 201).size() > 0);
}

TEST_CASE_FIXTURE(FormFixture, "form: answers to questions that were not asked do not count") {
  Fields fields =
      with(hidden_fields(ask(get_form(), 200)), {{"gave_views_before", "no"}, {"told_what_happened", "no"}});
  ask(post(fields), 201);
  const auto read = survey::read_response(stored().at(0), real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  CHECK(std::get<survey::Response>(read).answers == Answers{{"gave_views_before", "no"}});
}

TEST_CASE_FIXTURE(FormFixture, "form: fields that were tampered with do no harm") {
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

TEST_CASE_FIXTURE(FormFixture, "form: any bytes at all are an answer of words, or none") {
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

TEST_CASE_FIXTURE(FormFixture, "form: an answer given before the program was there leads to the form that holds it") {
  const std::string html = ask(post({{"where_live", "stoke_on_trent"}}), 200);
  CHECK(contains(html, "value=\"stoke_on_trent\" checked"));
  CHECK_FALSE(contains(html, "There is a problem"));
  CHECK(stored().empty());
  ask(post(with(hidden_fields(html), {{"where_live", "stoke_on_trent"}})), 201);
  CHECK(stored().size() == 1);
}

TEST_CASE_FIXTURE(FormFixture, "form: too quick, or the hidden field filled in: flagged and stored") {
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

TEST_CASE_FIXTURE(FormFixture, "form: when it cannot be stored, nothing of it is lost and it can be sent again") {
  class FullStore : public FakeStore {
   public:
    void insert(Record, std::function<void(InsertResult)> done) override {
      done({InsertOutcome::unavailable, {}, "full"});
    }
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
  CHECK(hidden_fields(*answer.body) == Fields(fields.begin(), fields.begin() + 3));
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

TEST_CASE_FIXTURE(FormFixture, "form: what is no form of ours is refused") {
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
  CHECK(handle({"PUT", form_path, {}, ""}, service).status == 405);
  CHECK(stored().empty());
}

TEST_CASE_FIXTURE(FormFixture, "form: in each language of the pack, whose code the stored response has") {
  const std::string urdu_path = "/ur" + form_path;
  const std::string html = ask(get_form(urdu_path), 200);
  CHECK(contains(html, "<html lang=\"ur\">"));
  CHECK(contains(html, "<!-- Urdu -->"));
  CHECK(contains(html, "action=\"/ur/survey/icp-strategy/form\""));
  CHECK(contains(html, urdu_pack().words[content::Word::send]));
  CHECK_FALSE(contains(html, real_pack().words[content::Word::send]));

  const Fields hidden = hidden_fields(html);
  const std::string wrong = ask(post(with(hidden, {{"where_live", "the moon"}}), urdu_path), 422);
  CHECK(contains(wrong, urdu_pack().words[content::Word::error_summary]));
  const std::string done = ask(post(with(hidden, good), urdu_path), 201);
  CHECK(contains(done, urdu_pack().words[content::Word::done_title]));
  const auto read = survey::read_response(stored().at(0), real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  CHECK(std::get<survey::Response>(read).language == "ur");

  // The page of a question, before the program is there, leads to the form of its own language.
  CHECK(contains(ask(post({{"where_live", "stoke_on_trent"}}, urdu_path), 200), "value=\"stoke_on_trent\" checked"));
}

TEST_CASE_FIXTURE(FormFixture, "an address that is not there gives the page for that in the language of the address") {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"/nowhere", "<h1>Not here</h1>"},
      {"/survey/none/form", "<h1>Not here</h1>"},
      {"/ur/nowhere", "<h1>Not here, in Urdu</h1>"},
      {"/ur", "<h1>Not here, in Urdu</h1>"},  // this site has no first page
      {"/ur/survey/none/form", "<h1>Not here, in Urdu</h1>"},
      {"/urdu/survey", "<h1>Not here</h1>"},
      {"/en" + form_path, "<h1>Not here</h1>"},  // the language of the pack has no code in its addresses
      {"/xx" + form_path, "<h1>Not here</h1>"}};
  for (const auto& one : table) {
    CAPTURE(one.first);
    const Answer answer = handle(get_form(one.first), service);
    CHECK(answer.status == 404);
    CHECK(*answer.body == one.second);
  }
  CHECK(handle(post(good, "/xx" + form_path), service).status == 404);
}
