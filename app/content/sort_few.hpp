// Sorting for the few things of a page. A sort of the standard library is made for millions, and is a thousand bytes in
// the browser for each type and each order.
#pragma once

#include <utility>

namespace roadshow {

// Equals stay in their order. The time grows with the square of their number, unless they are mostly sorted.
template <class Iterator, class Less>
void sort_few(Iterator first, Iterator last, const Less& less) {
  for (Iterator one = first; one != last; ++one) {
    for (Iterator here = one; here != first && less(*here, *(here - 1)); --here) std::swap(*here, *(here - 1));
  }
}

// Those that are so come first.
template <class Iterator, class Is>
void first_those(Iterator first, Iterator last, const Is& is) {
  sort_few(first, last, [&](const auto& a, const auto& b) { return is(a) && !is(b); });
}

}  // namespace roadshow
