// Pages: whole, honest and without a loose end, wherever a visitor goes.
#include <map>

#include "content/tokens.hpp"
#include "page/build.hpp"
#include "page/prerender.hpp"
#include "page/screens.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Kind;
using page::Look;
using page::Node;
using page::Page;

namespace {

std::string list_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += "\n  " + line;
  return text;
}

// What must hold for each page of all.
void check_page(const Page& page) {
  CAPTURE(page.path);
  CHECK_MESSAGE(page::faults(page).empty(), list_of(page::faults(page)));
  CHECK(contains(page.title, " - Roadshow"));
  const std::string words = words_on(page.root);
  for (const char* loose : {"TODO", "FIXME", "{", "}", "**", "lorem", "nullopt", "  "})
    CHECK_MESSAGE(!contains(words, loose), "\"" << loose << "\" is on the page");
  // A picture of figures never stands alone: the numbers are in a table of the same page.
  bool shows_figures = false;
  each_node(page.root, [&](const Node& node) {
    if (node.figure)
      shows_figures = shows_figures || std::holds_alternative<figures::DotField>(*node.figure) ||
                      std::holds_alternative<figures::Trend>(*node.figure) ||
                      std::holds_alternative<figures::TargetBar>(*node.figure);
  });
  if (shows_figures) CHECK(count_of(page.root, Kind::table) > 0);
  // A table has a head and rows of the same number of cells, each cell under the name of its column.
  each_node(page.root, [&](const Node& node) {
    if (node.kind != Kind::table) return;
    REQUIRE(node.children.size() > 1);
    for (const Node& row : node.children) CHECK(row.children.size() == node.children[0].children.size());
    CHECK_FALSE(node.text.empty());
  });
}

std::vector<const Node*> lists_with(const Node& root, Look look) {
  std::vector<const Node*> found;
  each_node(root, [&](const Node& node) {
    if (node.look == look && node.kind == Kind::list) found.push_back(&node);
  });
  return found;
}

}  // namespace

TEST_CASE("every page of the site is without fault, as picture and as table, in both layouts, at every text size") {
  for (const std::string& path : page::static_paths(real_pack())) {
    check_page(page::prerender(real_pack(), path));
    Visitor visitor(path);
    check_page(visitor.page());
    check_page(visitor.act(page::ShowTable{true}).page());
    check_page(visitor.act(page::SetLayout{page::Layout::stage}).page());
    check_page(visitor.act(page::SetTextSize{200}).act(queue_of(2)).page());
  }
  check_page(Visitor("/nowhere").page());
  for (const auto& place : real_pack().places) check_page(Visitor("/waits?at=" + place.id).page());
}

TEST_CASE("every page of a whole survey is without fault: empty, answered, with an error, sent") {
  Visitor visitor;
  visitor.go(survey_path);
  check_page(visitor.press("start").page());
  visitor.choose("where_live", "outside");
  Dice dice(11);
  for (int turn = 0; turn < 40 && visitor.state.route.screen == page::Screen::question; ++turn) {
    const std::string code = visitor.state.route.question;
    check_page(visitor.carry_on().page());  // often an error
    if (visitor.state.route.question != code) continue;
    const auto* question = survey::find_question(real_survey(), code);
    const auto options = survey::options_of(*question);
    if (std::holds_alternative<content::Ranking>(question->kind)) {
      visitor.press(code + "." + options[0]->code + ".down");
    } else if (!options.empty()) {
      visitor.press(code + "." + (code == "gave_views_before" ? "yes" : options[dice.below(options.size())]->code));
    }
    check_page(visitor.page());
  }
  CHECK(visitor.path() == survey_path + "/check");
  CHECK(visitor.has("answer-told_what_happened"));
  check_page(visitor.page());
  check_page(visitor.press("send").page());
  check_page(visitor.act(page::Stored{one_id}).page());
  check_page(visitor.act(page::Sent{one_id}).page());
  check_page(visitor.press("finish").page());
}

TEST_CASE("a question may have any code, also the name of something else on the page") {
  for (const char* code :
       {"main", "heading", "question", "hint", "error", "skip", "continue", "back", "progress", "text"}) {
    content::Pack pack = real_pack();
    pack.surveys[0].questions = {question(code, content::FreeText{10, 2}),
                                 question("other", content::SingleChoice{{option("a"), option("b")}})};
    Visitor visitor(survey_path, pack);
    visitor.press("start").act(page::Write{code, "longer than ten"}).carry_on();
    const Page page = visitor.page();
    CAPTURE(std::string(code));
    CHECK_MESSAGE(page::faults(page).empty(), list_of(page::faults(page)));
  }
}

