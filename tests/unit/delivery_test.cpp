// What becomes of answers after "Send": what the screen may say, what a reload and a second tab do, and who may clear
// them.
#include <doctest/doctest.h>

#include "content/load.hpp"
#include "page/reduce.hpp"
#include "support.hpp"
#include "survey/response.hpp"
#include "survey/secret.hpp"
#include "web_client/program.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Delivery;

namespace {

const std::string secret(64, 'c');
const std::string third_id = "0f8fad5b-d9cb-469f-a165-70867728950e";

Visitor sent_with_code() {
  Visitor visitor("/");
  visitor.act(page::Visit{survey_path + "/where_live", one_id, "2026-11-21", secret}).press("where_live.outside");
  visitor.go(survey_path + "/check", other_id).press("send");
  return visitor;
}

Visitor reloaded(const Visitor& before, const std::string& path) {
  Visitor after("/");
  after.act(page::Resume{page::to_draft(before.state)});
  const auto post = after.last.post;
  after.go(path, third_id);
  after.last.post = post;
  return after;
}

void check_page(const page::Page& page) {
  const auto faults = page::faults(page);
  CHECK_MESSAGE(faults.empty(), page.path << ": " << (faults.empty() ? "" : faults[0]));
}

bool says_saved(const Visitor& visitor) {
  return visitor.shows("are saved on this device") || visitor.shows("are safe on this device");
}

}  // namespace

TEST_CASE(
    "whatever storage and endpoint do, in any order, the words are true and nothing that was sent is taken back") {
  using Acts = std::vector<page::Action>;
  const page::Action stored = page::Stored{one_id}, unkept = page::Unkept{one_id}, sent = page::Sent{one_id},
                     parked = page::Parked{one_id};
  for (const Acts& acts : {Acts{stored}, Acts{unkept}, Acts{sent}, Acts{stored, sent}, Acts{unkept, sent},
                           Acts{unkept, stored}, Acts{stored, unkept}, Acts{unkept, parked}, Acts{stored, parked},
                           Acts{parked, stored}, Acts{parked, unkept}, Acts{sent, unkept}, Acts{sent, stored},
                           Acts{sent, parked}, Acts{unkept, parked, sent}, Acts{stored, unkept, sent, stored}}) {
    Visitor visitor = sent_with_code();
    bool kept = false;
    bool arrived = false;
    for (const page::Action& act : acts) {
      visitor.act(act);
      if (!arrived && act.index() == stored.index()) kept = true;
      if (!arrived && act.index() == unkept.index()) kept = false;
      arrived = arrived || act.index() == sent.index();
      CHECK(visitor.path() == survey_path + "/done");
      CHECK(visitor.shows("Your answers are in.") == arrived);
      CHECK(says_saved(visitor) == (kept && !arrived));
      const bool only_here = !kept && !arrived;
      CHECK(visitor.has("save-unsent") == only_here);
      CHECK(contains(page::to_draft(visitor.state), "\"where_live\":\"outside\"") == only_here);
      check_page(visitor.page());
    }
  }
}

TEST_CASE("a reload after sending keeps reference and code until the person leaves them, and no answer") {
  Visitor visitor = sent_with_code();
  visitor.act(page::Sent{one_id});
  Visitor after = reloaded(visitor, survey_path + "/done");
  CHECK(after.shows("Your answers are in."));
  CHECK(after.node("reference").text == survey::reference(one_id));
  CHECK(after.node("code").text == survey::code_of(secret));
  CHECK_FALSE(after.last.post);
  CHECK(after.answers().empty());
  after.go(survey_path, third_id);
  CHECK(after.shows(survey::reference(one_id)));  // looking at the start loses nothing
  CHECK(after.press("given").path() == survey_path + "/done");
  after.press("finish");
  CHECK(page::to_draft(after.state).empty());
  CHECK(Visitor(survey_path + "/done").path() == survey_path);
}

TEST_CASE("on the stage, which may be a kiosk's, the next person who comes to the survey sees no reference") {
  for (const page::Action& news : {page::Action(page::Sent{one_id}), page::Action(page::Stored{one_id})}) {
    Visitor visitor = sent_with_code();
    visitor.act(news).act(page::SetLayout{page::Layout::stage}).go(survey_path, third_id);
    CHECK_FALSE(visitor.shows(survey::reference(one_id)));
    CHECK_FALSE(contains(page::to_draft(visitor.state), one_id));
    visitor.press("start");
    CHECK(visitor.state.session->id == third_id);
  }
}

