// The sockets around handle(): HTTP/1.1 on Boost. server.cpp, session.cpp and request_reader.cpp are the files that
// know them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/handlers/service.hpp"

namespace roadshow::server {

enum class Signals { ignore, stop };

// A slow client keeps its own connection and nothing else: no thread waits for it. Each time is for the whole of what
// it names, so a client that sends or takes a byte now and then gains nothing.
struct Timeouts {
  std::chrono::milliseconds header{30'000};  // for a request to begin and its header to be there
  std::chrono::milliseconds body{60'000};    // for 256 kB on a poor line
  std::chrono::milliseconds write{300'000};  // for the largest file of the site on a poor line, or a piece of an export
  std::chrono::milliseconds linger{5'000};   // for a client that still sends what we refused
  std::chrono::milliseconds stop{10'000};    // for what is being stored or answered at a stop
};

struct ServerOptions {
  std::string host = "127.0.0.1";     // an IP address; 0.0.0.0 for every network of this machine
  uint16_t port = 8080;               // 0: any free one
  int metrics_port = -1;              // on 127.0.0.1 only; 0: any free one; -1: no metrics
  Signals signals = Signals::ignore;  // stop: SIGINT and SIGTERM do what stop() does
  // IP addresses of the reverse proxies in front of us. From these, and no one else, X-Forwarded-For and
  // X-Forwarded-Proto are believed.
  std::vector<std::string> proxies;
  // Memory of requests that are still coming in and answers that are still going out, over all connections. Above it,
  // large requests are answered 503; usual ones, which come in one piece, never are.
  size_t most_connection_bytes = size_t{256} * 1024 * 1024;
  Timeouts timeouts;
};

class Server {
 public:
  virtual ~Server() = default;
  virtual uint16_t port() const = 0;
  virtual uint16_t metrics_port() const = 0;  // 0: none

  // Answers requests until stop(), then ends: connections that wait are closed, requests that are being stored or
  // answered get `timeouts.stop`.
  virtual void run() = 0;
  virtual void stop() = 0;  // from any thread
};

// A server that already listens, or why it cannot. `service` must outlive it.
Result<std::unique_ptr<Server>> listen(const Service& service, const ServerOptions& options);

}  // namespace roadshow::server