TEST_CASE("pages have titles of their own") {
  std::map<std::string, std::string> titles;
  for (const std::string& path : page::static_paths(real_pack())) {
    Page page = page::prerender(real_pack(), path);
    if (page.path != path) continue;  // the start of the survey in place of what needs answers
    CHECK_MESSAGE(titles.emplace(page.title, path).second, page.title << ": " << path << " and " << titles[page.title]);
  }
}

TEST_CASE("every interactive thing has an id that stays the same whatever else changes") {
  const auto controls = [](const Page& page) {
    std::set<std::string> ids;
    each_node(page.root, [&](const Node& node) {
      if (page::is_interactive(node.kind)) ids.insert(node.id);
    });
    return ids;
  };
  Visitor visitor(survey_path);
  visitor.press("start");
  const auto before = controls(visitor.page());
  visitor.carry_on();
  auto after = controls(visitor.page());
  CHECK(after.erase("error-link") == 1);
  CHECK(after == before);
}

TEST_CASE("the ladder of a trust never sets local residents and everyone at the trust in one list") {
  for (const auto& place : real_pack().places) {
    if (place.kind != content::PlaceKind::provider) continue;
    const Page page = Visitor("/waits?at=" + place.id).page();
    size_t rows = 0;
    for (const Node* list : lists_with(page.root, Look::ladder)) {
      std::set<std::string> populations;
      each_node(*list, [&](const Node& node) {
        if (node.kind != Kind::link) return;
        ++rows;
        const content::Value* value = content::newest(measure(node.id.substr(4)), place.id);
        populations.insert(value ? value->population : "none");
      });
      CAPTURE(place.id);
      CHECK(populations.size() == 1);
    }
    CHECK(rows == real_pack().info.waits.ladder.size());
  }
}

TEST_CASE("a figure that was not published is called that, and is never 0%") {
  const Visitor visitor("/waits");
  const std::string row = words_on(visitor.node("row-ae-4-hours"));
  CHECK(contains(row, "Not published"));
  CHECK(contains(row, "Choose a hospital trust"));
  CHECK_FALSE(contains(row, "0%"));
  CHECK_FALSE(contains(row, "0.0"));
  CHECK(contains(words_on(Visitor("/waits?at=uhnm").node("row-urgent-home-2-hours")), "Not published"));

  // In the table of a measure a missing month says why.
  const std::string table = words_on(Visitor("/waits/urgent-home-2-hours").node("values-table"));
  CHECK(contains(table, "Not published. The report prints “No data” for May 2022."));
  CHECK_FALSE(contains(table, "\n0.0%\n"));
}

TEST_CASE("a real zero is said in a word, and is not a missing figure") {
  const std::string table = words_on(Visitor("/waits/mrsa").node("values-table"));
  CHECK(contains(table, "\nNone"));
  CHECK_FALSE(contains(table, "Not published"));
}

TEST_CASE("the page of every measure says where its figures are printed, the month and what to be careful about") {
  for (const auto& one : real_pack().measures) {
    CAPTURE(one.id);
    const Visitor visitor("/waits/" + one.id);
    CHECK(visitor.shows(page::source_words(real_pack(), one.values[0].source)));
    if (!one.caveat.empty()) CHECK(visitor.shows(content::fill_tokens(real_pack(), one.caveat)));
    const std::string table = words_on(visitor.node("values-table"));
    for (const auto& value : one.values) {
      CHECK(contains(table, content::format_month(real_pack(), value.period)));
      CHECK(contains(table, page::value_words(real_pack(), one, &value)));
    }
  }
}

TEST_CASE("every line of the source is on the page of sources") {
  const Visitor visitor("/sources");
  for (const auto& one : real_pack().measures) {
    for (const auto& value : one.values)
      CHECK_MESSAGE(visitor.shows(page::line_number(value.source.lines)), one.id << " " << value.source.lines);
  }
}

TEST_CASE("home says what there is, how many wait, and where that is from") {
  const Visitor visitor("/");
  CHECK(visitor.shows("144,517"));
  CHECK(visitor.shows("8,415 of them had waited more than a year."));
  CHECK(visitor.shows("Source: report to the Integrated Care Board"));
  for (const auto& card : real_pack().info.home.cards) CHECK(visitor.node("card-" + card.id).href == card.to);
}

