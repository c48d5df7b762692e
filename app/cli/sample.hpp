// roadshow sample: valid random responses, for trying things out.
#pragma once

#include <cstdint>
#include <string>

#include "cli/find_pack.hpp"

namespace roadshow::cli {

struct SampleOptions {
  PackPlace place;  // where the questions are
  std::string survey;
  uint64_t seed = 1;  // the same seed gives the same responses
  uint64_t count = 1;
};

// Prints one response a line, as it is posted.
int run_sample(const SampleOptions& options);

}  // namespace roadshow::cli
