// Powers of ten by multiplication, which is exact up to 10^22. std::pow and std::log10 bring tables of six kilobytes,
// which nothing else in the browser uses.
#pragma once

namespace roadshow {

constexpr double power_of_ten(int power) {
  double value = 1;
  for (int i = power < 0 ? -power : power; i > 0; --i) value *= 10;
  return power < 0 ? 1 / value : value;
}

// The largest power of ten that is no larger than `value`, which is more than nothing.
constexpr int magnitude_of(double value) {
  int power = 0;
  while (power < 300 && power_of_ten(power + 1) <= value) ++power;
  while (power > -300 && power_of_ten(power) > value) --power;
  return power;
}

}  // namespace roadshow
