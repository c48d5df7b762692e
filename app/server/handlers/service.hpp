// The whole service as one function from a request to an answer. Sockets are in server.cpp and session.cpp and nowhere
// else, so that unit tests and the fuzzer ask exactly what a browser asks.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content/pack.hpp"
#include "server/handlers/publication.hpp"
#include "server/handlers/routes.hpp"
#include "server/http/http.hpp"
#include "server/http/metrics.hpp"
#include "server/http/origin.hpp"
#include "server/http/rate_limit.hpp"
#include "server/http/site.hpp"
#include "server/store/definitions.hpp"
#include "server/store/store.hpp"

namespace roadshow::server {

struct Service {
  // The content whose responses we take: one pack for each language, the first for those who ask for none.
  std::vector<content::Pack> packs;
  Site site;
  Store& store;
  std::function<void(const std::string& why)> warn = [](const std::string&) {};  // why we answered "not now"
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
  std::shared_ptr<RateLimit> limit = std::make_shared<RateLimit>();
  // A whole venue may take its answers back in one hour, with mistakes in typing. It is not this limit that keeps
  // withdrawal codes from being guessed: a code has 80 random bits (survey/secret.hpp). A million addresses that each
  // try as fast as this allows would need 90 thousand million years for an even chance at one response. It keeps one
  // machine from occupying the store.
  std::shared_ptr<RateLimit> withdrawal_limit = std::make_shared<RateLimit>(Rate{.per_second = 0.2, .at_once = 300});
  Origins origins = {};  // other sites whose pages may send responses
  // Whose responses we take: the surveys of the first pack, and their earlier definitions that the store knows.
  std::shared_ptr<Definitions> definitions = std::make_shared<Definitions>();
  std::shared_ptr<Publications> publications = std::make_shared<Publications>();
  // Answers in place of all that follows: for a service whose content changes while it runs (roadshow preview).
  std::function<void(Request request, std::function<void(Answer)> done)> instead = nullptr;
};

// service.definitions, which a service that nobody told of the past has not.
std::shared_ptr<const std::vector<content::Survey>> known_surveys(const Service& service);

// Whose threads handle() needs for this.
Lane lane_of(const Request& request);

// The answer when those threads have too much to do.
void turn_away(Request request, const Service& service, std::function<void(Answer)> done);

// A refusal as this reader needs it: a page for a person who opened an address, the problem as it is for a program.
Answer for_people(const Request& request, Answer answer, const Service& service);

// Answers one request. `done` is called once: at once, or after the commit and from a thread of the store.
void handle(Request request, const Service& service, std::function<void(Answer)> done);

// The same, for those who can wait.
Answer handle(Request request, const Service& service);

// The 401 of who gives no token, or one that we do not know.
Answer unauthorised();

// The 429: how many seconds to wait.
Answer too_many(int seconds);

// The 503 that a device answers by keeping the response and trying again.
Answer not_now();

// The 503 of a server that has too much to do of this kind.
Answer busy();

}  // namespace roadshow::server
