// The bytes before a body (RFC 9112).
#include "server/http/answer_head.hpp"

#include "support.hpp"

using namespace roadshow::server;

namespace {

bool has(const std::string& head, const std::string& line) {
  return head.find("\r\n" + line + "\r\n") != std::string::npos;
}

Answer answer_with(int status, Bytes body) { return {status, "/", {{"Content-Type", "text/plain"}}, std::move(body)}; }

}  // namespace

TEST_CASE("head: status, fields, date and length, and an empty line at the end") {
  const std::string head = head_of(answer_with(201, std::make_shared<const std::string>("stored")), 11, true);
  CHECK(head.starts_with("HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nDate: "));
  CHECK(has(head, "Content-Length: 6"));
  CHECK(head.ends_with(" GMT\r\nContent-Length: 6\r\n\r\n"));
  CHECK(!has(head, "Connection: close"));
}

TEST_CASE("head: each version of HTTP is told what it would not take for granted") {
  const Answer answer = answer_with(200, std::make_shared<const std::string>());
  CHECK(has(head_of(answer, 11, false), "Connection: close"));
  CHECK(head_of(answer, 11, true).find("Connection") == std::string::npos);
  CHECK(has(head_of(answer, 10, true), "Connection: keep-alive"));
  CHECK(head_of(answer, 10, false).find("Connection") == std::string::npos);
  CHECK(head_of(answer, 10, false).starts_with("HTTP/1.0 200 OK\r\n"));
  CHECK(has(head_of(answer, 11, true), "Content-Length: 0"));
}

TEST_CASE("head: an answer in pieces is chunked, and one without a body says nothing of a body") {
  Answer pieces = answer_with(200, nullptr);
  pieces.next = [] { return std::optional(std::string()); };
  CHECK(has(head_of(pieces, 11, true), "Transfer-Encoding: chunked"));
  CHECK(head_of(pieces, 10, false).find("Transfer-Encoding") == std::string::npos);
  const std::string nothing = head_of({204, "/", {}, nullptr}, 11, true);
  CHECK(nothing.starts_with("HTTP/1.1 204 No Content\r\nDate: "));
  CHECK(nothing.find("Content-Length") == std::string::npos);
  CHECK(nothing.find("Transfer-Encoding") == std::string::npos);
}
