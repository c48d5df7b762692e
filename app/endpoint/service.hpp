// The whole service as one function from a request to an answer. Sockets are in server.cpp and session.cpp and nowhere
// else, so that unit tests and the fuzzer ask exactly what a browser asks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content/survey_types.hpp"
#include "endpoint/http.hpp"
#include "endpoint/metrics.hpp"
#include "endpoint/origin.hpp"
#include "endpoint/rate_limit.hpp"
#include "endpoint/site.hpp"
#include "endpoint/store.hpp"

namespace roadshow::endpoint {

struct Service {
  std::string pack;  // the id of the content pack whose responses we take
  std::vector<content::Survey> surveys;
  Site site;
  Store& store;
  std::function<void(const std::string& why)> warn = [](const std::string&) {};  // why we answered "not now"
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
  std::shared_ptr<RateLimit> limit = std::make_shared<RateLimit>();
  Origins origins = {};  // other sites whose pages may send responses
};

// Whether answering this can take a while, since it reads the store: handle() then needs a thread that may wait.
bool may_wait(const Request& request);

// Answers one request. `done` is called once: at once, or after the commit and from a thread of the store.
void handle(Request request, const Service& service, std::function<void(Answer)> done);

// The same, for those who can wait.
Answer handle(Request request, const Service& service);

// The 503 that a device answers by keeping the response and trying again.
Answer not_now();

}  // namespace roadshow::endpoint
