// roadshow serve: the site and the endpoint for its surveys, until Ctrl+C.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace roadshow::cli {

struct ServeOptions {
  std::string site;   // the folder that `roadshow build` made
  std::string store;  // a SQLite file, made when it is not there, with its folder; or a PostgreSQL address
  std::string host = "127.0.0.1";
  uint16_t port = 8080;
  int metrics_port = -1;             // on 127.0.0.1; -1: no metrics
  std::vector<std::string> proxies;  // addresses of reverse proxies whose X-Forwarded-For and -Proto are believed
  std::vector<std::string> origins;  // other sites whose pages may send responses
  double rate = 20;                  // requests a second for one address; 0: no limit
  unsigned memory = 256;             // MB of requests coming in and answers going out, over all connections
};

// 0 when it was stopped, 1 when it could not start. Sentences on standard error say why.
int run_serve(const ServeOptions& options);

}  // namespace roadshow::cli
