// Pages as HTML: each kind the right element, everything that people wrote inert, every control workable.
#include <map>
#include <sstream>

#include "dom.hpp"
#include "html/changes.hpp"
#include "html/element.hpp"
#include "html/svg.hpp"
#include "page/make.hpp"
#include "page/survey/finish.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using page::Kind;
using page::Look;
using page::Node;

namespace {

std::string html_of(const page::Page& page) {
  std::string html;
  for (const auto& element : html::elements(page)) html += html::to_html(element);
  return html;
}

// A page of one node.
page::Page page_of(Node node) {
  page::Page page{
      .title = "Title", .path = "/", .root = page::group(Kind::page, Look::plain, page::nodes(std::move(node)))};
  page::finish(page);
  return page;
}
// A choice stands in a group; everything else stands by itself.
Node in_its_group(Node node) {
  if (node.kind != Kind::radio && node.kind != Kind::checkbox) return node;
  Node group{.kind = node.kind == Kind::radio ? Kind::radio_group : Kind::checkbox_group};
  group.text = "Legend";
  group.children = page::nodes(std::move(node));
  return group;
}
std::vector<html::Element> elements_of(Node node) { return html::elements(page_of(in_its_group(std::move(node)))); }
Document document_of(Node node) { return Document(html_of(page_of(in_its_group(std::move(node))))); }

void each_element(const std::vector<DomNode>& nodes, const std::function<void(const DomNode&)>& look_at) {
  for (const DomNode& node : nodes) {
    if (!node.tag.empty()) look_at(node);
    each_element(node.children, look_at);
  }
}

std::string attribute(const DomNode& node, const std::string& name) {
  const auto found = node.attributes.find(name);
  return found == node.attributes.end() ? "" : found->second;
}
bool has(const DomNode& node, const std::string& name) { return node.attributes.count(name) > 0; }

std::string text_of(const DomNode& node) {
  std::string text = node.text;
  for (const DomNode& child : node.children) text += text_of(child);
  return text;
}

const DomNode* child_of(const DomNode& node, const std::string& tag) {
  for (const DomNode& child : node.children) {
    if (child.tag == tag) return &child;
  }
  return nullptr;
}

Node choice(Kind kind, const std::string& id, const std::string& text) {
  Node node{.kind = kind, .look = Look::choice_row};
  node.id = id;
  node.text = text;
  node.value = id;
  node.action = page::Continue{};
  return node;
}

}  // namespace

TEST_CASE("what people write in content comes out as words, wherever it stands") {
  const std::string evil = "<script>alert(1)</script>&\"'><img src=x onerror=y>";
  content::Pack pack = real_pack();
  pack.info.title = pack.info.home.heading = pack.info.home.lead = pack.info.run_by = evil;
  pack.info.home.cards[0].title = evil;
  for (std::string& word : pack.words.text) word += evil;
  for (auto& measure : pack.measures) measure.label = measure.finding = measure.caveat = evil;
  for (auto& place : pack.places) place.short_name = place.name = evil;
  for (auto& question : pack.surveys[0].questions) {
    question.text = question.short_text = question.hint = question.can = evil;
    if (auto* single = std::get_if<content::SingleChoice>(&question.kind)) single->options[0].label = evil;
  }
  for (const std::string& path : page::static_paths(pack)) {
    const std::string html = html_of(Visitor(path, pack).page());
    CAPTURE(path);
    CHECK(contains(html, "&lt;script&gt;alert(1)"));
    Document document(html);
    each_element(document.children(), [&](const DomNode& node) {
      CHECK(node.tag != "script");
      CHECK(node.tag != "img");
      for (const auto& [name, value] : node.attributes) CHECK(name.substr(0, 2) != "on");
    });
  }
}

TEST_CASE("what a resident writes is in the box as they wrote it, and inert") {
  const std::string text = "\n</textarea><script>x</script>&amp; \"quoted\"\n  two blanks";
  Visitor visitor(survey_path + "/works_well");
  visitor.act(page::Write{"works_well", text});
  Document document(html_of(visitor.page()));
  CHECK(attribute(document.at("works_well.text"), "value") == text);
  document = Document(html_of(visitor.go(survey_path + "/check").page()));
  CHECK(text_of(document.at("answer-works_well")) == text);
  each_element(document.children(), [](const DomNode& node) { CHECK(node.tag != "script"); });
}

