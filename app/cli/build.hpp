// `roadshow build`: content, web client, programs and fonts to a folder that any web server can serve.
#pragma once

#include <string>

#include "cli/site_files.hpp"

namespace roadshow::cli {

struct BuildOptions {
  std::string content;  // the content folder
  std::string pack;     // the pack in it
  PartFolders parts;
  std::string out;         // the site
  std::string base = "/";  // where it will stand on its host; only "/" is possible
};
int run_build(const BuildOptions& options);  // 0: fine, 1: problems

}  // namespace roadshow::cli
