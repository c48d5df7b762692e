// Where a figure is printed: every figure of a pack has one.
#pragma once

#include <string>

#include "content/describe.hpp"

namespace roadshow::content {

struct Source {
  std::string document;  // id of a Document
  std::string lines;     // lines of the text of the document
};
template <class V>
void describe(V& v, Source& source) {
  v.required("document", source.document, Rule::id, "the short name of the source document.");
  v.required("lines", source.lines, Rule::lines, "the lines of the source, like L1680.");
}

}  // namespace roadshow::content