TEST_CASE("escaping is complete and happens once") {
  CHECK(html::escaped("<a href=\"x\">&amp;</a>") == "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;");
  CHECK(html::escaped("") == "");
  CHECK(html::escaped("Đà Nẵng 👋") == "Đà Nẵng 👋");
}

TEST_CASE("every page of the site is sound HTML: names, labels and references all lead somewhere") {
  auto pages = page::static_paths(real_pack());
  pages.push_back("/nowhere");
  for (const std::string& path : pages) {
    for (const bool table : {false, true}) {
      CAPTURE(path);
      Document document(html_of(Visitor(path).act(page::ShowTable{table}).page()));
      std::set<std::string> ids;
      std::map<std::string, int> names;
      each_element(document.children(), [&](const DomNode& node) {
        if (has(node, "id")) CHECK_MESSAGE(ids.insert(attribute(node, "id")).second, attribute(node, "id"));
        if (node.tag != "svg" && has(node, "style")) FAIL_CHECK("a style attribute needs a weaker security policy");
      });
      each_element(document.children(), [&](const DomNode& node) {
        std::istringstream described(attribute(node, "aria-describedby"));
        for (std::string id; described >> id;) CHECK_MESSAGE(ids.count(id) == 1, id);
        if (has(node, "for")) CHECK(ids.count(attribute(node, "for")) == 1);
        if (attribute(node, "href").substr(0, 1) == "#") CHECK(ids.count(attribute(node, "href").substr(1)) == 1);
        if (node.tag == "input") CHECK_FALSE(attribute(node, "name").empty());
        if (node.tag == "th") CHECK((attribute(node, "scope") == "col" || attribute(node, "scope") == "row"));
        if (node.tag == "svg") CHECK(attribute(node, "aria-hidden") == "true");
        // A button that sends something sends it where no program is needed.
        if (node.tag == "button")
          CHECK((attribute(node, "type") == "button") != (ids.count(attribute(node, "form")) == 1));
        if (node.tag == "a" || node.tag == "button" || node.tag == "summary")
          CHECK_MESSAGE(!(text_of(node) + attribute(node, "aria-label")).empty(), attribute(node, "id"));
        if (node.tag == "ul" || node.tag == "ol") {
          for (const DomNode& item : node.children) CHECK(item.tag == "li");
        }
        if (node.tag == "dl") {  // groups of a term and its descriptions, nothing else
          for (const DomNode& group : node.children) {
            for (const DomNode& part : group.children) CHECK((part.tag == "dt" || part.tag == "dd"));
          }
        }
      });
    }
  }
}

TEST_CASE("a choice of one is a fieldset with its legend; each row is a radio button under its label") {
  Node group{.kind = Kind::radio_group, .look = Look::choice_rows};
  group.id = "colour";
  group.text = "Which colour?";
  group.described_by = "colour";
  group.children = page::nodes(choice(Kind::radio, "red", "Red"), choice(Kind::radio, "blue", "Blue"));
  group.children[1].checked = true;
  Document document = document_of(std::move(group));
  const DomNode& fieldset = document.at("colour");
  CHECK(fieldset.tag == "fieldset");
  CHECK(attribute(fieldset, "aria-describedby") == "colour");
  CHECK(fieldset.children[0].tag == "legend");
  CHECK(text_of(fieldset.children[0]) == "Which colour?");
  const DomNode& row = document.at("blue-row");
  REQUIRE(row.children.size() == 2);
  CHECK(row.children[0].tag == "input");
  CHECK(attribute(row.children[0], "type") == "radio");
  CHECK(attribute(row.children[0], "name") == attribute(document.at("red"), "name"));
  CHECK(attribute(row.children[0], "value") == "blue");
  CHECK(has(row.children[0], "checked"));
  CHECK_FALSE(has(document.at("red"), "checked"));
  CHECK(row.children[1].tag == "label");
  CHECK(attribute(row.children[1], "for") == "blue");
  CHECK(text_of(row.children[1]) == "Blue");
}

TEST_CASE("a question is the legend of its answers, as a heading") {
  Document document(html_of(Visitor(survey_path + "/where_live").page()));
  const DomNode& question = document.at("question");
  CHECK(question.tag == "fieldset");
  const DomNode* legend = child_of(question, "legend");
  REQUIRE(legend);
  CHECK(child_of(*legend, "h1"));
  CHECK(text_of(*legend) == real_survey().questions[0].text);
  CHECK(attribute(document.at("where_live.outside"), "type") == "radio");
  CHECK(attribute(Document(html_of(Visitor(survey_path + "/describes_you").page())).at("describes_you.other"),
                  "type") == "checkbox");
}

