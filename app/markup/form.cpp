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
