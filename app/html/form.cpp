#include "html/form.hpp"

namespace roadshow::html {
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
  const auto set_all = [&](const char* type, const char* autocomplete) {
    set("type", type);
    set("autocomplete", autocomplete);
    set("spellcheck", "false");
  };
  switch (node.field) {
    case page::Field::words:
      return set("rows", std::to_string(node.level));
    case page::Field::email:
      set("inputmode", "email");
      return set_all("email", "email");
    case page::Field::phone:
      set("inputmode", "tel");
      return set_all("tel", "tel");
    case page::Field::code:
      set("autocapitalize", "characters");
      return set_all("text", "off");
    case page::Field::secret:
      return set_all("password", "off");
  }
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

}  // namespace roadshow::html
