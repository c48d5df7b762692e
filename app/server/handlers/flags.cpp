#include "server/handlers/flags.hpp"

#include <charconv>

#include "content/json_text.hpp"

namespace roadshow::server {
namespace {

constexpr int64_t seconds_for_a_question = 2;

}  // namespace

std::vector<std::string> flags_of(std::optional<int64_t> seconds, const survey::Response& response) {
  if (!seconds || *seconds >= seconds_for_a_question * static_cast<int64_t>(response.asked.size())) return {};
  return {"quick"};
}

std::optional<int64_t> seconds_said(const Request& request) {
  const std::string_view said = header(request.headers, "Roadshow-Seconds");
  uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), seconds);
  if (said.empty() || error != std::errc() || end != said.data() + said.size()) return std::nullopt;
  return seconds;
}

std::string flags_entry(const std::vector<std::string>& flags) { return Json{{"flags", flags}}.dump(); }

}  // namespace roadshow::server
