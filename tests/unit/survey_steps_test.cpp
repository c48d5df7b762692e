// A resident answers a survey, step by step.
#include "page/survey/steps.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Delivery;
using page::Screen;
using survey::Codes;

namespace {

Visitor at_question(const std::string& code) {
  Visitor visitor(survey_path);
  visitor.press("start").question(code);
  return visitor;
}

Visitor answered_and_sent() {
  Visitor visitor(survey_path);
  visitor.press("start").choose("where_live", "outside").go(survey_path + "/check").press("send");
  return visitor;
}

const Codes start_order = {"start_well", "grow_well", "live_well", "age_well", "end_well"};

Codes order_of(const Visitor& visitor) {
  return page::shown_order(*survey::find_question(real_survey(), "life_stage"), visitor.answers());
}

}  // namespace

TEST_CASE("a resident who skips every question can still send") {
  Visitor visitor;
  visitor.skip_all();
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.shows("Not answered"));
  visitor.press("send");
  REQUIRE(visitor.last.post);
  const auto read = survey::read_response(visitor.last.post->body, real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  CHECK(std::get<survey::Response>(read).answers.empty());
  CHECK(std::get<survey::Response>(read).asked.size() == 12);
}

TEST_CASE("a whole journey: every kind of question answered, checked and sent") {
  Visitor visitor("/");
  visitor.press("card-survey").press("start");
  CHECK(visitor.path() == survey_path + "/where_live");
  CHECK(visitor.last.focus == "heading");
  visitor.press("where_live.outside").carry_on();
  visitor.press("describes_you.patient").press("describes_you.councillor").carry_on();
  visitor.press("biggest_unfairness.access").carry_on();
  visitor.press("life_stage.age_well.up").carry_on();
  visitor.press("hard_to_take_part.none").carry_on();
  visitor.press("gave_views_before.yes").carry_on();
  CHECK(visitor.path() == survey_path + "/told_what_happened");
  visitor.press("told_what_happened.partly").carry_on();
  visitor.act(page::Write{"works_well", "The park run.\nAll of it."}).carry_on();
  visitor.press("clear_what_can_change.clear_3").carry_on();
  visitor.press("kept_informed.not_waited").carry_on();
  visitor.press("video_or_phone.depends").carry_on();
  visitor.press("how_take_part.online").carry_on();
  visitor.carry_on();  // nothing else to say: words may be left empty
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.node("answer-describes_you").text == "Patient, Councillor");
  CHECK(visitor.node("answer-life_stage").text == "1 Start well, 2 Grow well, 3 Age well, 4 Live well, 5 End well");
  CHECK(visitor.node("answer-works_well").text == "The park run.\nAll of it.");
  CHECK(visitor.node("answer-anything_else").text == "Not answered");

  visitor.press("send");
  REQUIRE(visitor.last.post);
  CHECK(visitor.last.post->id == one_id);
  const auto read = survey::read_response(visitor.last.post->body, real_pack().surveys);
  REQUIRE(std::holds_alternative<survey::Response>(read));
  const auto& response = std::get<survey::Response>(read);
  CHECK(response.answers.size() == 12);
  CHECK(response.month == "2026-11");
  CHECK(response.layout == "flow");
}

TEST_CASE("going on without an answer says how to go on, and nothing is lost") {
  Visitor visitor = at_question("where_live");
  visitor.choose("where_live", "outside").question("describes_you").carry_on();
  CHECK(visitor.path() == survey_path + "/describes_you");
  CHECK(visitor.last.focus == "error-summary");
  CHECK(visitor.shows("Choose one or more answers, or skip"));
  CHECK(contains(visitor.page().title, "Error:"));
  // The link of the summary leads to the first control.
  CHECK(visitor.node("error-link").href == "#describes_you.resident");
  CHECK(visitor.has("describes_you.resident"));
  CHECK(std::get<std::string>(visitor.answers().at("where_live")) == "outside");
  visitor.press("describes_you.patient");
  CHECK(visitor.carry_on().path() == survey_path + "/biggest_unfairness");
}

TEST_CASE("an error stays until the visitor goes on: nothing moves under the finger while they answer") {
  const auto ids_of = [](const Visitor& visitor) {  // of the whole page in order, without the answers that move
    std::vector<std::string> ids;
    const page::Page shown = visitor.page();
    each_node(shown.root, [&](const page::Node& node) {
      if (!node.id.empty() && !contains(node.id, ".")) ids.push_back(node.id);
    });
    return ids;
  };
  for (const content::Question& question : real_pack().surveys.front().questions) {
    CAPTURE(question.code);
    Visitor visitor = at_question(question.code);
    if (!visitor.has("continue")) continue;  // asked only after another answer
    visitor.carry_on();
    if (!visitor.has("error-summary")) continue;  // an answer of words may be left empty
    const auto before = ids_of(visitor);
    const auto options = survey::options_of(question);
    for (const auto* option : options) {
      if (std::holds_alternative<content::Ranking>(question.kind)) {
        visitor.act(page::MoveTo{question.code, option->code, 0});
      } else {
        visitor.press(question.code + "." + option->code);
      }
      CHECK(ids_of(visitor) == before);
    }
    visitor.carry_on();
    CHECK_FALSE(visitor.has("error-summary"));
  }
}

