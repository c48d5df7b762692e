// A page that is only read: privacy, accessibility.
#pragma once

#include <string>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::content {

struct Section {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<std::string> list;
};
template <class V>
void describe(V& v, Section& section) {
  v.required("heading", section.heading, Rule::text, "the heading.");
  v.required("paragraphs", section.paragraphs, Rule::text, "the paragraphs.");
  v.optional("list", section.list, Rule::text, "points, shown as a list below the paragraphs.");
}
struct ReadingPage {
  std::string id;
  std::string title;
  std::string lead;
  std::vector<Section> sections;
};
template <class V>
void describe(V& v, ReadingPage& page) {
  v.required("id", page.id, Rule::id, "a short name. It is the address of the page.");
  v.required("title", page.title, Rule::text, "the title.");
  v.required("lead", page.lead, Rule::text, "the first sentence.");
  v.required("sections", page.sections, Rule::any, "the sections.");
}

}  // namespace roadshow::content
