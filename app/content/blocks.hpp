// The kinds of explainer: each is one file in content/blocks with what is in the pack, one in page/explain with its
// builder, and one line here (docs/extending.md).
//
// A block says how many steps it has, which are addresses of their own, what stands under the stop of each, and what is
// wrong with it (check). One that is not told in steps has one.
#pragma once

#include <string>
#include <variant>

#include "content/blocks/dot_story.hpp"

namespace roadshow::content {

using Block = std::variant<  //
    DotStory>;

inline size_t step_count(const Block& block) {
  return std::visit([](const auto& one) { return one.step_count(); }, block);
}

// `step` counts from 1.
inline std::string step_label(const Block& block, size_t step) {
  return std::visit([&](const auto& one) { return one.step_label(step); }, block);
}

}  // namespace roadshow::content