TEST_CASE("a reload while the answers are only in the page sends the very same response again") {
  Visitor visitor = sent_with_code();
  const std::string body = visitor.last.post->body;
  for (const auto& act : {std::optional<page::Action>(), std::optional<page::Action>(page::Unkept{one_id})}) {
    if (act) visitor.act(*act);
    Visitor after = reloaded(visitor, survey_path + "/check");
    REQUIRE(after.last.post);
    CHECK(after.last.post->id == one_id);
    CHECK(after.last.post->body == body);
    CHECK_FALSE(says_saved(after));
  }
  visitor.act(page::Stored{one_id});
  Visitor after = reloaded(visitor, survey_path + "/done");
  REQUIRE(after.last.post);
  CHECK(after.last.post->body.empty());  // the device has it
  CHECK(says_saved(after));
}

TEST_CASE("answers under an id that is taken get an id and a code of their own, once, and nothing else changes") {
  Visitor visitor = sent_with_code();
  const Json before = Json::parse(visitor.last.post->body);
  visitor.act(page::Stored{one_id}).act(page::Fresh{third_id, "2026-12-01", std::string(64, 'd')});
  visitor.act(page::Conflict{one_id});
  REQUIRE(visitor.last.post);
  CHECK(visitor.last.post->id == third_id);
  CHECK(visitor.last.post->instead == one_id);
  Json after = Json::parse(visitor.last.post->body);
  CHECK(after["id"] == third_id);
  CHECK(after["answers"] == before["answers"]);
  CHECK(after["month"] == before["month"]);
  CHECK(after["withdrawal"] != before["withdrawal"]);
  CHECK(visitor.node("reference").text == survey::reference(third_id));
  CHECK(visitor.node("code").text == survey::code_of(std::string(64, 'd')));
  visitor.act(page::Fresh{other_id, "2026-12-01", secret}).act(page::Conflict{third_id});
  CHECK_FALSE(visitor.last.post);
  CHECK_FALSE(visitor.act(page::Conflict{one_id}).last.post);
}

TEST_CASE("a draft that another tab has goes on under a name of its own, with all answers") {
  Visitor visitor = Visitor(survey_path + "/where_live").press("where_live.outside");
  visitor.act(page::Fresh{third_id, "2026-11-21", secret}).act(page::Conflict{one_id});
  CHECK_FALSE(visitor.last.post);
  CHECK(visitor.state.session->id == third_id);
  CHECK(visitor.answers() == survey::Answers{{"where_live", "outside"}});
  CHECK(visitor.act(page::Conflict{one_id}).state.session->id == third_id);
}

TEST_CASE("start again clears all that was answered, on every screen of the survey, and takes two presses") {
  Visitor visitor("/");
  visitor.act(page::Visit{survey_path + "/where_live", one_id, "2026-11-21", secret}).press("where_live.outside");
  const page::State begun = visitor.state;
  for (const char* screen :
       {"", "/where_live", "/anything_else", "/about-you", "/about-you/age_range", "/contact", "/check"}) {
    CAPTURE(std::string(screen));
    visitor.state = begun;
    visitor.go(survey_path + screen, other_id);
    CHECK(visitor.path() == survey_path + screen);
    CHECK(visitor.node(page::start_again_id).kind == page::Kind::disclosure);
    visitor.act(page::Fresh{third_id, "2026-11-21", secret}).press("start-again-yes");
    CHECK(visitor.path() == survey_path);
    CHECK(visitor.last.focus == "heading");
    CHECK_FALSE(visitor.last.say.empty());
    CHECK(page::to_draft(visitor.state).empty());
    CHECK_FALSE(visitor.has(page::start_again_id));  // nothing is left to clear
    CHECK_FALSE(visitor.shows("Go on"));
    visitor.press("start");
    CHECK(visitor.answers().empty());
    CHECK(visitor.state.session->id == third_id);
    CHECK(visitor.state.session->secret != "");
  }
}

