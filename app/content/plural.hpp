// Plural forms, as the Unicode CLDR has them (https://cldr.unicode.org/index/cldr-spec/plural-rules).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace roadshow::content {

// Whether its forms are known here. The checker refuses a pack in a language whose forms are not.
bool has_plural_rule(std::string_view language);

// How many forms a word with a count has in a language: English, Urdu and Punjabi 2 (one, other), Polish 4 (one, few,
// many, other: fractions).
size_t plural_forms(std::string_view language);

// `word` is its forms in that order, set apart by bars; a word without bars is the form for every number. The form for
// `number`, written as it is shown ("1", "1,000", "43.7"), with {n} filled.
std::string counted(std::string_view word, std::string_view language, std::string_view number);

// The number of forms that stand in `word`.
size_t forms_in(std::string_view word);

}  // namespace roadshow::content
