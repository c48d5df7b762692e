// The top of a thread: whatever is thrown below ends the work it came from, and nothing else.
#pragma once

#include "server/http/metrics.hpp"

namespace roadshow::server {

// Counts the exception that is being handled, and logs its type only: its words can hold what somebody typed.
void say_caught(Metrics& metrics, Caught where) noexcept;

// Whether the work ended without an exception.
template <class Work>
bool guarded(Metrics& metrics, Caught where, const Work& work) {
  try {
    work();
    return true;
  } catch (...) {
    say_caught(metrics, where);
    return false;
  }
}

}  // namespace roadshow::server
