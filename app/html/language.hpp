// Words in another language than the page: from the marks around them (content/translation.hpp) to lang and dir.
#pragma once

#include <string>
#include <vector>

#include "html/element.hpp"

namespace roadshow::html {

// Gives lang (and dir, where it differs from that of the page) to the elements whose words have no translation; words
// within a sentence get an element of their own. In attributes and titles, which cannot say it, the marks go.
void mark_languages(const page::Page& page, std::vector<Element>& elements);

std::string without_marks(std::string text);

}  // namespace roadshow::html
