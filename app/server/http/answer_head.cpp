#include "server/http/answer_head.hpp"

#include <array>
#include <boost/beast/http/status.hpp>
#include <ctime>

namespace roadshow::server {
namespace {

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

}  // namespace

std::string head_of(const Answer& answer, unsigned version, bool keep_alive) {
  std::string head;
  head.reserve(1024);
  const auto add = [&](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(answer.status));
  head.append(version < 11 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(answer.status)).append(" ");
  head.append(reason.data(), reason.size()).append("\r\n");
  for (const Header& header : answer.headers) add(header.name, header.value);
  add("Date", http_date());
  if (keep_alive != (version >= 11)) add("Connection", keep_alive ? "keep-alive" : "close");
  if (answer.body) {
    add("Content-Length", std::to_string(answer.body->size()));
  } else if (answer.next && version >= 11) {
    add("Transfer-Encoding", "chunked");
  }
  return head.append("\r\n");
}

}  // namespace roadshow::server
