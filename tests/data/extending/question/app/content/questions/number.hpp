// A number that is typed.
#pragma once

#include "content/option.hpp"

namespace roadshow::content {

struct Number {
  static constexpr const char* type = "number";
  int least = 0;
  int most = 100;

  Traits traits() const { return {.max_length = 9}; }
  static void lists(auto& /*self*/, const auto& /*take*/) {}
  void check(const auto& report) const {
    if (most < least) report("/most", "The most is less than the least.");
  }
};
template <class V>
void describe(V& v, Number& number) {
  v.required("least", number.least, Rule::any, "the smallest number.");
  v.required("most", number.most, Rule::any, "the largest number.");
}

}  // namespace roadshow::content
