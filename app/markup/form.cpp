#include "markup/form.hpp"

namespace roadshow::markup {
namespace {

constexpr const char* form_id = "without-program";

bool is_posted(const Element& element) {
  return element.tag == "input" || element.tag == "textarea" ||
         (element.tag == "button" && element.attribute("type") == "submit");
}

void belong_to_form(Element& parent) {
  for (Element& child : parent.children) {
    if (is_posted(child)) child.attributes.emplace_back("form", form_id);
    belong_to_form(child);
  }
}

}  // namespace

void set_purpose(const page::Node& node, Element& field) {
  const auto set = [&](const char* name, std::string value) { field.attributes.emplace_back(name, std::move(value)); };
  if (node.field == page::Field::words) return set("rows", std::to_string(node.level));
  const bool is_code = node.field == page::Field::code;
  const char* type = is_code ? "text" : node.field == page::Field::email ? "email" : "tel";
  set("type", type);
  set("autocomplete", is_code ? "off" : type);
  set(is_code ? "autocapitalize" : "inputmode", is_code ? "characters" : type);
  set("spellcheck", "false");
}

void post_to(const std::string& address, Element& form) {
  for (const auto& [name, value] : {std::pair<const char*, std::string>{"method", "post"},
                                    {"action", address},
                                    {"novalidate", ""},
                                    {"autocomplete", "off"}})
    form.attributes.emplace_back(name, value);
}

void add_form(const std::string& address, Element& screen) {
  belong_to_form(screen);
  Element form;
  form.tag = "form";
  form.attributes = {{"id", form_id}, {"hidden", ""}};
  post_to(address, form);
  screen.children.push_back(std::move(form));
}

}  // namespace roadshow::markup
