#include "content/plural.hpp"

#include <algorithm>
#include <array>

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
size_t one_other(const Operands& n) { return !n.fraction && n.whole == 1 ? 0 : 1; }
size_t zero_and_one_other(const Operands& n) { return !n.fraction && n.whole <= 1 ? 0 : 1; }
size_t one_few_many_other(const Operands& n) {
  if (n.fraction) return 3;
  if (n.whole == 1) return 0;
  const long long last = n.whole % 10;
  const long long last_two = n.whole % 100;
  return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? 1 : 2;
}

struct PluralRule {
  std::string_view language;
  size_t forms;
  size_t (*form_of)(const Operands& n);
};
// As https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html has them for cardinal numbers.
constexpr std::array rules = {
    PluralRule{"en", 2, one_other},
    PluralRule{"pa", 2, zero_and_one_other},
    PluralRule{"pl", 4, one_few_many_other},
    PluralRule{"ur", 2, one_other},
};

const PluralRule* rule_of(std::string_view language) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.language == language; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

bool has_plural_rule(std::string_view language) { return rule_of(language); }

size_t plural_forms(std::string_view language) {
  const PluralRule* rule = rule_of(language);
  return rule ? rule->forms : 1;
}

size_t forms_in(std::string_view word) { return static_cast<size_t>(std::count(word.begin(), word.end(), '|')) + 1; }

std::string counted(std::string_view word, std::string_view language, std::string_view number) {
  const size_t last = forms_in(word) - 1;
  const PluralRule* rule = rule_of(language);
  for (size_t form = rule ? std::min(rule->form_of(operands_of(number)), last) : last; form > 0; --form)
    word.remove_prefix(word.find('|') + 1);
  return fill(word.substr(0, word.find('|')), {{"n", number}});
}

}  // namespace roadshow::content
