// What a form cannot say: references between files, tokens in texts, and the rules that keep figures honest.
#pragma once

#include "content/pack.hpp"

namespace roadshow::content {

// Every broken reference or rule. Places have file and pointer, not yet line and column.
Problems check_references(const Pack& pack);

}  // namespace roadshow::content
