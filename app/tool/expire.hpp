// roadshow expire: deletes what is past the time its survey says, as `roadshow serve` does once a day.
#pragma once

#include "tool/find_pack.hpp"

namespace roadshow::tool {

struct ExpireOptions {
  PackPlace place;  // where the surveys are
  std::string store;
};

// Prints what was deleted. 1 when it could not be, which standard error says.
int run_expire(const ExpireOptions& options);

}  // namespace roadshow::tool