TEST_CASE("hint and error are read with the question") {
  Visitor visitor(survey_path + "/describes_you");
  visitor.carry_on();
  Document document(html_of(visitor.page()));
  CHECK(attribute(document.at("question"), "aria-describedby") == "hint error");
  CHECK(text_of(document.at("error")) == "Error: Choose one or more answers, or skip");
  CHECK(attribute(document.at("error-summary"), "role") == "alert");
  CHECK(attribute(document.at("error-summary"), "tabindex") == "-1");
}

TEST_CASE("a text box has the question as its name") {
  Document document(html_of(Visitor(survey_path + "/works_well").page()));
  const DomNode& box = document.at("works_well.text");
  CHECK(box.tag == "textarea");
  CHECK(attribute(box, "aria-label") == survey::find_question(real_survey(), "works_well")->text);
  CHECK(attribute(box, "rows") == "5");
  CHECK(attribute(box, "aria-describedby") == "hint");
}

TEST_CASE("a list to choose from has its label, and the choice is marked") {
  Node list{.kind = Kind::selection, .look = Look::form_place};
  list.id = list.posts = "order.x";
  list.text = "Live well";
  for (const char* value : {"", "1"}) {
    Node one{.kind = Kind::option};
    one.value = one.text = value;
    one.checked = one.value == "1";
    list.children.push_back(std::move(one));
  }
  Document document = document_of(std::move(list));
  const DomNode& row = document.at("order.x-row");
  CHECK(row.children[0].tag == "label");
  CHECK(attribute(row.children[0], "for") == "order.x");
  CHECK(text_of(row.children[0]) == "Live well");
  const DomNode& select = document.at("order.x");
  CHECK(select.tag == "select");
  CHECK(attribute(select, "name") == "order.x");
  REQUIRE(select.children.size() == 2);
  CHECK_FALSE(has(select.children[0], "selected"));
  CHECK(has(select.children[1], "selected"));
}

TEST_CASE("without a program, a question posts its answer to the form, and nothing in the layout is for that") {
  Document document(html_of(Visitor(survey_path + "/where_live").page()));
  const DomNode& form = document.at("without-program");
  CHECK(form.tag == "form");
  CHECK(has(form, "hidden"));
  CHECK(form.children.empty());
  CHECK(attribute(form, "method") == "post");
  CHECK(attribute(form, "action") == survey_path + "/form");
  CHECK(attribute(document.at("where_live.stoke_on_trent"), "name") == "where_live");
  CHECK(attribute(document.at("where_live.stoke_on_trent"), "form") == "without-program");
  CHECK(attribute(document.at("continue"), "form") == "without-program");
  CHECK_FALSE(has(document.at("text-size-100"), "form"));
  CHECK(attribute(document.at("view"), "type") == "button");
}

TEST_CASE("a table has a caption, a head and headers with a scope") {
  Document document =
      document_of(page::table("t", "Caption", {"What", "How many"}, {{"Row", "12"}, {"Other", "13"}}, 1));
  const DomNode& table = document.at("t");
  REQUIRE(table.children.size() == 3);
  CHECK(table.children[0].tag == "caption");
  CHECK(text_of(table.children[0]) == "Caption");
  CHECK(table.children[1].tag == "thead");
  CHECK(table.children[2].tag == "tbody");
  REQUIRE(table.children[2].children.size() == 2);
  const DomNode& row = table.children[2].children[0];
  CHECK(row.children[0].tag == "th");
  CHECK(attribute(row.children[0], "scope") == "row");
  CHECK(row.children[1].tag == "td");
  CHECK(has(row.children[1], "data-numeric"));
  CHECK(attribute(row.children[1], "data-label") == "How many");
  CHECK(attribute(table.children[1].children[0].children[0], "scope") == "col");
}

TEST_CASE("details open and close, with their words in the summary") {
  Document document =
      document_of(page::disclosure("d", "Numbers", true, page::nodes(page::paragraph(Look::body, "Inside"))));
  const DomNode& details = document.at("d");
  CHECK(details.tag == "details");
  CHECK(has(details, "open"));
  CHECK(details.children[0].tag == "summary");
  CHECK(text_of(details.children[0]) == "Numbers");
  CHECK(text_of(details.children[1]) == "Inside");
}

