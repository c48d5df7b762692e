// roadshow expire: deletes what is past the time its survey says, as `roadshow serve` does once a day.
#pragma once

#include <cstdint>
#include <string>

#include "cli/find_pack.hpp"

namespace roadshow::cli {

struct ExpireOptions {
  PackPlace place;  // where the surveys are
  std::string store;
  int64_t agreed = -1;  // how many records a person agreed to delete; -1: nobody was asked
};

// Prints what was deleted. 1 when it could not be, or when a person has to say yes first, which standard error says.
int run_expire(const ExpireOptions& options);

}  // namespace roadshow::cli
