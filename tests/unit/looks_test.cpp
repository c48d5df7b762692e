// What a resident would trip over with the eye: unfinished words, a shape that says the opposite, a bar without a
// scale.
#include <regex>

#include "page/screens.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Kind;
using page::Look;
using page::Node;

namespace {

bool has_picture(const Node& node, const char* type) {
  bool found = false;
  each_node(node, [&](const Node& one) {
    found = found || (one.figure &&
                      std::visit([&](const auto& figure) { return figure.type == std::string(type); }, *one.figure));
  });
  return found;
}

Node main_of(const std::string& path) { return Visitor(path).node("main"); }

std::string measure_path(const content::Measure& measure) { return "/waits/" + measure.id; }

}  // namespace

TEST_CASE("no page shows words that are not finished") {
  const std::regex unfinished(
      "to be confirmed|TBC|TODO|before the survey opens|\\bL[0-9]{3,}|green button|[Ii]mmersive");
  for (const std::string& path : page::static_paths(real_pack())) {
    const std::string words = words_on(Visitor(path).page().root);
    std::smatch found;
    CHECK_MESSAGE(!std::regex_search(words, found, unfinished), path << ": " << found.str());
  }
}

TEST_CASE("where answers are given or explained, a site that is a test says so") {
  for (const char* path : {"/survey/icp-strategy", "/privacy", "/accessibility"})
    CHECK(Visitor(path).node("test-notice").text == real_pack().info.test);
  CHECK_FALSE(Visitor("/").has("test-notice"));
  content::Pack open = real_pack();
  open.info.test = "";
  CHECK_FALSE(Visitor("/privacy", open).has("test-notice"));
}

TEST_CASE("the box that asks what this means for me speaks to the reader") {
  for (const content::Measure& measure : real_pack().measures) {
    CAPTURE(measure.id);
    CHECK((measure.meaning.empty() || measure.meaning.substr(0, 3) == "If "));
    CHECK(Visitor(measure_path(measure)).shows("What does this mean for me?") == !measure.meaning.empty());
    CHECK(Visitor(measure_path(measure)).shows("What this counts") == !measure.counts.empty());
  }
}

TEST_CASE("only a share of all has a bar, and a zero is written in words") {
  for (const content::Measure& measure : real_pack().measures) {
    CAPTURE(measure.id);
    const Node main = main_of(measure_path(measure));
    const bool percent = measure.unit == content::Unit::percent;
    if (!page::has_trend(real_pack(), measure)) CHECK(has_picture(main, "target-bar") == percent);
  }
  const content::Measure& mrsa = measure("mrsa");
  content::Value value = mrsa.values.front();
  value.value = 0;
  CHECK(page::value_words(real_pack(), mrsa, &value) == "None");
  value.value = 1;
  CHECK(page::value_words(real_pack(), mrsa, &value) == "1");
  value.value.reset();
  CHECK(page::value_words(real_pack(), mrsa, &value) == "Not published");
}

TEST_CASE("a value on the wrong side of its target has the words and the shape of that side") {
  const auto said = [](const content::Measure& measure, double number) {
    content::Value value = measure.values.front();
    value.value = number;
    const Node node = page::standing(real_pack(), measure, &value);
    return std::pair{std::get<figures::Icon>(*node.children.at(0).figure).symbol,
                     page::standing_words(real_pack(), measure, &value)};
  };
  CHECK(said(measure("long-covid-wait"), 43.7) ==
        std::pair{figures::Symbol::above, std::string("Worse than the ambition by 1.7 days")});
  CHECK(said(measure("planned-18-weeks"), 57.7) ==
        std::pair{figures::Symbol::below, std::string("Below target by 34.3 points")});
  CHECK(said(measure("long-covid-wait"), 40).first == figures::Symbol::check_circle);
}

TEST_CASE("in a table only figures stand at the right, and the target is not named again under its own head") {
  Visitor visitor("/waits");
  CHECK(visitor.shows("Striped bars show the gap"));
  visitor.press("show-table");
  CHECK_FALSE(visitor.shows("Striped bars show the gap"));
  const Node table = visitor.node("ladder-table");
  for (const Node& row : table.children) {
    CHECK_FALSE(row.children.at(0).numeric);
    CHECK(row.children.at(1).numeric);
    CHECK(row.children.at(2).numeric);
    CHECK_FALSE(row.children.at(3).numeric);
    if (row.children.at(2).kind == Kind::cell) CHECK_FALSE(contains(row.children.at(2).text, "Target"));
  }
}

TEST_CASE("on a phone one key opens the others, says how to close them, and is closed on the next page") {
  Visitor visitor("/waits");
  CHECK(visitor.node("menu").look == Look::menu_key);
  CHECK(visitor.node("menu").text == "Menu");
  visitor.act(page::Toggle{"menu", true});
  CHECK(visitor.node("menu").text == "Close");
  CHECK(visitor.node("menu").open);
  CHECK_FALSE(visitor.go("/explain").node("menu").open);
}

TEST_CASE("a question can be skipped from the line that says how far one is, without losing others") {
  Visitor visitor(survey_path);
  visitor.press("start").choose("where_live", "outside").carry_on();
  const std::string second = visitor.path();
  CHECK(visitor.press("skip-above").path() != second);
  CHECK(visitor.answers().size() == 1);
}

TEST_CASE("a story's key is the same at every step") {
  for (int step = 1; step <= 5; ++step) {
    const Visitor visitor("/explain/waiting-list/" + std::to_string(step));
    CHECK(visitor.has("step-back"));
    CHECK(visitor.has("step-next"));
  }
}

TEST_CASE("staff: an access code that is missing or not known is an error with its place, and takes the focus") {
  Visitor visitor("/staff/icp-strategy");
  visitor.press("sign-in");
  CHECK_FALSE(visitor.last.fetch);
  CHECK(visitor.last.focus == "error-summary");
  CHECK(visitor.shows("Enter your access code"));
  CHECK(visitor.node("error-link").href == "#token");
  CHECK(visitor.node("token").invalid);
  visitor.act(page::Edit{"token", "wrong"}).press("sign-in");
  CHECK(visitor.last.fetch);
  visitor.act(page::Fetched{"texts/icp-strategy", 401, ""});
  CHECK(visitor.last.focus == "error-summary");
  CHECK(visitor.shows("This access code is not known"));
}
