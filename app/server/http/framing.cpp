#include "server/http/framing.hpp"

#include <algorithm>

namespace roadshow::server {

std::optional<Answer> wrong_framing(const Request& request, unsigned version) {
  const auto count = [&](std::string_view name) {
    return std::count_if(request.headers.begin(), request.headers.end(),
                         [&](const Header& header) { return same_in_any_case(header.name, name); });
  };
  const auto hosts = count("Host");
  const auto codings = count("Transfer-Encoding");
  const auto lengths = count("Content-Length");
  const bool host_missing = version >= 11 && hosts == 0;
  if (host_missing || hosts > 1 || codings > 1 || lengths > 1 || (codings > 0 && (lengths > 0 || version < 11)))
    return problem_answer(400, "Bad Request", "This is not a request we can read.");
  const std::string_view length = header(request.headers, "Content-Length");
  if (length.find_first_not_of("0123456789") != std::string_view::npos)  // Beast takes "5, 5" for 5
    return problem_answer(400, "Bad Request", "This is not a request we can read.");
  if (codings > 0 && !same_in_any_case(header(request.headers, "Transfer-Encoding"), "chunked"))
    return problem_answer(501, "Not Implemented", "We read no other transfer coding than chunked.");
  const std::string_view expects = header(request.headers, "Expect");
  if (!expects.empty() && !same_in_any_case(expects, "100-continue"))
    return problem_answer(417, "Expectation Failed", "We know no other expectation than 100-continue.");
  return std::nullopt;
}

}  // namespace roadshow::server
