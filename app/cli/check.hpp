// `roadshow check`: every problem of the content, each with file, line, column, pointer and a plain sentence.
#pragma once

#include <string>

namespace roadshow::cli {

struct CheckOptions {
  std::string content;  // the content folder
};
int run_check(const CheckOptions& options);  // 0: fine, 1: problems

// `roadshow schema`: writes the JSON Schemas that editors of content use.
struct SchemaOptions {
  std::string out;  // a folder
};
int run_schema(const SchemaOptions& options);

}  // namespace roadshow::cli
