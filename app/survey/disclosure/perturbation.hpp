// The cell key method: a small noise in each count, the same whenever the same people are counted.
//
// As the Office for National Statistics and the Australian Bureau of Statistics do it (Fraser and Wooton, "A proposed
// method for confidentialising tabular output to protect against differencing", 2005): each record has a random key
// that never changes; the key of a cell is the sum of the keys of those counted in it, modulo 2^32; a table gives the
// noise for that key. So asking again tells nothing more, and one person more or less makes a new noise: somebody who
// adds answers of their own, one at a time, cannot see which step crossed a limit.
//
// Our table: every whole number from -3 to 3 is as likely; zero stays zero, and no count goes below it. The noise has a
// mean of 0 and a standard deviation of 2.
#pragma once

#include <cstdint>

#include "survey/counts.hpp"

namespace roadshow::survey {

inline constexpr int64_t most_noise = 3;

// `key` is a sum of record keys.
int64_t perturbed(int64_t count, int64_t key);

// `keys` were added up as `exact` was, each record with its key for a weight. Totals that hold others stay at least as
// large as what they hold; otherwise perturbed counts need not add up.
Counts perturbed(const Counts& exact, const Counts& keys);

}  // namespace roadshow::survey
