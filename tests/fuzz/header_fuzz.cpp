// Any bytes as the value of each header that we read, and as a target.
#include <cstdint>
#include <cstdlib>

#include "server/handlers/access.hpp"
#include "server/http/forwarded.hpp"
#include "server/http/framing.hpp"
#include "server/http/ranges.hpp"
#include "server/http/rate_limit.hpp"
#include "server/http/static_files.hpp"

using namespace roadshow::server;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);

  for (const size_t file : {size_t{0}, size_t{1}, size_t{16}, SIZE_MAX}) {
    const auto range = read_range(text, file);
    if (const auto* part = std::get_if<Range>(&range)) hold(part->first <= part->last && part->last < file);
  }
  for (const char* coding : {"br", "gzip", "identity"}) {
    const auto weight = weight_of(text, coding);
    hold(!weight || (*weight >= 0 && *weight <= 1000));
  }
  const std::string_view token = bearer_token(text);
  hold(token.size() < text.size() || text.empty());
  hold(token.find_first_of(" ,\"\r\n") == std::string_view::npos);
  names_tag(text, "\"tag\"");

  Request request{"GET", text, {{"X-Forwarded-For", text}, {"X-Forwarded-Proto", text}}, ""};
  say_who(request, "198.51.100.9", {"10.0.0.1"});
  hold(request.address == "198.51.100.9" && !request.secure);
  say_who(request, "10.0.0.1", {"10.0.0.1"});
  hold(!request.address.empty());
  hold(request.address == canonical_address(request.address));
  hold(!is_loopback(request.address));
  static RateLimit limit;
  limit.take(request.address);

  const std::string path = decode_path(text);
  hold(path.empty() || path.front() == '/');
  hold(path.find("/../") == std::string::npos && !path.ends_with("/.."));

  for (const char* name : {"Transfer-Encoding", "Expect"}) {
    const bool known =
        same_in_any_case(text, name[0] == 'T' ? "chunked" : "100-continue") || (name[0] == 'E' && text.empty());
    hold(wrong_framing({"GET", "/", {{"Host", "x"}, {name, text}}, ""}, 11).has_value() != known);
  }
  return 0;
}
