// The difference between two pages as a few operations on the document, a JSON text.
//
// An operation is a JSON array; a ref names an element by the id of its nearest ancestor with one and the places of
// the child nodes on the way down: ["main", 0, 2].
//   ["insert", parent ref, place, html]   one new node
//   ["remove", ref]
//   ["move", parent ref, from, to]        `to` counts after taking it out
//   ["attr", ref, name, value | null]
//   ["text", ref, text]                   a run of text
//   ["html", ref, html]                   the inside of a picture's holder, or of everything
// Operations are applied in order. Only what changed is touched: a changed number is one "text".
#pragma once

#include <string>
#include <vector>

#include "html/element.hpp"

namespace roadshow::html {

// From `before` to `after`, both children of the element with id `root`. Nothing to do: "[]".
std::string changes(const std::string& root, const std::vector<Element>& before, const std::vector<Element>& after);

// One operation that replaces everything in `root`.
std::string everything(const std::string& root, const std::vector<Element>& after);

}  // namespace roadshow::html
