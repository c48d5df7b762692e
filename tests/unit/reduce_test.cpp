// A visit is a list of actions: what each does, and that they never break the page.
#include "page/reduce.hpp"

#include "html/element.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Screen;

namespace {

std::string html_of(const page::Page& page) {
  std::string html = page.title + page.path;
  for (const auto& element : html::elements(page)) html += html::to_html(element);
  return html;
}

}  // namespace

TEST_CASE("a resident who opens another page hears its heading, and one who takes a step stays where they are") {
  Visitor visitor("/");
  CHECK(visitor.go("/waits").last.focus == "heading");
  CHECK(visitor.go("/waits?at=uhnm").last.focus == "");
  CHECK(visitor.go("/waits/mrsa").last.focus == "heading");
  CHECK(visitor.go("/explain/waiting-list").last.focus == "heading");
  CHECK(visitor.press("step-next").last.focus == "");
  CHECK(visitor.path() == "/explain/waiting-list/2");
  CHECK(visitor.go("/nowhere").last.focus == "heading");
  CHECK(visitor.has("heading"));
}

TEST_CASE("the choice of picture or table is kept for the whole visit") {
  Visitor visitor("/waits");
  CHECK(visitor.has("bar-tests-6-weeks"));
  visitor.press("show-table");
  CHECK_FALSE(visitor.has("bar-tests-6-weeks"));
  CHECK(visitor.has("ladder-table"));
  CHECK(visitor.go("/explain/waiting-list").has("people-table"));
  CHECK_FALSE(visitor.has("dot-field"));
  CHECK(visitor.press("show-picture").has("dot-field"));
}

TEST_CASE("details stay open until they are closed") {
  Visitor visitor("/waits");
  CHECK_FALSE(visitor.node("ladder-numbers").open);
  CHECK(visitor.press("ladder-numbers").node("ladder-numbers").open);
  CHECK(visitor.go("/").go("/waits").node("ladder-numbers").open);
  CHECK_FALSE(visitor.press("ladder-numbers").node("ladder-numbers").open);
}

TEST_CASE("text size and layout change at a press and touch nothing else") {
  Visitor visitor("/waits/mrsa");
  visitor.press("text-size-150");
  CHECK(visitor.state.text_size == 150);
  CHECK(visitor.node("text-size-150").checked);
  CHECK_FALSE(visitor.node("text-size-100").checked);
  visitor.press("view");
  CHECK(visitor.state.layout == page::Layout::stage);
  CHECK(visitor.press("view").state.layout == page::Layout::flow);
  CHECK(visitor.path() == "/waits/mrsa");
}

TEST_CASE("the stage yields to each need of the device, says why, and comes back") {
  for (const page::Need need : {page::Need::forced_colours, page::Need::contrast, page::Need::dark, page::Need::spacing,
                                page::Need::room, page::Need::drawing}) {
    Visitor visitor("/waits");
    visitor.act(page::Device{need});
    CHECK(visitor.last.say.empty());  // whoever has the page view is told nothing
    CHECK_FALSE(visitor.has("view-note"));
    visitor.press("view");  // the switch stays, and answers
    CHECK(visitor.state.layout == page::Layout::stage);
    CHECK(page::layout_of(visitor.state) == page::Layout::flow);
    CHECK(contains(visitor.last.say, "So you see Page view"));
    CHECK_FALSE(contains(visitor.last.say, "{"));
    CHECK(visitor.node("view-note").text == visitor.last.say);
    CHECK(visitor.node("view").text == "Page view");
    visitor.go("/").act(page::Device{});
    CHECK(page::layout_of(visitor.state) == page::Layout::stage);
    CHECK(visitor.last.say.empty());
    CHECK_FALSE(visitor.has("view-note"));
    visitor.act(page::Device{need});
    CHECK(contains(visitor.last.say, "Page view"));
    CHECK(visitor.act(page::Device{need}).last.say.empty());  // once
    CHECK_FALSE(visitor.press("view").has("view-note"));      // the way out
    CHECK(page::layout_of(visitor.act(page::Device{}).state) == page::Layout::flow);
  }
}

