#include "server/http/forwarded.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <optional>

namespace roadshow::server {
namespace {

namespace ip = boost::asio::ip;

constexpr size_t most_address_bytes = 64;  // longer than the longest with a zone

// The last part of a list, which is then one shorter.
std::string_view take_last(std::string_view& list) {
  const size_t comma = list.rfind(',');
  const std::string_view last = trimmed(list.substr(comma == std::string_view::npos ? 0 : comma + 1));
  list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
  return last;
}

// Several lines of one name are one list (RFC 9110, 5.3). Nothing when there is no such line.
std::optional<std::string> joined(const std::vector<Header>& headers, std::string_view name) {
  std::optional<std::string> list;
  for (const Header& header : headers) {
    if (!same_in_any_case(header.name, name)) continue;
    list = list ? *list + "," + header.value : header.value;
  }
  return list;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "2001:db8::1" of "[2001:db8::1]:80", "192.0.2.7" of "192.0.2.7:80"; what is neither stays as it is. Nothing when the
// rest is no port.
std::optional<std::string_view> without_port(std::string_view text) {
  if (text.starts_with('[')) {
    const size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(end + 1);
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    return text.substr(1, end - 1);
  }
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) return text;
  if (!is_port(text.substr(colon + 1))) return std::nullopt;
  return text.substr(0, colon);
}

std::optional<ip::address> parsed(std::string_view written) {
  std::string_view text = trimmed(written);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  if (text.size() > most_address_bytes || text.find('\0') != std::string_view::npos) return std::nullopt;
  const auto host = without_port(text);
  if (!host) return std::nullopt;
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(host->substr(0, host->find('%'))), error);
  if (error) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

}  // namespace

std::string canonical_address(std::string_view written) {
  const auto address = parsed(written);
  return address ? address->to_string() : std::string(unknown_address);
}

bool is_loopback(std::string_view address) {
  const auto known = parsed(address);
  return known && known->is_loopback();
}

void say_who(Request& request, const std::string& peer, const std::vector<std::string>& proxies) {
  const auto is_proxy = [&](std::string_view address) {
    return std::any_of(proxies.begin(), proxies.end(), [&](const std::string& proxy) { return proxy == address; });
  };
  request.address = peer;
  request.secure = false;
  if (!is_proxy(peer)) return;

  if (const auto addresses = joined(request.headers, "X-Forwarded-For")) {
    std::string_view rest = *addresses;
    do {
      request.address = canonical_address(take_last(rest));
    } while (!rest.empty() && is_proxy(request.address));
    if (is_loopback(request.address) && request.address != peer) request.address = unknown_address;
  }
  const auto schemes = joined(request.headers, "X-Forwarded-Proto");
  std::string_view rest = schemes ? std::string_view(*schemes) : "";
  request.secure = take_last(rest) == "https";
}

}  // namespace roadshow::server
