// Things to put in order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/characters.hpp"
#include "content/option.hpp"

namespace roadshow::content {

// The code stored when everything in a ranking matters the same.
inline constexpr std::string_view same_code = "same";

struct Ranking {
  static constexpr const char* type = "ranking";
  std::vector<Option> options;
  std::string same_label;  // "They all matter the same to me"; stored as the code "same"

  Traits traits() const { return {.is_ordered = true}; }
  static void lists(auto& self, const auto& take) { take(self.options, "options", 2); }
  void check(const auto& report) const {
    for (const Option& option : options) {
      if (key_of_label(option.label) != key_of_label(same_label)) continue;
      report("/sameLabel", "\"" + same_label + "\" is the label of an option as well.");
      return;
    }
  }
  // What can be answered beside the options.
  CodeLabel extra_label() const { return {same_code, same_label}; }
};
template <class V>
void describe(V& v, Ranking& ranking) {
  v.required("options", ranking.options, Rule::any, "the things to put in order.");
  v.required("sameLabel", ranking.same_label, Rule::text, "the words for: they all matter the same to me.");
}

}  // namespace roadshow::content