TEST_CASE("each kind of question has its own words for an answer that is missing") {
  CHECK(at_question("where_live").carry_on().shows("Choose one answer, or skip"));
  CHECK(at_question("clear_what_can_change").carry_on().shows("Choose one answer, or skip"));
  CHECK(at_question("life_stage").carry_on().shows("Move a card to put them in order"));
  CHECK(at_question("works_well").carry_on().path() == survey_path + "/clear_what_can_change");
}

TEST_CASE("words that are too long stay in the box, with the limit beside them") {
  Visitor visitor = at_question("works_well");
  const std::string text(1001, 'x');
  visitor.act(page::Write{"works_well", text}).carry_on();
  CHECK(visitor.path() == survey_path + "/works_well");
  CHECK(visitor.shows("Use 1000 characters or fewer"));
  CHECK(visitor.node("works_well.text").value == text);
  visitor.act(page::Write{"works_well", text.substr(1)}).carry_on();
  CHECK(visitor.path() == survey_path + "/clear_what_can_change");
}

TEST_CASE("words that are too long are not sent: the visitor is led back to them") {
  Visitor visitor = at_question("works_well");
  visitor.act(page::Write{"works_well", std::string(1001, 'x')}).go(survey_path + "/check").act(page::Submit{});
  CHECK_FALSE(visitor.last.post);
  CHECK(visitor.path() == survey_path + "/works_well");
  CHECK(visitor.last.focus == "error-summary");
  CHECK(visitor.shows("Use 1000 characters or fewer"));
}

TEST_CASE("lines that Windows ends in two characters count once") {
  Visitor visitor = at_question("works_well");
  visitor.act(page::Write{"works_well", "a\r\nb"});
  CHECK(std::get<std::string>(visitor.answers().at("works_well")) == "a\nb");
  CHECK(visitor.act(page::Write{"works_well", ""}).answers().empty());
}

TEST_CASE("control characters that come with pasted words are dropped, since nobody sees them") {
  Visitor visitor = at_question("works_well");
  visitor.act(page::Write{"works_well", std::string("one\vtwo\x7f\0three\tfour", 19)});
  CHECK(std::get<std::string>(visitor.answers().at("works_well")) == "onetwothree\tfour");
  CHECK(visitor.carry_on().path() == survey_path + "/clear_what_can_change");
}

TEST_CASE("the error leaves with the page") {
  Visitor visitor = at_question("describes_you");
  visitor.carry_on();
  CHECK(visitor.question("where_live").question("describes_you").has("error-summary") == false);
}

TEST_CASE("none of these takes back the others, and another takes back none of these") {
  Visitor visitor = at_question("describes_you");
  visitor.press("describes_you.patient").press("describes_you.resident");
  CHECK(std::get<Codes>(visitor.answers().at("describes_you")) == Codes{"resident", "patient"});  // as offered
  visitor.press("describes_you.prefer_not");
  CHECK(std::get<Codes>(visitor.answers().at("describes_you")) == Codes{"prefer_not"});
  visitor.press("describes_you.other");
  CHECK(std::get<Codes>(visitor.answers().at("describes_you")) == Codes{"other"});
  visitor.choose("describes_you", "other", false);
  CHECK(visitor.answers().empty());
}

TEST_CASE("a card moves by its buttons and by dragging, and the move is said") {
  Visitor visitor = at_question("life_stage");
  CHECK(order_of(visitor) == start_order);
  CHECK(visitor.answers().empty());  // the first order is nobody's answer
  visitor.press("life_stage.age_well.up");
  CHECK(order_of(visitor) == Codes{"start_well", "grow_well", "age_well", "live_well", "end_well"});
  CHECK(visitor.last.say == "Age well moved to 3 of 5.");
  CHECK(visitor.last.focus == "");
  visitor.press("life_stage.start_well.down");
  CHECK(visitor.last.say == "Start well moved to 2 of 5.");
  visitor.act(page::MoveTo{"life_stage", "end_well", 0});
  CHECK(order_of(visitor)[0] == "end_well");
  visitor.act(page::MoveTo{"life_stage", "end_well", 99});
  CHECK(order_of(visitor)[4] == "end_well");
  visitor.act(page::MoveTo{"life_stage", "end_well", -7});
  CHECK(visitor.last.say == "End well moved to 1 of 5.");
  CHECK(visitor.act(page::MoveTo{"life_stage", "nothing", 1}).last.say == "");
  CHECK(visitor.node("life_stage.end_well.up").disabled);
  CHECK(visitor.node("life_stage." + order_of(visitor)[4] + ".down").disabled);
  CHECK(visitor.carry_on().path() == survey_path + "/hard_to_take_part");
}

