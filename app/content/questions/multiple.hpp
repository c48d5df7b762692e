// Any of several options.
#pragma once

#include <vector>

#include "content/option.hpp"

namespace roadshow::content {

struct MultipleChoice {
  static constexpr const char* type = "multiple";
  std::vector<Option> options;
  int at_most = 0;  // 0: no limit

  Traits traits() const { return {.is_several = true, .at_most = at_most}; }
  static void lists(auto& self, const auto& take) { take(self.options, "options", 2); }
  void check(const auto& /*report*/) const {}
};
template <class V>
void describe(V& v, MultipleChoice& choice) {
  v.required("options", choice.options, Rule::any, "the options, two or more.");
  v.optional("atMost", choice.at_most, Rule::any, "How many can be chosen.");
}

}  // namespace roadshow::content
