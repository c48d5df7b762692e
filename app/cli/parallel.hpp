// The same work on many things, on as many threads as the machine has cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace roadshow::cli {

// Calls each(0) to each(count - 1), in no order, and returns after the last. `each` must not throw.
template <class F>
void in_parallel(size_t count, const F& each) {
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < count; i = next++) each(i);
  };
  std::vector<std::thread> others(std::min<size_t>(std::max(std::thread::hardware_concurrency(), 1U), count) -
                                  (count > 0 ? 1 : 0));
  for (std::thread& thread : others) thread = std::thread(work);
  work();
  for (std::thread& thread : others) thread.join();
}

}  // namespace roadshow::cli
