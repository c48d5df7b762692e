// The table of properties: what each control can be, as the attribute that says so to the browser, walked three ways.
// It is made so; the program changes it, there and back; the person changes it first and the program then says the
// same.
#include "dom.hpp"
#include "html/changes.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Kind;
using page::Node;

namespace {

struct Property {
  Kind kind;
  const char* attribute;  // "": its words
  void (*set)(Node&);
  const char* before;  // null: the attribute is not there
  const char* after;
  bool by_person = false;  // a person changes it, and the browser shows that at once
  page::Field field = page::Field::words;
};

const Property table[] = {
    {Kind::link, "href", [](Node& n) { n.href = "/there"; }, "/", "/there"},
    {Kind::link, "aria-current", [](Node& n) { n.current = true; }, nullptr, "true"},
    {Kind::link, "aria-label", [](Node& n) { n.name = "More"; }, nullptr, "More"},
    {Kind::link, "", [](Node& n) { n.text = "Other words"; }, "Words", "Other words"},
    {Kind::button, "disabled", [](Node& n) { n.disabled = true; }, nullptr, ""},
    {Kind::button, "aria-label", [](Node& n) { n.name = "More"; }, nullptr, "More"},
    {Kind::button, "aria-describedby", [](Node& n) { n.described_by = "hint"; }, nullptr, "hint"},
    {Kind::button, "", [](Node& n) { n.text = "Other words"; }, "Words", "Other words"},
    {Kind::disclosure, "open", [](Node& n) { n.open = true; }, nullptr, "", true},
    {Kind::radio, "checked", [](Node& n) { n.checked = true; }, nullptr, "", true},
    {Kind::checkbox, "checked", [](Node& n) { n.checked = true; }, nullptr, "", true},
    {Kind::text_field, "value", [](Node& n) { n.value = "<b>\n"; }, "", "<b>\n", true},
    {Kind::text_field, "value", [](Node& n) { n.value = "<jo>@example.org"; }, "", "<jo>@example.org", true,
     page::Field::email},
    {Kind::text_field, "value", [](Node& n) { n.value = "01632 960 001"; }, "", "01632 960 001", true,
     page::Field::phone},
    {Kind::text_field, "value", [](Node& n) { n.value = "RS 7K4M"; }, "", "RS 7K4M", true, page::Field::code},
    {Kind::text_field, "value", [](Node& n) { n.value = "\"pass\""; }, "", "\"pass\"", true, page::Field::secret},
    {Kind::text_field, "aria-invalid", [](Node& n) { n.invalid = true; }, nullptr, "true"},
    {Kind::text_field, "aria-describedby", [](Node& n) { n.described_by = "hint error"; }, nullptr, "hint error"},
    {Kind::selection, "aria-describedby", [](Node& n) { n.described_by = "hint"; }, nullptr, "hint"},
    {Kind::radio_group, "aria-invalid", [](Node& n) { n.invalid = true; }, nullptr, "true"},
    {Kind::radio_group, "aria-describedby", [](Node& n) { n.described_by = "hint"; }, nullptr, "hint"},
    {Kind::checkbox_group, "aria-describedby", [](Node& n) { n.described_by = "error"; }, nullptr, "error"},
    {Kind::control_group, "aria-describedby", [](Node& n) { n.described_by = "error"; }, nullptr, "error"},
    {Kind::heading, "", [](Node& n) { n.text = "Other words"; }, "Words", "Other words"},
    {Kind::paragraph, "", [](Node& n) { n.text = "57.8%"; }, "Words", "57.8%"},
    {Kind::status, "", [](Node& n) { n.text = "Moved"; }, "Words", "Moved"},
};

// A page that holds one such thing, and what it refers to.
std::vector<html::Element> page_with(Node node) {
  page::Page page;
  Node main{.kind = Kind::main};
  main.id = "main";
  for (const char* id : {"hint", "error"}) {
    Node words{.kind = Kind::paragraph};
    words.id = id;
    words.text = id;
    main.children.push_back(std::move(words));
  }
  if (node.kind == Kind::radio || node.kind == Kind::checkbox) {  // never without a group
    Node group{.kind = node.kind == Kind::radio ? Kind::radio_group : Kind::checkbox_group};
    group.id = "group";
    group.text = "Question";
    group.children.push_back(std::move(node));
    node = std::move(group);
  }
  main.children.push_back(std::move(node));
  page.root.children.push_back(std::move(main));
  return html::elements(page);
}

Node thing(Kind kind) {
  Node node{.kind = kind};
  node.id = "x";
  node.text = "Words";
  if (kind == Kind::link) node.href = "/";
  if (kind == Kind::heading) node.level = 2;
  if (kind == Kind::text_field) node.level = 4;
  return node;
}

std::string html_of(const std::vector<html::Element>& elements) {
  std::string html;
  for (const auto& one : elements) html += html::to_html(one);
  return html;
}

// The attribute as the document has it; "none" when it has not.
std::string found(Document& document, const Property& property) {
  const auto& attributes = document.at("x").attributes;
  const auto attribute = attributes.find(property.attribute);
  return attribute == attributes.end() ? "none" : attribute->second;
}

std::string words_of_x(const DomNode& node) {
  std::string words = node.text;
  for (const DomNode& child : node.children) words += words_of_x(child);
  return words;
}

void check(Document& document, const Property& property, const char* value) {
  if (*property.attribute)
    CHECK(found(document, property) == (value ? value : "none"));
  else
    CHECK(words_of_x(document.at("x")) == value);
}

}  // namespace

