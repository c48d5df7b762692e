#include "endpoint/service.hpp"

#include <future>

#include "endpoint/responses.hpp"
#include "endpoint/static_files.hpp"

namespace roadshow::endpoint {
namespace {

using Done = std::function<void(Answer)>;

constexpr std::string_view responses = "/v1/responses";

// Our own addresses. Those that take part of the path name it in braces, so that the log holds no id.
struct Route {
  std::string_view name;
  std::string_view allow;
};
constexpr Route collection{responses, "HEAD"};
constexpr Route one_response{"/v1/responses/{id}", "PUT"};
constexpr Route health{"/v1/health", "GET, HEAD"};
constexpr Route ready{"/v1/ready", "GET, HEAD"};

bool allows(const Route& route, std::string_view method) {
  return route.allow == method || (route.allow == "GET, HEAD" && (method == "GET" || method == "HEAD"));
}

void check_store(const Service& service, const Done& done) {
  service.store.check([done, &service](const std::string& why) {
    if (!why.empty()) service.warn(why);
    done(why.empty() ? json_answer(200, R"({"status":"ready"})") : not_now());
  });
}

void answer_route(const Route& route, const Request& request, const std::string& path, const Service& service,
                  const Done& done) {
  if (!allows(route, request.method)) {
    Answer answer = problem_answer(405, "Method Not Allowed", "This address is used in another way.");
    answer.headers.push_back({"Allow", std::string(route.allow)});
    return done(std::move(answer));
  }
  if (&route == &one_response) return put_response(request, path.substr(responses.size() + 1), service, done);
  if (&route == &ready) return check_store(service, done);
  if (&route == &health) return done(json_answer(200, R"({"status":"ok"})"));
  // Only we answer 204 here: a Wi-Fi sign-in page answers 200 or leads elsewhere.
  done({204, "", {{"Cache-Control", "no-store"}}, nullptr});
}

const Route* route_of(std::string_view path) {
  for (const Route* route : {&collection, &health, &ready}) {
    if (path == route->name) return route;
  }
  const bool below = path.starts_with(responses) && path.size() > responses.size() && path[responses.size()] == '/';
  return below ? &one_response : nullptr;
}

}  // namespace

Answer not_now() {
  Answer answer = problem_answer(503, "Not now", "Responses cannot be stored at the moment. Keep it and try again.");
  answer.headers.push_back({"Retry-After", "5"});  // seconds
  return answer;
}

void handle(const Request& request, const Service& service, std::function<void(Answer)> done) {
  const auto finish = [done = std::move(done)](Answer answer) {
    add_security_headers(answer);
    done(std::move(answer));
  };
  const std::string path = decode_path(request.target);
  if (path.empty()) {
    Answer answer = problem_answer(400, "Bad Request", "This is not an address of this site.");
    answer.route = "(not an address)";
    return finish(std::move(answer));
  }
  if (const Route* route = route_of(path)) {
    return answer_route(*route, request, path, service, [finish, route](Answer answer) {
      answer.route = route->name;
      finish(std::move(answer));
    });
  }
  if (path.starts_with("/v1/")) {
    Answer answer = problem_answer(404, "Not Found", "There is no such address.");
    answer.route = "/v1/(no such address)";
    return finish(std::move(answer));
  }
  finish(file_answer(request, path, service.site));
}

Answer handle(const Request& request, const Service& service) {
  const auto promise = std::make_shared<std::promise<Answer>>();  // shared: see store.cpp
  handle(request, service, [promise](Answer answer) { promise->set_value(std::move(answer)); });
  return promise->get_future().get();
}

}  // namespace roadshow::endpoint
