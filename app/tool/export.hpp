// roadshow export: the responses to one survey as a table (CSV, tool/csv.hpp).
#pragma once

#include <string>

#include "tool/find_pack.hpp"

namespace roadshow::tool {

struct ExportOptions {
  PackPlace place;  // where the questions are
  std::string store;
  std::string survey;
  std::string out;  // a file; empty: standard output
};

// 0 when every response is in the table; 1 when there is none to read or some belong to another version of the survey,
// which standard error counts. Reads one response at a time.
int run_export(const ExportOptions& options);

}  // namespace roadshow::tool