TEST_CASE("all the same to me is an answer, and goes on") {
  Visitor visitor = at_question("life_stage");
  visitor.press("rank-same");
  CHECK(visitor.path() == survey_path + "/hard_to_take_part");
  CHECK(std::get<std::string>(visitor.answers().at("life_stage")) == "same");
  visitor.question("life_stage");
  CHECK(order_of(visitor) == start_order);
  visitor.press("life_stage.end_well.up");  // changes their mind
  CHECK(std::holds_alternative<Codes>(visitor.answers().at("life_stage")));
}

TEST_CASE("back and forward lead through the questions and keep the answers") {
  Visitor visitor(survey_path);
  visitor.press("start").press("where_live.outside").carry_on();
  visitor.press("back");
  CHECK(visitor.path() == survey_path + "/where_live");
  CHECK(visitor.node("where_live.outside").checked);
  CHECK(visitor.carry_on().path() == survey_path + "/describes_you");
  CHECK(visitor.go("/waits").go(survey_path).node("start").text != Visitor(survey_path).node("start").text);
  CHECK(visitor.question("where_live").node("where_live.outside").checked);
  CHECK(visitor.press("back").path() == survey_path);
}

TEST_CASE("a change from the list of answers returns to the list") {
  Visitor visitor;
  visitor.skip_all().press("change-biggest_unfairness");
  CHECK(visitor.path() == survey_path + "/biggest_unfairness");
  CHECK(visitor.node("back").href == survey_path + "/check");
  visitor.press("biggest_unfairness.access").carry_on();
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.node("answer-biggest_unfairness").text == "How easy it is to get care");
}

TEST_CASE("a change that opens another question shows it in the list") {
  Visitor visitor;
  visitor.skip_all();
  CHECK_FALSE(visitor.has("answer-told_what_happened"));
  visitor.press("change-gave_views_before").press("gave_views_before.yes").carry_on();
  CHECK(visitor.node("answer-told_what_happened").text == "Not answered");
}

TEST_CASE("an answer to a question that is no longer asked is not sent") {
  Visitor visitor = at_question("gave_views_before");
  visitor.press("gave_views_before.yes").carry_on().press("told_what_happened.no");
  visitor.question("gave_views_before").press("gave_views_before.no").go(survey_path + "/check").press("send");
  REQUIRE(visitor.last.post);
  CHECK_FALSE(contains(visitor.last.post->body, "told_what_happened"));
}

TEST_CASE("answers are sent exactly once") {
  Visitor visitor = answered_and_sent();
  CHECK(visitor.last.post);
  CHECK_FALSE(visitor.last.say.empty());
  CHECK(visitor.node("send").disabled);
  CHECK_FALSE(visitor.act(page::Submit{}).last.post);
  visitor.act(page::Stored{one_id});
  CHECK_FALSE(visitor.act(page::Submit{}).last.post);
  CHECK_FALSE(visitor.go(survey_path + "/check", other_id).act(page::Submit{}).last.post);
}

TEST_CASE("saved on the device: safe, and said so; sent: in, with thanks and the reference") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Stored{one_id});
  CHECK(visitor.path() == survey_path + "/done");
  CHECK(visitor.last.focus == "heading");
  CHECK(visitor.shows("Your answers are saved on this device."));
  CHECK(visitor.node("reference").text == survey::reference(one_id));
  visitor.act(page::Sent{one_id});
  CHECK(visitor.shows("Your answers are in."));
  CHECK(visitor.last.say == "Thank you. Your answers are in.");
  CHECK(visitor.last.focus == "");
  CHECK(visitor.node("reference").text == survey::reference(one_id));
}

TEST_CASE("sent before the device says that it was saved is sent all the same") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Sent{one_id});
  CHECK(visitor.path() == survey_path + "/done");
  CHECK(visitor.shows("Your answers are in."));
  // Late news of the same answers takes nothing back.
  for (const page::Action& late : {page::Action(page::Stored{one_id}), page::Action(page::Unkept{one_id})})
    CHECK(visitor.act(late).state.session->delivery == Delivery::sent);
}

TEST_CASE("no connection: the answers stay on the device and the words are calm") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Stored{one_id});
  CHECK(visitor.shows("Your answers are saved on this device."));
  CHECK(visitor.shows("You do not need to answer again."));
}