TEST_CASE("start again does not touch answers that are on their way") {
  Visitor visitor = sent_with_code();
  CHECK(visitor.act(page::StartAgain{}).state.session->delivery == Delivery::storing);
  visitor.act(page::Unkept{one_id}).act(page::StartAgain{});
  CHECK(visitor.state.session->id == one_id);
}

TEST_CASE("answers that were refused are found from home and from the survey, with the reason and the time in words") {
  Visitor visitor("/");
  CHECK_FALSE(visitor.has("unsent-link"));
  visitor.act(page::Queue{{{one_id, true, 422, "2026-11-21T09:30", true}}});
  CHECK(visitor.has("unsent-link"));
  CHECK(visitor.go(survey_path).has("unsent-link"));
  CHECK(visitor.press("unsent-link").path() == "/unsent");
  CHECK(visitor.shows(survey::reference(one_id)));
  CHECK(visitor.shows("Last tried on 21 November 2026 at 09:30."));
  check_page(visitor.page());
  std::set<std::string> reasons;
  for (const int status : {409, 413, 415, 422}) {
    visitor.act(page::Queue{{{one_id, true, status, "", true}}});
    reasons.insert(words_on(visitor.page().root));
    CHECK(visitor.shows("Not taken: "));
  }
  CHECK(reasons.size() == 4);
  CHECK(visitor.press("retry").last.task->what == "retry");
  CHECK(visitor.press("save-unsent").last.task->what == "save-unsent");
  CHECK(visitor.act(page::Did{"save-unsent", false}).shows("could not make a file"));
  CHECK_FALSE(visitor.act(page::Queue{{{one_id, false, 0, "", false}}}).shows("They are saved on this device"));
  CHECK(visitor.shows("Keep this page open"));
  CHECK(visitor.act(page::Queue{}).shows("no answers"));
}

TEST_CASE("a time that makes no sense is not shown") {
  Visitor visitor("/unsent");
  for (const char* tried :
       {"", "yesterday", "2026-99-21T09:30", "2026-00-21T09:30", "2026-11-21", "2026-11-21T09:30:00"}) {
    visitor.act(page::Queue{{{one_id, false, 0, tried, true}}});
    CHECK_FALSE(visitor.shows("Last tried"));
  }
}

TEST_CASE("reference and code can be copied, printed and saved, and the screen says how that went") {
  Visitor visitor = sent_with_code();
  visitor.act(page::Sent{one_id});
  for (const char* what : {"copy", "save", "print"}) {
    visitor.press(what);
    REQUIRE(visitor.last.task);
    CHECK(visitor.last.task->what == what);
    CHECK(contains(visitor.last.task->text, survey::reference(one_id)));
    CHECK(contains(visitor.last.task->text, survey::code_of(secret)));
    CHECK_FALSE(visitor.act(page::Did{what, false}).last.say.empty());
    CHECK(visitor.has("did"));
    CHECK_FALSE(visitor.press(what).has("did"));
  }
  CHECK(visitor.act(page::Did{"copy", true}).shows("Copied."));
}

TEST_CASE("what fields hold counts, whatever events they fired") {
  web_client::Program program;
  const auto send = [&](Json message) { return Json::parse(program.dispatch(message.dump())); };
  program.boot(Json{{"bundle", content::to_bundle(real_pack())},
                    {"path", survey_path + "/where_live"},
                    {"freshId", one_id},
                    {"today", "2026-11-21"}}
                   .dump());
  send({{"type", "fields"}, {"fields", {{{"id", "where_live.outside"}, {"on", true}}}}});
  CHECK(send({{"type", "press"}, {"id", "continue"}})["path"] == survey_path + "/describes_you");
  send({{"type", "fields"},
        {"fields",
         {{{"id", "describes_you.patient"}, {"on", true}},
          {{"id", "describes_you.councillor"}, {"on", true}},
          {{"id", "text-size-200"}, {"on", true}},
          {{"id", "nothing"}, {"text", "x"}}}}});
  CHECK(send({{"type", "repaint"}})["textSize"] == 100);  // only answers
  const std::string draft =
      send({{"type", "fields"}, {"fields", {{{"id", "describes_you.patient"}, {"on", false}}}}})["draft"];
  CHECK(contains(draft, "councillor"));
  CHECK_FALSE(contains(draft, "patient"));
}
