// Pages as elements: the one place where a node becomes HTML. The site that is built beforehand, the first paint and
// the changes of the running program all come from here, so they cannot differ.
//
// Elements and patterns follow the NHS and GOV.UK design systems; ARIA stands only where HTML has no element.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/node.hpp"

namespace roadshow::html {

// An element, or a run of text (empty tag, `text` only). A picture's holder has finished markup in `inner` instead of
// children.
struct Element {
  std::string tag;
  std::vector<std::pair<std::string, std::string>> attributes;  // in a fixed order; a boolean attribute has value ""
  std::string text;
  std::string inner;
  std::vector<Element> children;

  std::string_view attribute(std::string_view name) const;  // "" when absent
};

// The elements of a page: one element for each child of its root.
std::vector<Element> elements(const page::Page& page);

std::string to_html(const Element& element);
std::string escaped(std::string_view text);

}  // namespace roadshow::html