TEST_CASE("each property of each control is made, changed by the program, and changed by the person") {
  for (const Property& property : table) {
    INFO(roadshow::word(property.kind) << " " << (*property.attribute ? property.attribute : "words"));
    Node node = thing(property.kind);
    node.field = property.field;
    Node changed = node;
    property.set(changed);
    const auto before = page_with(node);
    const auto after = page_with(changed);

    Document made(html_of(before));
    check(made, property, property.before);
    Document made_changed(html_of(after));
    check(made_changed, property, property.after);

    // One operation, on this element alone: nothing is made anew, so focus and caret stay.
    Document document(html_of(before));
    const Json there = operations_of(html::changes("app", before, after));
    REQUIRE(there.size() == 1);
    CHECK(there[0][0] == (*property.attribute ? "attr" : "text"));
    CHECK(there[0][1][0] == "x");
    document.carry_out(there);
    check(document, property, property.after);
    CHECK(document.children() == made_changed.children());
    const Json back = operations_of(html::changes("app", after, before));
    REQUIRE(back.size() == 1);
    document.carry_out(back);
    CHECK(document.children() == made.children());

    if (!property.by_person) continue;
    // The browser shows it already; the program, told of it, comes to the same and changes nothing else.
    document.show("x", property.attribute, property.after);
    document.carry_out(there);
    CHECK(document.children() == made_changed.children());
    document.carry_out(back);
    CHECK(document.children() == made.children());
  }
}

TEST_CASE("the table has every kind of control, and every kind that a person changes by hand") {
  for (size_t i = 0; i < page::words_of(Kind{}).size(); ++i) {
    const Kind kind = static_cast<Kind>(i);
    if (!page::is_interactive(kind)) continue;
    INFO(roadshow::word(kind));
    CHECK(std::any_of(std::begin(table), std::end(table), [&](const Property& one) { return one.kind == kind; }));
    // A list to select from stands only in the form without the program, where nothing is told of a change.
    const bool by_person = kind != Kind::link && kind != Kind::button && kind != Kind::selection;
    CHECK(by_person == std::any_of(std::begin(table), std::end(table),
                                   [&](const Property& one) { return one.kind == kind && one.by_person; }));
  }
}

TEST_CASE("the table has every kind of text that a field takes, and each is a field of its own") {
  std::set<std::string> types;
  for (size_t i = 0; i < page::words_of(page::Field{}).size(); ++i) {
    Node node = thing(Kind::text_field);
    node.field = static_cast<page::Field>(i);
    INFO(roadshow::word(node.field));
    CHECK(std::any_of(std::begin(table), std::end(table), [&](const Property& one) {
      return one.kind == Kind::text_field && one.field == node.field && one.by_person;
    }));
    const std::string html = html_of(page_with(node));
    types.insert(contains(html, "<textarea") ? "words" : html.substr(html.find(" type=\""), 14));
  }
  CHECK(types.size() == page::words_of(page::Field{}).size());
}

TEST_CASE("what a person does to each control of the survey comes back in the next page") {
  const auto at = [](const char* code) { return Visitor(survey_path + "/" + code); };
  Visitor radio = at("where_live");
  CHECK(radio.press("where_live.outside").node("where_live.outside").checked);
  CHECK_FALSE(radio.press("where_live.staffordshire").node("where_live.outside").checked);  // by the program
  Visitor box = at("describes_you");
  CHECK(box.press("describes_you.resident").node("describes_you.resident").checked);
  CHECK_FALSE(box.press("describes_you.prefer_not").node("describes_you.resident").checked);  // by the program
  Visitor field = at("works_well");
  CHECK(field.act(page::Write{"works_well", "Buses"}).node("works_well.text").value == "Buses");
  Visitor menu("/");
  CHECK(menu.act(page::Toggle{"text-size-menu", true}).node("text-size-menu").open);
  CHECK_FALSE(menu.act(page::Toggle{"text-size-menu", false}).node("text-size-menu").open);
}

TEST_CASE("an error is tied to what it is about, for every kind of question") {
  for (const char* code : {"where_live", "describes_you", "life_stage", "clear_what_can_change"}) {
    INFO(code);
    Visitor visitor(survey_path + "/" + code);
    CHECK_FALSE(visitor.node("question").invalid);
    CHECK_FALSE(contains(visitor.node("question").described_by, "error"));
    visitor.carry_on();
    CHECK(visitor.node("question").invalid);
    CHECK(contains(visitor.node("question").described_by, "error"));
    CHECK(page::faults(visitor.page()).empty());
  }
  Visitor text(survey_path + "/works_well");
  text.act(page::Write{"works_well", std::string(5000, 'a')}).carry_on();
  CHECK(text.node("works_well.text").invalid);
  CHECK(text.node("works_well.text").described_by == "hint error");
}

TEST_CASE("a card that reaches an end gives the focus to the key it still has") {
  Visitor visitor(survey_path + "/life_stage");
  CHECK(visitor.press("life_stage.grow_well.up").last.focus == "life_stage.grow_well.down");
  CHECK(visitor.press("life_stage.grow_well.down").last.focus == "");
  CHECK(visitor.press("life_stage.age_well.down").last.focus == "life_stage.age_well.up");
}
