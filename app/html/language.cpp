#include "html/language.hpp"

#include "content/translation.hpp"

namespace roadshow::html {
namespace {

using content::foreign_end;
using content::foreign_start;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

class Marker {
 public:
  explicit Marker(const page::Page& page) {
    attributes_.emplace_back("lang", page.source_language.code);
    const bool right_to_left = content::is_right_to_left(page.source_language.script);
    if (right_to_left != content::is_right_to_left(page.language.script))
      attributes_.emplace_back("dir", right_to_left ? "rtl" : "ltr");
    for (const auto& [name, value] : attributes_)
      svg_.append(" ").append(name).append("=\"").append(value).append("\"");
  }

  void mark(Element& element) const {
    // What people typed can hold the same two characters, and is left as it is.
    const bool typed = element.attribute("dir") == "auto";
    for (auto& [name, value] : element.attributes) {
      if (!typed || name != "value") value = without_marks(std::move(value));
    }
    if (typed) return;
    if (element.inner.find(foreign_start) != std::string::npos) {
      replace_all(element.inner, foreign_start, "<tspan" + svg_ + ">");
      replace_all(element.inner, foreign_end, "</tspan>");
    }
    if (element.children.size() == 1 && is_whole(element.children[0].text) && element.attribute("lang").empty()) {
      element.attributes.insert(element.attributes.end(), attributes_.begin(), attributes_.end());
      element.children[0].text = without_marks(std::move(element.children[0].text));
      return;
    }
    std::vector<Element> children;
    for (Element& child : element.children) {
      if (child.text.find(foreign_start) != std::string::npos) {
        split(child.text, children);
        continue;
      }
      mark(child);
      children.push_back(std::move(child));
    }
    element.children = std::move(children);
  }

 private:
  // Nothing but one text between marks.
  static bool is_whole(std::string_view text) {
    return text.substr(0, foreign_start.size()) == foreign_start &&
           text.find(foreign_end) == text.size() - foreign_end.size();
  }

  void split(std::string_view text, std::vector<Element>& parts) const {
    const auto add = [&](std::string_view words, bool foreign) {
      Element run;
      run.text = without_marks(std::string(words));  // marks within marks: a text filled into another
      if (run.text.empty()) return;
      if (!foreign) return parts.push_back(std::move(run));
      Element span;
      span.tag = "span";
      span.attributes = attributes_;
      span.children.push_back(std::move(run));
      parts.push_back(std::move(span));
    };
    while (!text.empty()) {
      const size_t start = std::min(text.find(foreign_start), text.size());
      add(text.substr(0, start), false);
      text.remove_prefix(std::min(start + foreign_start.size(), text.size()));
      const size_t end = std::min(text.find(foreign_end), text.size());
      add(text.substr(0, end), true);
      text.remove_prefix(std::min(end + foreign_end.size(), text.size()));
    }
  }

  std::vector<std::pair<std::string, std::string>> attributes_;
  std::string svg_;
};

}  // namespace

std::string without_marks(std::string text) {
  if (text.find(foreign_start.substr(0, 2)) == std::string::npos) return text;
  replace_all(text, foreign_start, "");
  replace_all(text, foreign_end, "");
  return text;
}

void mark_languages(const page::Page& page, std::vector<Element>& elements) {
  if (page.language.code == page.source_language.code) return;
  const Marker marker(page);
  for (Element& element : elements) marker.mark(element);
}

}  // namespace roadshow::html
