#include "content/plural.hpp"

#include <algorithm>

#include "content/words.hpp"

namespace roadshow::content {
namespace {

// CLDR's n (whole part), and whether there is a fraction (v is not 0).
struct Operands {
  long long whole = 0;
  bool fraction = false;
};

Operands operands_of(std::string_view number) {
  Operands operands;
  for (const char c : number) {
    if (c == '.') operands.fraction = true;
    if (c >= '0' && c <= '9' && !operands.fraction) operands.whole = (operands.whole * 10 + (c - '0')) % 1'000'000'000;
  }
  return operands;
}

// The place of the form, from 0.
size_t form_of(std::string_view language, const Operands& n) {
  if (language == "pl") {
    if (n.fraction) return 3;
    if (n.whole == 1) return 0;
    const long long last = n.whole % 10;
    const long long last_two = n.whole % 100;
    return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? 1 : 2;
  }
  if (language == "pa") return !n.fraction && n.whole <= 1 ? 0 : 1;
  return !n.fraction && n.whole == 1 ? 0 : 1;
}

}  // namespace

size_t plural_forms(std::string_view language) { return language == "pl" ? 4 : 2; }

size_t forms_in(std::string_view word) { return static_cast<size_t>(std::count(word.begin(), word.end(), '|')) + 1; }

std::string counted(std::string_view word, std::string_view language, std::string_view number) {
  const size_t last = forms_in(word) - 1;
  for (size_t form = last == 0 ? 0 : std::min(form_of(language, operands_of(number)), last); form > 0; --form)
    word.remove_prefix(word.find('|') + 1);
  return fill(word.substr(0, word.find('|')), {{"n", number}});
}

}  // namespace roadshow::content
