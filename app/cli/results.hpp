// roadshow results: what may be published about the answers to a survey, as results.json has it.
#pragma once

#include <string>

#include "cli/find_pack.hpp"

namespace roadshow::cli {

struct ResultsOptions {
  PackPlace place;  // where the questions are
  std::string store;
  std::string survey;
  bool released = false;  // staff say that it is published now
};

// Like the endpoint, it makes a new publication only when one is due, and keeps it in the store.
int run_results(const ResultsOptions& options);

}  // namespace roadshow::cli
