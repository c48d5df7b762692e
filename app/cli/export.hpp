// roadshow export: what was answered to one survey as a file (server/export/export.hpp).
#pragma once

#include <string>

#include "cli/find_pack.hpp"

namespace roadshow::cli {

struct ExportOptions {
  PackPlace place;  // where the questions are
  std::string store;
  std::string survey;
  std::string format = "csv";    // format_named
  std::string part = "answers";  // part_named
  std::string out;               // a file; empty: standard output
  bool replace = false;          // an existing file
};

// 0 when the file is whole; else a sentence on standard error says why not.
int run_export(const ExportOptions& options);

}  // namespace roadshow::cli