TEST_CASE("answers that wait on the device are counted at the foot of the page") {
  Visitor visitor("/");
  CHECK_FALSE(visitor.has("waiting"));
  CHECK(contains(visitor.act(queue_of(3)).node("waiting").text, "2"));  // one of the three was refused
  CHECK_FALSE(visitor.act(queue_of(0)).has("waiting"));
}

TEST_CASE("the story goes forward and back by its buttons and its stops") {
  Visitor visitor("/explain");
  visitor.press("topic-waiting-list");
  for (int step = 2; step <= 5; ++step) CHECK(visitor.press("step-next").state.route.step == step);
  CHECK(visitor.node("step-next").href == "/explain");  // the same key, so that the focus stays on it
  CHECK(visitor.node("step-5").current);
  CHECK(visitor.press("step-back").state.route.step == 4);
  CHECK(visitor.press("step-1").state.route.step == 1);
  CHECK(visitor.path() == "/explain/waiting-list");
  CHECK(visitor.press("step-back").path() == "/explain");
}

TEST_CASE("survey actions where there is no survey change nothing") {
  for (const page::Action& action :
       {page::Action(page::Choose{"where_live", "outside", true}), page::Action(page::Write{"works_well", "x"}),
        page::Action(page::MoveUp{"life_stage", "age_well"}), page::Action(page::MoveTo{"life_stage", "age_well", 2}),
        page::Action(page::RankSame{"life_stage"}), page::Action(page::Continue{}), page::Action(page::Skip{}),
        page::Action(page::Submit{}), page::Action(page::Stored{one_id}), page::Action(page::Sent{one_id}),
        page::Action(page::Parked{one_id}), page::Action(page::Unkept{one_id}), page::Action(page::Conflict{one_id}),
        page::Action(page::StartAgain{})}) {
    Visitor visitor("/waits");
    const std::string before = html_of(visitor.page());
    visitor.act(action);
    CHECK(html_of(visitor.page()) == before);
    CHECK_FALSE(visitor.last.post);
    CHECK(visitor.last.say == "");
  }
}

TEST_CASE("whatever visitors and devices do, in whatever order, every page is whole") {
  for (uint64_t seed = 0; seed < 40; ++seed) {
    Dice dice(seed);
    Visitor visitor("/");
    for (int turn = 0; turn < 60; ++turn) {
      const page::Page page = visitor.page();
      const auto faults = page::faults(page);
      CHECK_MESSAGE(faults.empty(), "seed " << seed << ", turn " << turn << ", " << page.path << ": " << faults[0]);
      visitor.act(any_action(page, visitor.state, dice));
      if (!visitor.last.focus.empty())
        CHECK_MESSAGE(visitor.has(visitor.last.focus), visitor.last.focus << visitor.path());
    }
  }
}

TEST_CASE("whatever a visitor sends is an answer that the endpoint accepts") {
  int posts = 0;
  for (uint64_t seed = 100; seed < 160; ++seed) {
    Dice dice(seed);
    Visitor visitor(survey_path);
    for (int turn = 0; turn < 80; ++turn) {
      visitor.act(any_action(visitor.page(), visitor.state, dice));
      if (turn == 70 && visitor.state.session && visitor.state.session->delivery == page::Delivery::none)
        visitor.go(survey_path + "/check", other_id).act(page::Submit{});
      if (!visitor.last.post) continue;
      ++posts;
      const auto read = survey::read_response(visitor.last.post->body, real_pack().surveys);
      if (const auto* problems = std::get_if<Problems>(&read))
        FAIL_CHECK("seed " << seed << ", turn " << turn << ": " << to_line(problems->at(0)));
    }
  }
  CHECK(posts > 20);
}

TEST_CASE("the same list of actions gives the same pages") {
  for (uint64_t seed = 0; seed < 5; ++seed) {
    const auto walk = [&] {
      Dice dice(seed);
      Visitor visitor("/");
      std::string pages;
      for (int turn = 0; turn < 40; ++turn) {
        visitor.act(any_action(visitor.page(), visitor.state, dice));
        pages += html_of(visitor.page()) + visitor.last.focus + visitor.last.say;
      }
      return pages;
    };
    CHECK(walk() == walk());
  }
}
