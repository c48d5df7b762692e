// Our own addresses: what can be asked for, in which way, by whom, and what answers. The table is in routes.cpp; a new
// address is one line there and one entry in assets/openapi.json (a test compares the two).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "endpoint/access.hpp"
#include "endpoint/http.hpp"

namespace roadshow::endpoint {

struct Service;

using Done = std::function<void(Answer)>;

// One request on its way to the handler of its route.
struct Call {
  Request request;
  const Service& service;
  std::vector<std::string> steps;  // what the pattern has in braces, decoded: {"0f8fad5b-..."}
  Caller caller;                   // known for routes that may wait; else nobody
};

// quick: answers at once, or after a commit from a thread of the store. It may not read the store itself.
// may_wait: runs on a thread of its own kind, and may read the store for as long as it needs.
enum class Pace { quick, may_wait };

struct Route {
  std::string_view pattern;  // "/v1/responses/{id}": a step in braces is any one step. The log and the audit name this.
  std::string_view methods;  // "GET, HEAD": as the Allow header has them. The same pattern may have several lines.
  // Calls done once; `call` lives only until it returns (copy what is needed later).
  void (*handler)(const Call& call, const Done& done);
  Role role = Role::anyone;  // the least that may ask; above anyone, the pace must be may_wait
  Pace pace = Pace::quick;
  // What a person gets who cannot be served now, `seconds` before it may go on; null: too_many().
  void (*busy)(const Call& call, int seconds, const Done& done) = nullptr;
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

}  // namespace roadshow::endpoint
