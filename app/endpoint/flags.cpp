#include "endpoint/flags.hpp"

#include <charconv>

#include "content/json_text.hpp"

namespace roadshow::endpoint {
namespace {

constexpr size_t seconds_for_a_question = 2;

}  // namespace

std::vector<std::string> flags_of(const Request& request, const survey::Response& response) {
  const std::string_view said = header(request.headers, "Roadshow-Seconds");
  size_t seconds = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), seconds);
  if (said.empty() || error != std::errc() || end != said.data() + said.size()) return {};
  if (seconds >= seconds_for_a_question * response.asked.size()) return {};
  return {"quick"};
}

std::string flags_entry(const std::vector<std::string>& flags) { return Json{{"flags", flags}}.dump(); }

}  // namespace roadshow::endpoint
