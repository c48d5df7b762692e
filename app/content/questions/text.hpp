// An answer in one's own words.
#pragma once

#include "content/option.hpp"

namespace roadshow::content {

struct FreeText {
  static constexpr const char* type = "text";
  int max_length = 1000;  // characters
  int lines = 5;          // height of the box; 1 for one line

  Traits traits() const { return {.is_text = true, .max_length = max_length}; }
  static void lists(auto& /*self*/, const auto& /*take*/) {}
  void check(const auto& report) const {
    if (max_length <= 0) report("/maxLength", "Give room for at least one character.");
    if (lines <= 0) report("/lines", "Give room for at least one line.");
  }
};
template <class V>
void describe(V& v, FreeText& text) {
  v.optional("maxLength", text.max_length, Rule::any, "How many characters fit.");
  v.optional("lines", text.lines, Rule::any, "How many lines the box shows.");
}

}  // namespace roadshow::content
