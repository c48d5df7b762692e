// The sockets around handle(): HTTP/1.1 on Boost.Beast. server.cpp is the one file that knows Boost.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "endpoint/service.hpp"

namespace roadshow::endpoint {

enum class Signals { ignore, stop };

struct ServerOptions {
  std::string host = "127.0.0.1";     // an IP address; 0.0.0.0 for every network of this machine
  uint16_t port = 8080;               // 0: any free one
  Signals signals = Signals::ignore;  // stop: SIGINT and SIGTERM do what stop() does
};

class Server {
 public:
  virtual ~Server() = default;
  virtual uint16_t port() const = 0;

  // Answers requests until stop(), then ends: connections that wait are closed, requests that are being stored or
  // answered get 10 seconds.
  virtual void run() = 0;
  virtual void stop() = 0;  // from any thread
};

// A server that already listens, or why it cannot. `service` must outlive it.
Result<std::unique_ptr<Server>> listen(const Service& service, const ServerOptions& options);

}  // namespace roadshow::endpoint
