// Our own addresses: what can be asked for, in which way, by whom, and what answers. The table is in routes.cpp; a new
// address is one line there and one entry in assets/openapi.json (a test compares the two).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/handlers/access.hpp"
#include "server/http/http.hpp"

namespace roadshow::server {

struct Service;

using Done = std::function<void(Answer)>;

// One request on its way to the handler of its route.
struct Call {
  Request request;
  const Service& service;
  std::vector<std::string> steps;  // what the pattern has in braces, decoded: {"0f8fad5b-..."}
  Caller caller;                   // known for routes that may wait; else nobody
};

// Whose thread answers. none: that of the connection, so it answers at once, or after a commit from a thread of the
// store, and may not read the store itself. The others have threads of their own, which may read the store for as long
// as they need; when one of them is stuck, the others go on (lane_threads.hpp).
enum class Lane {
  none,
  results,  // looks at published results
  exports,  // what reads a whole survey for staff
  actions,  // withdrawals, and what staff change
};

struct Route {
  std::string_view pattern;  // "/v1/responses/{id}": a step in braces is any one step. The log and the audit name this.
  std::string_view methods;  // "GET, HEAD": as the Allow header has them. The same pattern may have several lines.
  // Calls done once; `call` lives only until it returns (copy what is needed later).
  void (*handler)(const Call& call, const Done& done);
  Role role = Role::anyone;  // the least that may ask; above anyone, there must be a lane
  Lane lane = Lane::none;
  // What a person gets who cannot be served now, `seconds` before it may go on; null: too_many() for 429, and busy()
  // for 503.
  void (*turn_away)(const Call& call, int status, int seconds, const Done& done) = nullptr;
};

std::span<const Route> routes();

struct Match {
  const Route* route = nullptr;    // null: no route has this path with this method
  std::vector<std::string> steps;  // see Call
  std::string pattern;             // of the path, whatever the method; empty: there is no such path
  std::string allow;               // every method that the path has
};

// `path` is decoded (decode_path).
Match find_route(std::string_view path, std::string_view method);

}  // namespace roadshow::server
