// The difference between two pages: carried out on the document of one it gives the other, and touches little.
#include "html/changes.hpp"

#include "dom.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using html::Element;

namespace {

using Elements = std::vector<Element>;

std::string html_of(const Elements& elements) {
  std::string html;
  for (const Element& one : elements) html += html::to_html(one);
  return html;
}

// Whether the operations between two pages really lead from one to the other.
void check_leads(const Elements& before, const Elements& after, const std::string& what) {
  CAPTURE(what);
  const Json operations = operations_of(html::changes("app", before, after));
  Document document(html_of(before));
  document.carry_out(operations);
  CHECK(document.children() == Document(html_of(after)).children());
  CHECK(operations_of(html::changes("app", after, after)).empty());
}

Json step(Visitor& visitor, const std::function<void()>& action) {
  const Elements before = html::elements(visitor.page());
  action();
  const Elements after = html::elements(visitor.page());
  check_leads(before, after, visitor.path());
  return operations_of(html::changes("app", before, after));
}

std::set<std::string> touched(const Json& operations) {
  std::set<std::string> ids;
  for (const Json& operation : operations) ids.insert(operation.at(1).at(0).get<std::string>());
  return ids;
}

Element element(std::string tag, std::string id = "") {
  Element made;
  made.tag = std::move(tag);
  if (!id.empty()) made.attributes.emplace_back("id", std::move(id));
  return made;
}

// A tree such as html makes: runs of text only between elements, finished markup only in holders, ids only once.
Element random_tree(Dice& dice, int depth, std::set<int>& free_ids) {
  static const char* const tags[] = {"div", "p", "span", "section"};
  Element made = element(tags[dice.below(4)]);
  if (!free_ids.empty() && dice.below(2)) {
    const auto pick = std::next(free_ids.begin(), static_cast<std::ptrdiff_t>(dice.below(free_ids.size())));
    made.attributes.emplace_back("id", "n" + std::to_string(*pick));
    free_ids.erase(pick);
  }
  for (const char* name : {"class", "hidden", "title"}) {
    if (dice.below(3) == 0)
      made.attributes.emplace_back(name, dice.below(2) ? "" : "v" + std::to_string(dice.below(3)) + "\"<&");
  }
  if (dice.below(6) == 0) {
    made.inner = "<svg class=\"a" + std::to_string(dice.below(3)) + "\"><g></g></svg>";
    return made;
  }
  const size_t count = depth == 0 ? 0 : dice.below(5);
  bool text_before = false;
  for (size_t i = 0; i < count; ++i) {
    if (!text_before && dice.below(4) == 0) {
      Element run;
      run.text = "words " + std::to_string(dice.below(4)) + " <&>\"";
      made.children.push_back(run);
      text_before = true;
    } else {
      made.children.push_back(random_tree(dice, depth - 1, free_ids));
      text_before = false;
    }
  }
  return made;
}

Elements random_trees(Dice& dice) {
  std::set<int> ids;
  for (int i = 0; i < 12; ++i) ids.insert(i);
  Elements list;
  for (size_t i = dice.below(4) + 1; i > 0; --i) list.push_back(random_tree(dice, 4, ids));
  return list;
}

}  // namespace

TEST_CASE("the document follows a visitor through the whole site, wherever they go next") {
  Elements before = html::elements(Visitor("/").page());
  Dice dice(3);
  auto paths = page::static_paths(real_pack());
  for (int turn = 0; turn < 60; ++turn) {
    const std::string& path = paths[dice.below(paths.size())];
    const Elements after = html::elements(Visitor(path).page());
    check_leads(before, after, path);
    before = after;
  }
}

TEST_CASE("the document follows everything that people and devices do") {
  for (uint64_t seed = 0; seed < 25; ++seed) {
    Dice dice(seed);
    Visitor visitor(dice.below(2) ? survey_path + "/where_live" : "/");
    Document document(html_of(html::elements(visitor.page())));
    for (int turn = 0; turn < 40; ++turn) {
      const page::Page page = visitor.page();
      visitor.act(any_action(page, visitor.state, dice));
      const Elements after = html::elements(visitor.page());
      document.carry_out(operations_of(html::changes("app", html::elements(page), after)));
      const bool same = document.children() == Document(html_of(after)).children();
      CHECK_MESSAGE(same, "seed " << seed << ", turn " << turn << ": from " << page.path << " to " << visitor.path());
      if (!same) break;
    }
  }
}

TEST_CASE("any tree becomes any other tree") {
  Dice dice(5);
  Elements before = random_trees(dice);
  for (int turn = 0; turn < 400; ++turn) {
    const Elements after = random_trees(dice);
    check_leads(before, after, "turn " + std::to_string(turn));
    before = after;
  }
}

