// One option of several.
#pragma once

#include <vector>

#include "content/option.hpp"

namespace roadshow::content {

struct SingleChoice {
  static constexpr const char* type = "single";
  std::vector<Option> options;

  Traits traits() const { return {.is_group = true}; }
  static void lists(auto& self, const auto& take) { take(self.options, "options", 2); }
  void check(const auto& /*report*/) const {}
};
template <class V>
void describe(V& v, SingleChoice& choice) {
  v.required("options", choice.options, Rule::any, "the options, two or more.");
}

}  // namespace roadshow::content
