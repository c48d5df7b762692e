#include "html/element.hpp"

#include "figures/drawing.hpp"
#include "html/form.hpp"
#include "html/language.hpp"
#include "html/svg.hpp"

namespace roadshow::html {
namespace {

using page::Kind;
using page::Look;
using page::Node;

Element make(std::string tag) {
  Element element;
  element.tag = std::move(tag);
  return element;
}

Element text_run(std::string text) {
  Element run;
  run.text = std::move(text);
  return run;
}

Element words_run(std::string text) {
  Element words = make("span");
  words.children.push_back(text_run(std::move(text)));
  return words;
}

void set(Element& element, const char* name, std::string value) {
  element.attributes.emplace_back(name, std::move(value));
}

// The element that a kind becomes. Composite controls (radio, checkbox, text field, disclosure) are made below.
const char* tag_of(const Node& node) {
  switch (node.kind) {
    case Kind::banner:
      return "header";
    case Kind::main:
      return "main";
    case Kind::footer:
      return "footer";
    case Kind::nav:
      return "nav";
    case Kind::section:
      return "section";
    case Kind::aside:
      return "aside";
    case Kind::list:
      return "ul";
    case Kind::numbered_list:
      return "ol";
    case Kind::item:
      return "li";
    case Kind::figure:
      return "figure";
    case Kind::caption:
      return "figcaption";
    case Kind::heading: {
      static constexpr const char* tags[] = {"h1", "h1", "h2", "h3", "h4", "h5", "h6"};
      return tags[node.level];
    }
    case Kind::paragraph:
      return "p";
    case Kind::text:
      return node.typed ? "bdi" : "span";
    case Kind::strong:
      return "strong";
    case Kind::label:
      return "label";
    case Kind::table:
      return "table";
    case Kind::row:
      return "tr";
    case Kind::column_header:
    case Kind::row_header:
      return "th";
    case Kind::cell:
      return "td";
    case Kind::description_list:
      return "dl";
    case Kind::term:
      return "dt";
    case Kind::description:
      return "dd";
    case Kind::form:
      return "form";
    case Kind::hidden_field:
      return "input";
    case Kind::option:
      return "option";
    case Kind::link:
      return "a";
    case Kind::button:
      return "button";
    case Kind::radio_group:
    case Kind::checkbox_group:
    case Kind::control_group:
      return "fieldset";
    default:
      return "div";
  }
}

// The table of properties and attributes: every property of a node that is an attribute stands here, once.
void set_attributes(const Node& node, Element& element) {
  set(element, "id", node.id);
  if (node.look != Look::plain) set(element, "class", std::string(word(node.look)));
  if (node.kind == Kind::link) set(element, "href", node.href);
  if (node.kind == Kind::button) set(element, "type", node.submits ? "submit" : "button");
  if (node.kind == Kind::form) post_to(node.href, element);
  if (node.kind == Kind::hidden_field) set(element, "type", "hidden");
  if (!node.posts.empty()) set(element, "name", node.posts);
  if (node.kind == Kind::hidden_field || node.kind == Kind::option ||
      (node.kind == Kind::button && !node.value.empty()))
    set(element, "value", node.value);
  if (node.kind == Kind::option && node.checked) set(element, "selected", "");
  if (!node.name.empty()) set(element, node.kind == Kind::cell ? "data-label" : "aria-label", node.name);
  if (node.kind == Kind::label) set(element, "for", node.value);
  if (node.kind == Kind::column_header) set(element, "scope", "col");
  if (node.kind == Kind::row_header) set(element, "scope", "row");
  if (node.numeric) set(element, "data-numeric", "");
  // In the header of a page in one language, the name of another in that language.
  if (!node.language.empty()) {
    set(element, "hreflang", node.language);
    set(element, "lang", node.language);
    set(element, "dir", "auto");
  }
  // An element with dir="auto" is isolated as well (HTML, 15.3.5 "Bidirectional text"): no control character in it
  // turns the words around it.
  if (node.typed) set(element, "dir", "auto");
  if (node.current) set(element, "aria-current", node.look == Look::stop_current ? "step" : "true");
  // A step shows its number inside the stop; CSS writes it from here.
  if (node.kind == Kind::link && !node.value.empty()) set(element, "data-number", node.value);
  if (!node.described_by.empty()) set(element, "aria-describedby", node.described_by);
  if (node.disabled) set(element, "disabled", "");
  if (node.kind == Kind::heading && node.level == 1) set(element, "tabindex", "-1");
  if (node.kind == Kind::main) set(element, "tabindex", "-1");
  if (node.kind == Kind::error_summary) {
    set(element, "role", "alert");
    set(element, "tabindex", "-1");
    if (!node.children.empty()) set(element, "aria-labelledby", node.children[0].id);
  }
  if (node.kind == Kind::radio_group) {
    set(element, "role", "radiogroup");
    if (node.invalid) set(element, "aria-invalid", "true");  // which a plain group cannot be
  }
  if (node.kind == Kind::status) set(element, "role", "status");
  // Lists lose their role in some browsers when their bullets are taken away.
  if (node.kind == Kind::list || node.kind == Kind::numbered_list) set(element, "role", "list");
  if (node.look == Look::rank_card) set(element, "data-rank", "");
}

Element element_of(const Node& node);

void add_children(const Node& node, Element& element) {
  for (const Node& child : node.children) element.children.push_back(element_of(child));
}

std::string picture_markup(const Node& node) {
  const figures::Figure& figure = *node.figure;
  const auto draw = [&](figures::Size size) {
    figures::Drawing drawing = figures::draw(figure, size);
    if (node.mirrored) figures::mirror(drawing);
    return drawing;
  };
  const auto narrow = figures::nominal_size(figure, figures::Width::narrow);
  const auto wide = figures::nominal_size(figure, figures::Width::wide);
  if (narrow.width == wide.width) return to_svg(draw(wide), node.id, "any");
  return to_svg(draw(narrow), node.id, "narrow") + to_svg(draw(wide), node.id, "wide");
}

// A drawing changes as a whole, so it is finished markup. figures.ts puts a canvas behind it.
Element picture(const Node& node) {
  const bool is_icon = std::holds_alternative<figures::Icon>(*node.figure);
  Element element = make(is_icon ? "span" : "div");
  set(element, "id", node.id);
  std::string classes = is_icon ? "icon" : "picture";
  if (node.look != Look::plain) classes += " " + std::string(word(node.look));
  set(element, "class", classes);
  if (!is_icon)
    set(element, "data-figure", std::visit([](const auto& f) { return std::string(f.type); }, *node.figure));
  if (is_icon && std::get<figures::Icon>(*node.figure).symbol == figures::Symbol::grip) set(element, "data-grip", "");
  element.inner = picture_markup(node);
  return element;
}

// The native control lies over the whole row, so that the row is the target for finger, mouse and screen reader.
Element choice(const Node& node, const std::string& group_name) {
  Element row = make("div");
  set(row, "id", node.id + "-row");
  set(row, "class", std::string(word(node.look)));
  Element input = make("input");
  set(input, "id", node.id);
  set(input, "type", node.kind == Kind::radio ? "radio" : "checkbox");
  set(input, "name", node.posts.empty() ? group_name : node.posts);
  set(input, "value", node.value);
  if (node.checked) set(input, "checked", "");
  Element label = make("label");
  set(label, "for", node.id);
  // An icon first, then the words, then a note.
  for (const Node& child : node.children) {
    if (child.kind == Kind::picture) label.children.push_back(element_of(child));
  }
  label.children.push_back(words_run(node.text));
  for (const Node& child : node.children) {
    if (child.kind != Kind::picture) label.children.push_back(element_of(child));
  }
  row.children.push_back(std::move(input));
  row.children.push_back(std::move(label));
  return row;
}

void name_choices(const Node& node, const std::string& name, Element& parent);

Element element_within(const Node& node, const std::string& group_name) {
  if (node.kind == Kind::radio || node.kind == Kind::checkbox) return choice(node, group_name);
  if (node.kind == Kind::group) {
    Element element = make(tag_of(node));
    set_attributes(node, element);
    name_choices(node, group_name, element);
    return element;
  }
  return element_of(node);
}

void name_choices(const Node& node, const std::string& name, Element& parent) {
  for (const Node& child : node.children) parent.children.push_back(element_within(child, name));
}

Element choices(const Node& node) {
  Element fieldset = make("fieldset");
  set_attributes(node, fieldset);
  Element legend = make("legend");
  size_t first = 0;
  if (!node.text.empty()) {
    legend.children.push_back(text_run(node.text));
  } else if (!node.children.empty() && node.children[0].kind == Kind::heading) {
    legend.children.push_back(element_of(node.children[0]));
    first = 1;
  }
  fieldset.children.push_back(std::move(legend));
  for (size_t i = first; i < node.children.size(); ++i)
    fieldset.children.push_back(element_within(node.children[i], node.id));
  return fieldset;
}

Element text_field(const Node& node) {
  Element box = make("div");
  set(box, "id", node.id + "-box");
  set(box, "class", std::string(word(node.look)));
  Element field = make(node.field == page::Field::words ? "textarea" : "input");
  set(field, "id", node.id);
  set(field, "name", node.posts.empty() ? node.id : node.posts);
  set_purpose(node, field);
  set(field, "dir", "auto");  // people write in their own language, whatever the page is in
  set(field, "aria-label", node.text);
  if (!node.described_by.empty()) set(field, "aria-describedby", node.described_by);
  if (node.invalid) set(field, "aria-invalid", "true");
  set(field, "value", node.value);
  box.children.push_back(std::move(field));
  return box;
}

Element selection(const Node& node) {
  Element row = make("div");
  set(row, "id", node.id + "-row");
  set(row, "class", std::string(word(node.look)));
  Element label = make("label");
  set(label, "for", node.id);
  label.children.push_back(text_run(node.text));
  Element list = make("select");
  set(list, "id", node.id);
  set(list, "name", node.posts);
  if (!node.described_by.empty()) set(list, "aria-describedby", node.described_by);
  add_children(node, list);
  row.children.push_back(std::move(label));
  row.children.push_back(std::move(list));
  return row;
}

// The icon of a key.
Element icon_of(const Node& node) {
  Element image = make("span");
  set(image, "class", "icon");
  image.inner = picture_markup(node);
  return image;
}

Element disclosure(const Node& node) {
  Element details = make("details");
  set(details, "id", node.id);
  if (node.look != Look::plain) set(details, "class", std::string(word(node.look)));
  if (node.open) set(details, "open", "");
  Element summary = make("summary");
  if (node.figure) {
    summary.children.push_back(icon_of(node));
  }
  summary.children.push_back(words_run(node.text));
  details.children.push_back(std::move(summary));
  add_children(node, details);
  return details;
}

Element table(const Node& node) {
  Element element = make("table");
  set_attributes(node, element);
  Element caption = make("caption");
  caption.children.push_back(text_run(node.text));
  element.children.push_back(std::move(caption));
  Element head = make("thead");
  Element body = make("tbody");
  for (size_t i = 0; i < node.children.size(); ++i)
    (i == 0 ? head : body).children.push_back(element_of(node.children[i]));
  element.children.push_back(std::move(head));
  element.children.push_back(std::move(body));
  return element;
}

// Words for everyone, segments for the eye: how many are done, which is now.
Element progress(const Node& node) {
  Element element = make("div");
  set_attributes(node, element);
  Element words = make("p");
  words.children.push_back(text_run(node.text));
  element.children.push_back(std::move(words));
  const size_t slash = node.value.find('/');
  int now = 0;
  int total = 0;
  for (size_t i = 0; i < node.value.size(); ++i) {
    if (i != slash) (i < slash ? now : total) = (i < slash ? now : total) * 10 + (node.value[i] - '0');
  }
  Element bar = make("div");
  set(bar, "class", "segments");
  set(bar, "aria-hidden", "true");
  for (int i = 1; i <= total; ++i) {
    Element segment = make("span");
    set(segment, "class", i < now ? "done" : i == now ? "now" : "ahead");
    bar.children.push_back(std::move(segment));
  }
  element.children.push_back(std::move(bar));
  return element;
}

Element element_of(const Node& node) {
  switch (node.kind) {
    case Kind::picture:
      return picture(node);
    case Kind::radio_group:
    case Kind::checkbox_group:
    case Kind::control_group:
      return choices(node);
    case Kind::text_field:
      return text_field(node);
    case Kind::selection:
      return selection(node);
    case Kind::disclosure:
      return disclosure(node);
    case Kind::table:
      return table(node);
    case Kind::progress:
      return progress(node);
    default:
      break;
  }
  Element element = make(tag_of(node));
  set_attributes(node, element);
  if (node.kind == Kind::button && node.figure) {
    element.children.push_back(icon_of(node));
    element.children.push_back(words_run(node.text));
    return element;
  }
  if (!node.text.empty()) element.children.push_back(text_run(node.text));
  add_children(node, element);
  if (node.kind == Kind::main && !node.href.empty()) add_form(node.href, element);
  return element;
}

}  // namespace

std::string_view Element::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return "";
}

std::vector<Element> elements(const page::Page& page) {
  std::vector<Element> list;
  for (const Node& child : page.root.children) list.push_back(element_of(child));
  mark_languages(page, list);
  return list;
}

}  // namespace roadshow::html
