// One step of a scale, or an answer off it.
#pragma once

#include <vector>

#include "content/option.hpp"

namespace roadshow::content {

struct Rating {
  static constexpr const char* type = "rating";
  std::vector<Option> scale;   // from low to high, two to ten
  std::vector<Option> others;  // "Don't know"

  Traits traits() const { return {.is_scale = true}; }
  static void lists(auto& self, const auto& take) {
    take(self.scale, "scale", 2);
    take(self.others, "others", 0);
  }
  void check(const auto& /*report*/) const {}
};
template <class V>
void describe(V& v, Rating& rating) {
  v.required("scale", rating.scale, Rule::any, "the steps of the scale, from low to high.");
  v.optional("others", rating.others, Rule::any, "Answers off the scale, such as Don't know.");
}

}  // namespace roadshow::content
