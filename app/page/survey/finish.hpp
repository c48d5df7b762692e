// The last step of building a page.
#pragma once

#include "page/node.hpp"

namespace roadshow::page {

// Gives every node without an id one of its own, made from its parent's id, its kind and its place among siblings of
// that kind: stable while nothing is added before it.
void finish(Page& page);

}  // namespace roadshow::page
