// roadshow preview: the pages of the content as it is being written, on this machine only, until Ctrl+C.
#pragma once

#include <cstdint>
#include <string>

#include "cli/site_files.hpp"

namespace roadshow::cli {

struct PreviewOptions {
  std::string content;  // the content folder
  std::string pack;     // may be empty when there is one only
  PartFolders parts = {.web = "build/web", .wasm = "build/wasm", .fonts = "build/fonts"};
  uint16_t port = 8081;  // beside `roadshow serve`
};

// 0 when it was stopped, 1 when it could not start. Sentences on standard error say why.
int run_preview(const PreviewOptions& options);

}  // namespace roadshow::cli
