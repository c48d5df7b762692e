#include "server/http/origin.hpp"

#include <algorithm>

namespace roadshow::server {
namespace {

bool is_allowed(std::string_view origin, const Origins& allowed) {
  return std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

// "example.org:8080" of "https://example.org:8080"
std::string_view host_of(std::string_view origin) {
  const size_t slashes = origin.find("://");
  return slashes == std::string_view::npos ? origin : origin.substr(slashes + 3);
}

}  // namespace

bool is_foreign(const Request& request, const Origins& allowed) {
  const std::string_view origin = header(request.headers, "Origin");
  if (is_allowed(origin, allowed)) return false;
  const std::string_view site = header(request.headers, "Sec-Fetch-Site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  if (origin.empty() || origin == "null")
    return false;  // forms of our own pages send "null", since they tell no referrer
  return !same_in_any_case(host_of(origin), header(request.headers, "Host"));
}

std::optional<Answer> preflight(const Request& request, const Origins& allowed) {
  if (request.method != "OPTIONS" || header(request.headers, "Access-Control-Request-Method").empty())
    return std::nullopt;
  if (!is_allowed(header(request.headers, "Origin"), allowed))
    return problem_answer(403, "Forbidden", "This site takes no responses from the site that asks.");
  return Answer{204,
                "",
                {{"Access-Control-Allow-Methods", "PUT, HEAD"},
                 {"Access-Control-Allow-Headers", "Content-Type, Roadshow-Seconds"},
                 {"Access-Control-Max-Age", "600"},
                 {"Cache-Control", "no-store"}},
                nullptr};
}

void allow_reading(Answer& answer, std::string_view origin, const Origins& allowed) {
  if (allowed.empty()) return;
  answer.headers.push_back({"Vary", "Origin"});
  if (!is_allowed(origin, allowed)) return;
  answer.headers.push_back({"Access-Control-Allow-Origin", std::string(origin)});
  answer.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
}

}  // namespace roadshow::server
