// Requests that two readers could understand in two ways, that are broken, or that are odd, sent to the real socket. A
// proxy in front of us must never see another end of a request than we do (RFC 9112, 11.2).
#include <doctest/doctest.h>

#include "socket_client.hpp"

using namespace roadshow::server;
using namespace roadshow::test;

namespace {

// What one connection is answered: the status of each answer, in order, and "end" when the server closed it.
std::string statuses(const std::string& text) {
  std::string found;
  for (size_t at = text.find("HTTP/1."); at != std::string::npos; at = text.find("HTTP/1.", at + 1)) {
    if (at != 0 && text[at - 1] != '\n' && text[at - 1] != '}' && text[at - 1] != 'e') continue;
    found += text.substr(at + 9, 3) + " ";
  }
  return found;
}

struct Case {
  std::string name;
  std::string sent;      // what follows is `hidden`, which is a request of its own only for who was misled
  std::string expected;  // statuses
};

const std::string host = "Host: x\r\n";
const std::string hidden = "GET /v1/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

std::string get(const std::string& headers, const std::string& line = "GET / HTTP/1.1") {
  return line + "\r\n" + headers + "\r\n";
}
std::string post(const std::string& headers, const std::string& body) {
  return "POST /v1/health HTTP/1.1\r\n" + host + headers + "\r\n" + body;
}

}  // namespace

