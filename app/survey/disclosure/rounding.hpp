// How published numbers are rounded.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace roadshow::survey {

// A mean, rounded to tenths.
inline double in_tenths(int64_t total, int64_t of) {
  const int64_t tenths = (total * 20 + of) / (2 * of);
  return static_cast<double>(tenths) / 10;
}

// A share of people in whole percent; nothing where either number is not shown.
inline std::optional<int> percent_of(const std::optional<int64_t>& count, const std::optional<int64_t>& base) {
  if (!count || !base || *base == 0) return std::nullopt;
  return static_cast<int>((200 * std::min(*count, *base) + *base) / (2 * *base));
}

}  // namespace roadshow::survey
