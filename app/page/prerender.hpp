// The pages that `roadshow build` writes, and that the running program finds in the document when it starts. Both call
// this, so they agree.
#pragma once

#include <string_view>

#include "page/build.hpp"

namespace roadshow::page {

// The page of an address for a visitor about whom nothing is known.
Page prerender(const content::Pack& pack, std::string_view path);

// What the document of an address holds ready for the case that the program cannot run there: a calm line, and the way
// to the form that needs no program. A page of one node, without header and title.
Page trouble_note(const content::Pack& pack, std::string_view path);

}  // namespace roadshow::page