TEST_CASE_FIXTURE(Serving, "server: requests that could hide another are refused, and the connection ends") {
  // 400 or 501 ends the connection, so `hidden` is never answered ("200" would follow).
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  for (const Case& c : std::initializer_list<Case>{
           {"length and chunks", post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n"), "400 "},
           {"chunks and length", post(chunked + "Content-Length: 5\r\n", "0\r\n\r\n"), "400 "},
           {"two lengths that differ", post("Content-Length: 0\r\nContent-Length: 5\r\n", ""), "400 "},
           {"two lengths that agree", post("Content-Length: 0\r\nContent-Length: 0\r\n", ""), "400 "},
           {"a list of lengths", post("Content-Length: 0, 0\r\n", ""), "400 "},
           {"a length below zero", post("Content-Length: -1\r\n", ""), "400 "},
           {"a length with a plus", post("Content-Length: +0\r\n", ""), "400 "},
           {"a hexadecimal length", post("Content-Length: 0x0\r\n", ""), "400 "},
           {"an empty length", post("Content-Length: \r\n", ""), "400 "},
           {"a length that overflows", post("Content-Length: 18446744073709551616\r\n", ""), "400 "},
           {"two codings", post(chunked + chunked, "0\r\n\r\n"), "400 "},
           {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), "501 "},
           {"another coding", post("Transfer-Encoding: gzip\r\n", ""), "501 "},
           {"another coding, then chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "501 "},
           {"identity", post("Transfer-Encoding: identity\r\n", ""), "501 "},
           {"nearly chunked", post("Transfer-Encoding: xchunked\r\n", ""), "501 "},
           {"chunked with a parameter", post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"), "501 "},
           {"chunked in quotes", post("Transfer-Encoding: \"chunked\"\r\n", ""), "501 "},
           {"chunked after a vertical tab", post("Transfer-Encoding: \vchunked\r\n", ""), "400 "},
           {"space before the colon", post("Transfer-Encoding : chunked\r\n", ""), "400 "},
           {"a bad chunk size", post(chunked, "g\r\n"), "400 "},
           {"an empty chunk size", post(chunked, "\r\n\r\n"), "400 "},
           {"a chunk size below zero", post(chunked, "-1\r\n\r\n"), "400 "},
           {"a chunk size with 0x", post(chunked, "0x0\r\n\r\n"), "400 "},
           {"a chunk size that overflows", post(chunked, "10000000000000000\r\n"), "400 "},
           {"a chunk longer than it says", post(chunked, "1\r\nab\r\n0\r\n\r\n"), "400 "},
           {"a chunk that ends with LF", post(chunked, "1\r\na\n0\r\n\r\n"), "400 "},
           {"a chunk size that ends with LF", post(chunked, "1\na\r\n0\r\n\r\n"), "400 "},
           {"HTTP/1.0 with chunks", "POST / HTTP/1.0\r\n" + chunked + "\r\n0\r\n\r\n", "400 "},
           {"lines that end with LF", "GET / HTTP/1.1\nHost: x\n\n", "400 "},
           {"one line that ends with LF", "GET / HTTP/1.1\r\nHost: x\n\r\n", "400 "},
           {"a CR inside a value", get(host + "X: a\rb\r\n"), "400 "},
           {"a NUL in a value", get(host + "X: a" + std::string(1, '\0') + "b\r\n"), "400 "},
           {"a NUL in a name", get(host + "X" + std::string(1, '\0') + ": b\r\n"), "400 "},
           {"a header without colon", get(host + "X\r\n"), "400 "},
           {"a header without name", get(host + ": x\r\n"), "400 "},
           {"an empty line first", "\r\n" + get(host), "400 "},  // RFC 9112, 2.2 would rather skip it
           {"no host", get(""), "400 "},
           {"two hosts", get(host + host), "400 "},
           {"two spaces", get(host, "GET  / HTTP/1.1"), "400 "},
           {"a tab", get(host, "GET\t/ HTTP/1.1"), "400 "},
           {"a space in the target", get(host, "GET /a b HTTP/1.1"), "400 "},
           {"HTTP/0.9", "GET /\r\n\r\n", "400 "},
           {"HTTP/1.2", get(host, "GET / HTTP/1.2"), "400 "},
           {"HTTP/2.0", get(host, "GET / HTTP/2.0"), "400 "},
           {"the opening of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 "},
           {"lower-case http", get(host, "GET / http/1.1"), "400 "},
           {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), "400 "},
           {"a huge header", get(host + "X: " + std::string(17'000, 'x') + "\r\n"), "431 "},
           {"many headers",
            get(host +
                [] {
                  std::string lines;
                  for (int i = 0; i < 3000; ++i) lines += "X: y\r\n";
                  return lines;
                }()),
            "431 "},
           {"an unknown expectation", get(host + "Expect: 200-ok\r\n"), "417 "},
       }) {
    CAPTURE(c.name);
    Client client(server->port());
    client.send(c.sent + hidden);
    const std::string answer = client.read_all();
    CHECK(statuses(answer) == c.expected);
    CHECK((answer.starts_with("HTTP/1.0 ") || answer.find("Connection: close") != std::string::npos));
  }
}

TEST_CASE_FIXTURE(Serving, "server: odd requests that are right are answered, and the next one too") {
  for (const Case& c : std::initializer_list<Case>{
           {"the whole address", get(host, "GET http://x/ HTTP/1.1"), "200 200 "},
           {"the whole address of another site", get(host, "GET http://elsewhere.example/ HTTP/1.1"), "200 200 "},
           // Joined with a space, as RFC 9112, 5.2 says.
           {"a folded line", get(host + "X: a\r\n\tb\r\n"), "200 200 "},
           {"space before the name", post("X: y\r\n Transfer-Encoding: chunked\r\n", ""), "405 200 "},
           {"a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), "405 200 "},
           {"no space after the colon", "GET / HTTP/1.1\r\nHost:x\r\n\r\n", "200 200 "},
           {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "200 200 "},
           {"spaces around a value", get("Host: \t x \t\r\n"), "200 200 "},
           {"an unknown method", get(host, "BREW / HTTP/1.1"), "405 200 "},
           {"a method in lower case", get(host, "get / HTTP/1.1"), "405 200 "},
           {"CONNECT", get(host, "CONNECT elsewhere.example:443 HTTP/1.1"), "400 200 "},
           {"the server itself", get(host, "OPTIONS * HTTP/1.1"), "400 200 "},
           {"TRACE", get(host, "TRACE / HTTP/1.1"), "405 200 "},
           {"an upgrade we do not know", get(host + "Connection: Upgrade\r\nUpgrade: h2c\r\n"), "200 200 "},
           {"a body where none is read", "GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", "200 200 "},
           {"chunks", post("Transfer-Encoding: chunked\r\n", "1;x=y\r\na\r\n0\r\n\r\n"), "405 200 "},
           {"CHUNKED", post("Transfer-Encoding: CHUNKED\r\n", "1\r\na\r\n0\r\n\r\n"), "405 200 "},
           {"fields after the chunks", post("Transfer-Encoding: chunked\r\n", "0\r\nHost: y\r\n\r\n"), "405 200 "},
           {"an address that leads out", get(host, "GET /../etc/passwd HTTP/1.1"), "400 200 "},
           {"a NUL in the address", get(host, "GET /%00 HTTP/1.1"), "400 200 "},
       }) {
    CAPTURE(c.name);
    Client client(server->port());
    client.send(c.sent + hidden);
    CHECK(statuses(client.read_all()) == c.expected);
  }
}

TEST_CASE_FIXTURE(Serving, "server: HTTP/1.0 is answered and closed, or kept open when asked") {
  Client once(server->port());
  once.send("GET / HTTP/1.0\r\n\r\n" + hidden);
  CHECK(statuses(once.read_all()) == "200 ");
  Client kept(server->port());
  kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + hidden);
  CHECK(statuses(kept.read_all()) == "200 200 ");
}