TEST_CASE("the story tells 577, 343 short of 920, 58 and 3 of every 1,000") {
  const auto finding = [](int step) {
    return words_on(Visitor("/explain/waiting-list/" + std::to_string(step)).node("finding"));
  };
  CHECK(contains(finding(1), "1,000\n"));
  CHECK(contains(finding(2), "577\n"));
  CHECK(contains(finding(3), "343\n"));
  CHECK(contains(finding(4), "58\n"));
  CHECK(contains(finding(5), "3\n"));
  const Visitor table("/explain/waiting-list/2");
  CHECK(contains(words_on(table.node("people-table")), "577\n"));
  CHECK(contains(words_on(table.node("people-table")), "36.5%"));
}

TEST_CASE("before every question a resident reads what an answer can and cannot change") {
  for (const auto& question : real_survey().questions) {
    Visitor visitor(survey_path);
    visitor.press("start");
    if (question.when) visitor.question("gave_views_before").choose("gave_views_before", "yes");
    visitor.question(question.code);
    CAPTURE(question.code);
    REQUIRE(visitor.path() == survey_path + "/" + question.code);
    CHECK(visitor.shows(question.can));
    CHECK(visitor.shows(question.cannot));
    CHECK(visitor.shows("You can skip"));
    // It stands before the first control, in reading order.
    const std::string words = words_on(visitor.page().root);
    const auto options = survey::options_of(question);
    if (!options.empty()) CHECK(words.find(question.cannot) < words.find("\n" + options[0]->label + "\n"));
  }
}

TEST_CASE("the explanation that we do not ask for a name comes before the first answer and before sending") {
  CHECK(Visitor(survey_path).shows("We do not ask for your name."));
  CHECK(Visitor().skip_all().shows("We do not ask for your name."));
}

TEST_CASE("a measure with a single published month draws bars, since a line needs two") {
  content::Pack pack = real_pack();
  auto one = std::find_if(pack.measures.begin(), pack.measures.end(),
                          [](const auto& m) { return m.id == "urgent-home-2-hours"; });
  for (auto& value : one->values) {
    if (value.period == "2022-04") continue;
    value.value.reset();
    value.reason = "Not printed.";
  }
  for (const char* path : {"/waits/urgent-home-2-hours", "/waits"}) {
    const Page page = Visitor(path, pack).page();
    CHECK_MESSAGE(page::faults(page).empty(), list_of(page::faults(page)));
  }
}

TEST_CASE("when the content is broken a calm page says so, that answers are safe, and what is wrong") {
  const Problems problems = {{{"pack.json", 3, 5, "/title"}, "Write something here. It is empty."},
                             {{"words.json", 0, 0, ""}, "This file is missing. A pack needs it."}};
  const Page page = page::build_trouble(problems);
  CHECK_MESSAGE(page::faults(page).empty(), list_of(page::faults(page)));
  const std::string words = words_on(page.root);
  CHECK(contains(words, "Answers you have given are safe on this device."));
  CHECK(contains(words, "It is not your fault."));
  for (const Problem& problem : problems) CHECK(contains(words, to_line(problem)));
  CHECK(contains(words, "2 problems"));
}

TEST_CASE("faults are found: what they warn of does not pass unseen") {
  const auto with = [](const std::function<void(Page&)>& spoil) {
    Page page = Visitor("/waits").page();
    spoil(page);
    return list_of(page::faults(page));
  };
  const auto any = [](Page& page, const std::string& id) -> Node& {
    const Node* node = find_node(page.root, id);
    REQUIRE_MESSAGE(node, id);
    return const_cast<Node&>(*node);
  };
  CHECK(contains(with([](Page& p) { p.title.clear(); }), "no title"));
  CHECK(contains(with([&](Page& p) { any(p, "back").id = "heading"; }), "heading stands twice"));
  CHECK(contains(with([&](Page& p) { any(p, "heading").level = 2; }), "not exactly one h1"));
  CHECK(contains(with([&](Page& p) { any(p, "skip-link").href = "#nothing"; }), "refers to nothing"));
  CHECK(contains(with([&](Page& p) { any(p, "show-table").action.reset(); }), "show-table does nothing"));
  CHECK(contains(with([&](Page& p) { any(p, "view").text.clear(); }), "view has no name"));
  CHECK(contains(with([&](Page& p) { any(p, "show-as").described_by = "a heading b"; }), "refers to b"));
  CHECK(contains(with([&](Page& p) { any(p, "show-table").id.clear(); }), "has no id"));
}
