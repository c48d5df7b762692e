#include "server/handlers/routes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "server/handlers/export_answer.hpp"
#include "server/handlers/form.hpp"
#include "server/handlers/responses.hpp"
#include "server/handlers/service.hpp"
#include "server/handlers/survey_results.hpp"
#include "server/handlers/withdrawals.hpp"
#include "server/http/guarded.hpp"
#include "server/http/openapi.hpp"

namespace roadshow::server {
namespace {

// Only we answer 204 here: a Wi-Fi sign-in page answers 200 or leads elsewhere.
void head_responses(const Call& /*call*/, const Done& done) {
  done({204, "", {{"Cache-Control", "no-store"}}, nullptr});
}

void get_health(const Call& /*call*/, const Done& done) { done(json_answer(200, R"({"status":"ok"})")); }

void get_ready(const Call& call, const Done& done) {
  call.service.store.check_writable([done, &service = call.service](const std::string& why) {
    guarded(*service.metrics, Caught::answer, [&] {
      if (!why.empty()) service.warn(why);
      if (!why.empty()) return done(not_now());
      if (service.metrics->store_damaged())
        return done(
            problem_answer(503, "Damaged", "The store has a fault. Run roadshow verify, and see docs/scale.md."));
      done(json_answer(200, service.metrics->retention_waits()
                                ? R"({"status":"ready","retention":"waits for a person"})"
                                : R"({"status":"ready"})"));
    });
  });
}

void get_openapi(const Call& /*call*/, const Done& done) {
  static const auto document = std::make_shared<const std::string>(openapi_document());
  Answer answer{200, "", {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}}, document};
  done(std::move(answer));
}

void put_response(const Call& call, const Done& done) { put_response(call.request, call.steps[0], call.service, done); }

constexpr std::array table = {
    Route{"/v1/responses", "HEAD", head_responses},
    Route{"/v1/responses/{id}", "PUT", put_response},
    Route{"/v1/surveys/{id}/results.json", "GET, HEAD", get_results, Role::anyone, Lane::results},
    Route{"/v1/surveys/{id}/texts.json", "GET, HEAD", get_texts, Role::analyst, Lane::exports},
    Route{"/v1/surveys/{id}/texts/{response}/{question}", "PUT", put_annotation, Role::analyst, Lane::actions},
    Route{"/v1/surveys/{id}/export", "GET", get_export, Role::analyst, Lane::exports},
    Route{"/v1/withdrawals", "POST", post_withdrawal, Role::anyone, Lane::actions},
    Route{"/survey/{id}/form", "GET, HEAD", get_form},
    Route{"/survey/{id}/form", "POST", post_form, Role::anyone, Lane::none, refuse_form},
    Route{"/{language}/survey/{id}/form", "GET, HEAD", get_form},
    Route{"/{language}/survey/{id}/form", "POST", post_form, Role::anyone, Lane::none, refuse_form},
    Route{"/withdraw", "GET, HEAD", get_withdrawal_form},
    Route{"/withdraw", "POST", post_withdrawal_form, Role::anyone, Lane::actions, refuse_withdrawal},
    Route{"/{language}/withdraw", "GET, HEAD", get_withdrawal_form},
    Route{"/{language}/withdraw", "POST", post_withdrawal_form, Role::anyone, Lane::actions, refuse_withdrawal},
    Route{"/v1/openapi.json", "GET, HEAD", get_openapi},
    Route{"/v1/health", "GET, HEAD", get_health},
    Route{"/v1/ready", "GET, HEAD", get_ready},
};

// The steps in braces, when the path is of this pattern.
std::optional<std::vector<std::string_view>> steps_of(std::string_view pattern, std::string_view path) {
  std::vector<std::string_view> steps;
  while (!pattern.empty() && !path.empty()) {
    const auto take = [](std::string_view& text) {  // "/v1" of "/v1/health"
      const std::string_view step = text.substr(0, text.find('/', 1));
      text.remove_prefix(step.size());
      return step;
    };
    const std::string_view wanted = take(pattern);
    const std::string_view there = take(path);
    if (wanted.starts_with("/{")) {
      steps.push_back(there.substr(1));
    } else if (wanted != there) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return steps;
}

bool names(std::string_view methods, std::string_view method) {
  while (!methods.empty()) {
    const size_t end = std::min(methods.find(", "), methods.size());
    if (methods.substr(0, end) == method) return true;
    methods.remove_prefix(std::min(end + 2, methods.size()));
  }
  return false;
}

}  // namespace

std::span<const Route> routes() { return table; }

Match find_route(std::string_view path, std::string_view method) {
  Match match;
  for (const Route& route : table) {
    const auto steps = steps_of(route.pattern, path);
    if (!steps) continue;
    match.pattern = route.pattern;
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += route.methods;
    if (!match.route && names(route.methods, method)) {
      match.route = &route;
      match.steps.assign(steps->begin(), steps->end());
    }
  }
  return match;
}

}  // namespace roadshow::server
