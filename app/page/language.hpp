// What the language of the pack does to a finished page. Builders know nothing of it.
#pragma once

#include "page/node.hpp"
#include "page/route.hpp"

namespace roadshow::page {

// Names the languages of the page, puts the code of its language before its address and its links, and has pictures
// mirrored where onward is to the left.
//
// Time runs from right to left as well then, as words, steps and bars do: a line that ran against its own labels would
// make the last month the first one read.
void localise(const content::Pack& pack, Page& page);

// A link for each language of the pack to this very screen; no children when there is only one language.
Node language_menu(const content::Pack& pack, const Route& route);

}  // namespace roadshow::page
