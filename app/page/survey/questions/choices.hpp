// What the kinds of question that have options share.
#pragma once

#include <vector>

#include "page/survey/questions/view.hpp"

namespace roadshow::page {

// A row for each option: a radio or a check box.
Nodes choice_rows(const Asked& asked, const std::vector<content::Option>& options, Kind kind, Look look);

// Words in which nothing is marked up.
Node plain_words(std::string text);

// "North, South"; with numbers "1 North, 2 South".
Node words_of_codes(const content::Question& question, const survey::Answer& answer, bool numbered = false);

// The words of a count: "Choose at most 2".
std::string counted(const Asked& asked, Word word, int count);

}  // namespace roadshow::page
