#include "endpoint/forwarded.hpp"

#include <algorithm>

namespace roadshow::endpoint {
namespace {

// The last part of a list, which is then one shorter.
std::string_view take_last(std::string_view& list) {
  const size_t comma = list.rfind(',');
  const std::string_view last = trimmed(list.substr(comma == std::string_view::npos ? 0 : comma + 1));
  list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
  return last;
}

// Several lines of one name are one list (RFC 9110, 5.3).
std::string joined(const std::vector<Header>& headers, std::string_view name) {
  std::string list;
  for (const Header& header : headers) {
    if (!same_in_any_case(header.name, name)) continue;
    if (!list.empty()) list += ',';
    list += header.value;
  }
  return list;
}

}  // namespace

std::string plain_address(std::string_view address) {
  constexpr std::string_view mapped = "::ffff:";
  if (address.starts_with(mapped) && address.find('.') != std::string_view::npos) address.remove_prefix(mapped.size());
  return std::string(address);
}

bool is_loopback(std::string_view address) { return address == "::1" || address.starts_with("127."); }

void say_who(Request& request, const std::string& peer, const std::vector<std::string>& proxies) {
  const auto is_proxy = [&](std::string_view address) {
    return std::any_of(proxies.begin(), proxies.end(), [&](const std::string& proxy) { return proxy == address; });
  };
  request.address = plain_address(peer);
  request.secure = false;
  if (!is_proxy(request.address)) return;

  const std::string addresses = joined(request.headers, "X-Forwarded-For");
  for (std::string_view rest = addresses; !rest.empty();) {
    const std::string address = plain_address(take_last(rest));
    if (address.empty()) break;
    request.address = address;
    if (!is_proxy(address)) break;
  }
  const std::string schemes = joined(request.headers, "X-Forwarded-Proto");
  std::string_view rest = schemes;
  request.secure = take_last(rest) == "https";
}

}  // namespace roadshow::endpoint