TEST_CASE("refused by the endpoint: safe on the device, with words that blame nobody") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Stored{one_id}).act(page::Parked{one_id});
  CHECK(visitor.shows("Your answers are safe on this device."));
  CHECK(visitor.shows("You do not need to answer again."));
  CHECK_FALSE(visitor.shows("Your answers are in."));
}

TEST_CASE("news of other answers changes nothing here") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Stored{other_id}).act(page::Sent{other_id}).act(page::Parked{other_id});
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.state.session->delivery == Delivery::storing);
}

TEST_CASE("finishing wipes everything that was said") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Sent{one_id}).press("finish");
  CHECK(visitor.path() == "/");
  CHECK_FALSE(visitor.state.session);
  CHECK(page::to_draft(visitor.state) == "");
  visitor.go(survey_path, other_id).press("start");
  CHECK(visitor.answers().empty());
  CHECK(visitor.state.session->id == other_id);
}

TEST_CASE("after sending, the survey starts anew with another id, and the old answers cannot be sent again") {
  Visitor visitor = answered_and_sent();
  visitor.act(page::Sent{one_id}).go(survey_path + "/where_live", other_id);
  CHECK(visitor.path() == survey_path);
  visitor.press("start");
  CHECK(visitor.answers().empty());
  CHECK(visitor.state.session->id == other_id);
}

TEST_CASE("a link straight to a question starts there") {
  Visitor visitor(survey_path + "/works_well");
  CHECK(visitor.path() == survey_path + "/works_well");
  REQUIRE(visitor.state.session);
  CHECK(visitor.state.session->id == one_id);
  CHECK(visitor.state.session->month == "2026-11");
}

TEST_CASE("a link to the list of answers, to the thanks or to a question that depends on another leads to the start") {
  for (const char* end : {"/check", "/done", "/told_what_happened"}) {
    CHECK(Visitor(survey_path + end).path() == survey_path);
  }
}

TEST_CASE("the thanks are not to be had by address before sending") {
  Visitor visitor;
  visitor.skip_all().go(survey_path + "/done");
  CHECK(visitor.path() == survey_path);
}

TEST_CASE("a reload loses nothing: the draft brings every answer back") {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Visitor visitor(survey_path);
    visitor.state.session->answers = survey::sample(real_survey(), real_pack().info, seed).answers;
    const std::string draft = page::to_draft(visitor.state);
    Visitor again("/");
    again.act(page::Resume{draft}).go(survey_path + "/check", other_id);
    REQUIRE(again.state.session);
    CHECK(again.answers() == visitor.answers());
    CHECK(again.state.session->id == (draft.empty() ? other_id : one_id));
    CHECK(page::to_draft(again.state) == draft);
  }
}

TEST_CASE("a reload loses nothing that is too long either") {
  Visitor visitor = at_question("works_well");
  const std::string text(1500, 'x');
  visitor.act(page::Write{"works_well", text});
  Visitor again("/");
  again.act(page::Resume{page::to_draft(visitor.state)}).question("works_well");
  CHECK(again.node("works_well.text").value == text);
}

TEST_CASE("a broken draft changes nothing") {
  Visitor visitor = at_question("where_live");
  visitor.press("where_live.outside");
  const std::string good = page::to_draft(visitor.state);
  REQUIRE(contains(good, one_id));
  for (const std::string& draft :
       {std::string(), std::string("{"), std::string("[]"), std::string("5"), std::string("{}"), std::string("\xFF"),
        replaced(good, one_id, "not-an-id"), replaced(good, "icp-strategy", "other"), replaced(good, "2026-11", "soon"),
        replaced(good, "\"month\"", "\"mouth\""), std::string(R"({"answers": []})")}) {
    CAPTURE(draft);
    Visitor other("/waits");
    other.act(page::Resume{draft});
    CHECK_FALSE(other.state.session);
    CHECK(other.path() == "/waits");
  }
}

TEST_CASE("a draft brings back only what is an answer") {
  Visitor visitor("/");
  visitor.act(page::Resume{R"({"survey": "icp-strategy", "id": ")" + one_id + R"(", "month": "2026-11", "answers":
      {"where_live": "moon", "describes_you": [5], "works_well": 5, "shoe_size": "9", "life_stage": ["age_well"],
       "video_or_phone": "yes", "anything_else": null}})"});
  REQUIRE(visitor.state.session);
  CHECK(visitor.answers() == survey::Answers{{"video_or_phone", "yes"}});
}

TEST_CASE("no answer is kept before the first one, and beside the device once it has them") {
  Visitor visitor(survey_path);
  CHECK(page::to_draft(visitor.state) == "");
  visitor = answered_and_sent();
  CHECK(contains(page::to_draft(visitor.state), "where_live"));
  visitor.act(page::Stored{one_id});
  CHECK_FALSE(contains(page::to_draft(visitor.state), "where_live"));
}