TEST_CASE("every property of every control is there when it is made and when the program changes it") {
  struct Property {
    std::string name;
    std::function<void(Node&)> set;
    std::string attribute;
    std::string value;
  };
  const Property name = {"name", [](Node& n) { n.name = "Say more"; }, "aria-label", "Say more"};
  const Property disabled = {"disabled", [](Node& n) { n.disabled = true; }, "disabled", ""};
  const Property checked = {"checked", [](Node& n) { n.checked = true; }, "checked", ""};
  const Property open = {"open", [](Node& n) { n.open = true; }, "open", ""};
  const Property current = {"current", [](Node& n) { n.current = true; }, "aria-current", "true"};
  const Property href = {"href", [](Node& n) { n.href = "/waits"; }, "href", "/waits"};
  const Property value = {"value", [](Node& n) { n.value = "a \"b\"\n<c>"; }, "value", "a \"b\"\n<c>"};
  const Property described = {"described_by", [](Node& n) { n.described_by = "p"; }, "aria-describedby", "p"};
  const Property look = {"look", [](Node& n) { n.look = Look::button_blue; }, "class", "button-blue"};
  const Property field = {"field", [](Node& n) { n.posts = "where_live"; }, "name", "where_live"};
  const Property submits = {"submits", [](Node& n) { n.submits = true; }, "type", "submit"};
  const Property action = {"href", [](Node& n) { n.href = "/waits"; }, "action", "/waits"};
  const Property selected = {"checked", [](Node& n) { n.checked = true; }, "selected", ""};
  const std::vector<std::pair<Kind, std::vector<Property>>> table = {
      {Kind::link, {name, current, href, look, described}},
      {Kind::button, {name, disabled, look, described, field, submits, value}},
      {Kind::radio, {checked, value, field}},
      {Kind::checkbox, {checked, value, field}},
      {Kind::text_field, {value, described, field}},
      {Kind::selection, {described, field}},
      {Kind::option, {selected, value}},
      {Kind::form, {action, look}},
      {Kind::hidden_field, {value, field}},
      {Kind::disclosure, {open, look}},
  };
  for (const auto& entry : table) {
    const Kind kind = entry.first;
    for (const Property& property : entry.second) {
      INFO(std::string(word(kind)) << ", " << property.name);
      Node node{.kind = kind, .look = Look::button_outline};
      node.id = "it";
      node.text = "Words";
      node.href = "/";
      node.level = 3;
      CHECK((attribute(document_of(node).at("it"), property.attribute) != property.value ||
             !has(document_of(node).at("it"), property.attribute)));
      const auto before = elements_of(node);
      property.set(node);
      const Json change = operations_of(html::changes("app", before, elements_of(node)));
      REQUIRE(change.size() == 1);
      CHECK(change[0] == Json::array({"attr", Json::array({"it"}), property.attribute, property.value}));
      Document document = document_of(node);
      CHECK(has(document.at("it"), property.attribute));
      CHECK(attribute(document.at("it"), property.attribute) == property.value);
    }
  }
}

TEST_CASE("pictures carry their marks for the canvas and their words apart from them") {
  figures::TargetBar bar{.value = 50.0, .target = 80.0, .maximum = 100, .target_label = "Target <80%>"};
  Document document = document_of(page::picture("bar", bar));
  const DomNode& picture = document.at("bar");
  CHECK(attribute(picture, "data-figure") == "target-bar");
  REQUIRE(picture.children.size() == 2);  // narrow and wide
  std::set<std::string> patterns;
  for (const DomNode& svg : picture.children) {
    CHECK(svg.tag == "svg");
    CHECK(attribute(svg, "aria-hidden") == "true");
    std::vector<std::string> groups;
    for (const DomNode& part : svg.children) groups.push_back(part.tag + attribute(part, "class"));
    CHECK(groups == std::vector<std::string>{"defs", "gmarks", "glabels"});
    CHECK(text_of(svg.children[2]) == "Target <80%>");
    patterns.insert(attribute(svg.children[0].children[0], "id"));
  }
  CHECK(patterns.size() == 2);  // each with a name of its own
}

TEST_CASE("progress is words for everyone and segments for the eye") {
  Document document(html_of(Visitor(survey_path + "/biggest_unfairness").page()));
  const DomNode& progress = document.at("progress");
  CHECK(text_of(progress) == "Question 3 of 12");
  std::map<std::string, int> segments;
  each_element(progress.children, [&](const DomNode& node) { segments[attribute(node, "class")]++; });
  CHECK(segments["done"] == 2);
  CHECK(segments["now"] == 1);
  CHECK(segments["ahead"] == 9);
}