TEST_CASE("a tree from which a few things are taken, changed or moved follows") {
  Dice dice(6);
  for (int turn = 0; turn < 300; ++turn) {
    const Elements before = random_trees(dice);
    Elements after = before;
    std::vector<Element*> all;
    const std::function<void(Element&)> collect = [&](Element& one) {
      all.push_back(&one);
      for (Element& child : one.children) collect(child);
    };
    for (Element& one : after) collect(one);
    Element& picked = *all[dice.below(all.size())];
    auto& list = picked.children;
    std::erase_if(list, [](const Element& one) { return one.tag.empty(); });  // or two texts could meet
    if (!list.empty() && dice.below(2))
      std::rotate(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(dice.below(list.size())), list.end());
    if (!list.empty() && dice.below(3) == 0) list.erase(list.begin());
    if (!picked.tag.empty() && picked.inner.empty() && dice.below(2)) list.insert(list.begin(), element("em", "new"));
    check_leads(before, after, "turn " + std::to_string(turn));
  }
}

TEST_CASE("a holder of a picture may lose it, get one, or give way to words") {
  Element picture = element("span", "x");
  picture.inner = "<svg><g></g></svg>";
  Element words = element("span", "x");
  Element run;
  run.text = "words";
  words.children.push_back(run);
  words.children.push_back(element("em"));
  for (const Element& before : {picture, words, element("span", "x")}) {
    for (const Element& after : {picture, words, element("span", "x")}) check_leads({before}, {after}, "holder");
  }
}

TEST_CASE("one answer touches only its own row, a changed answer the two rows concerned") {
  Visitor visitor(survey_path);
  visitor.press("start");
  const Json first = step(visitor, [&] { visitor.press("where_live.staffordshire"); });
  CHECK(touched(first) == std::set<std::string>{"where_live.staffordshire"});
  CHECK(first.size() == 1);
  const Json second = step(visitor, [&] { visitor.press("where_live.outside"); });
  CHECK(touched(second) == std::set<std::string>{"where_live.staffordshire", "where_live.outside"});
  CHECK(second.size() == 2);
}

TEST_CASE("a changed number is one operation on one text") {
  Element before = element("p", "count");
  Element run;
  run.text = "57.7%";
  before.children.push_back(run);
  Element after = before;
  after.children[0].text = "58.1%";
  CHECK(operations_of(html::changes("app", {before}, {after})) == Json::parse(R"([["text", ["count", 0], "58.1%"]])"));

  // The same on the real page: one more set of answers waits on the device.
  Visitor visitor("/waits");
  visitor.act(queue_of(2));
  const Json operations = step(visitor, [&] { visitor.act(queue_of(3)); });
  REQUIRE(operations.size() == 1);
  CHECK(operations[0][0] == "text");
}

TEST_CASE("writing changes the text box and nothing else") {
  Visitor visitor(survey_path + "/works_well");
  const Json operations = step(visitor, [&] { visitor.act(page::Write{"works_well", "a <b>"}); });
  CHECK(operations == Json::parse(R"([["attr", ["works_well.text"], "value", "a <b>"]])"));
}

TEST_CASE("moving a card moves its element: it is not made anew, so it keeps the focus") {
  Visitor visitor(survey_path + "/life_stage");
  const Json operations = step(visitor, [&] { visitor.press("life_stage.age_well.up"); });
  size_t moves = 0;
  for (const Json& operation : operations) {
    moves += operation[0] == "move" ? 1 : 0;
    if (operation[0] == "insert" || operation[0] == "remove")
      CHECK_MESSAGE(!contains(operation.dump(), "rank-card"), operation.dump());
  }
  CHECK(moves == 1);
}

TEST_CASE("a step of the story keeps the heading, the switch and the buttons") {
  Visitor visitor("/explain/waiting-list/2");
  const Json operations = step(visitor, [&] { visitor.press("step-next"); });
  for (const Json& operation : operations) {
    CHECK_MESSAGE(operation[0] != "insert", operation.dump().substr(0, 200));
    CHECK_MESSAGE(operation[0] != "remove", operation.dump());
  }
  CHECK(touched(operations).count("heading") == 0);
  CHECK(touched(operations).count("show-as") == 0);
  CHECK(touched(operations).count("step-next") == 1);
}

TEST_CASE("everything at once is one operation") {
  const Elements page = html::elements(Visitor("/waits").page());
  const Json operations = operations_of(html::everything("app", page));
  REQUIRE(operations.size() == 1);
  Document document("<p id=\"rubbish\">left by a translation</p>");
  document.carry_out(operations);
  CHECK(document.children() == Document(html_of(page)).children());
}
