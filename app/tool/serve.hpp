// roadshow serve: the site and the endpoint for its surveys, until Ctrl+C.
#pragma once

#include <cstdint>
#include <string>

namespace roadshow::tool {

struct ServeOptions {
  std::string site;   // the folder that `roadshow build` made
  std::string store;  // a SQLite file, made when it is not there, with its folder; or a PostgreSQL address
  std::string host = "127.0.0.1";
  uint16_t port = 8080;
};

// 0 when it was stopped, 1 when it could not start. Sentences on standard error say why.
int run_serve(const ServeOptions& options);

}  // namespace roadshow::tool
