// Elements as text.
#include "html/element.hpp"

namespace roadshow::html {
namespace {

bool is_void(std::string_view tag) { return tag == "input"; }

void write(const Element& element, std::string& html) {
  if (element.tag.empty()) {
    html += escaped(element.text);
    return;
  }
  html += "<" + element.tag;
  const bool is_textarea = element.tag == "textarea";
  for (const auto& [name, value] : element.attributes) {
    if (is_textarea && name == "value") continue;  // its content, below
    html += " " + name;
    if (!value.empty()) html += "=\"" + escaped(value) + "\"";
  }
  html += ">";
  if (is_void(element.tag)) return;
  // HTML drops one line break after the tag; one is added so that none of the person's is lost.
  if (is_textarea) html += "\n" + escaped(element.attribute("value"));
  html += element.inner;
  for (const Element& child : element.children) write(child, html);
  html += "</" + element.tag + ">";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string to_html(const Element& element) {
  std::string html;
  write(element, html);
  return html;
}

}  // namespace roadshow::html
