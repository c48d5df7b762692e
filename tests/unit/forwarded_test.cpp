// Who sent a request that came through a reverse proxy.
#include "server/http/forwarded.hpp"

#include <doctest/doctest.h>

using namespace roadshow::server;

namespace {

Request from(const std::string& peer, std::vector<Header> headers) {
  Request request{"GET", "/", std::move(headers), ""};
  say_who(request, peer, {"10.0.0.1", "10.0.0.2"});
  return request;
}

}  // namespace

TEST_CASE("forwarded: only a proxy of ours is believed") {
  const std::vector<Header> says = {{"X-Forwarded-For", "192.0.2.7"}, {"X-Forwarded-Proto", "https"}};
  CHECK(from("10.0.0.1", says).address == "192.0.2.7");
  CHECK(from("10.0.0.1", says).secure);
  CHECK(from("198.51.100.9", says).address == "198.51.100.9");
  CHECK_FALSE(from("198.51.100.9", says).secure);
  CHECK(from("127.0.0.1", says).address == "127.0.0.1");
}

TEST_CASE("forwarded: what a visitor wrote before the proxy's own words does not count") {
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 192.0.2.7"}}).address == "192.0.2.7");
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}, {"x-forwarded-for", "192.0.2.7, 10.0.0.2"}}).address ==
        "192.0.2.7");
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "10.0.0.2"}}).address == "10.0.0.2");
  CHECK(from("10.0.0.1", {}).address == "10.0.0.1");
  CHECK_FALSE(from("10.0.0.1", {{"X-Forwarded-Proto", "https, http"}}).secure);
  CHECK_FALSE(from("10.0.0.1", {{"X-Forwarded-Proto", "httpsx"}}).secure);
}

TEST_CASE("forwarded: an address has one spelling, however it is written") {
  for (const std::string written :
       {"192.0.2.7", " 192.0.2.7\t", "192.0.2.7:1234", "::ffff:192.0.2.7", "::FFFF:192.0.2.7", "::ffff:c000:207",
        "0:0:0:0:0:ffff:192.0.2.7", "0000:0000:0000:0000:0000:FFFF:C000:0207", "[::ffff:192.0.2.7]", "\"192.0.2.7\"",
        "[::ffff:192.0.2.7]:80", "\"[::ffff:c000:207]:80\"", "::ffff:192.0.2.7%eth0", "192.0.2.7:65535"})
    CHECK_MESSAGE(canonical_address(written) == "192.0.2.7", written);
  for (const std::string written :
       {"2001:db8::1", "2001:DB8::1", "2001:db8:0:0:0:0:0:1", "2001:0db8:0000:0000:0000:0000:0000:0001",
        "[2001:db8::1]", "[2001:db8::1]:80", "2001:db8::0.0.0.1", "2001:db8::1%eth0", "[2001:db8::1%25eth0]:80"})
    CHECK_MESSAGE(canonical_address(written) == "2001:db8::1", written);
}

TEST_CASE("forwarded: what is no address is unknown, and nobody becomes this machine by words") {
  const std::vector<std::string> no_address = {"",
                                               " ",
                                               "unknown",
                                               "_hidden",
                                               "_SEVKISEK",
                                               "127evil",
                                               "127.",
                                               "127.0.0",
                                               "127.1",
                                               "0x7f.0.0.1",
                                               "127.0.0.1evil",
                                               "127.0.0.1:",
                                               "127.0.0.1:x",
                                               "127.0.0.1:123456",
                                               "2130706433",
                                               "0177.0.0.1",
                                               "127.0.0.1/8",
                                               "127.0.0.1 evil",
                                               "localhost",
                                               "[::1",
                                               "::1]",
                                               "[::1]x",
                                               "[::1]:",
                                               "[]",
                                               "[",
                                               "]",
                                               ":",
                                               "::ffff:999.0.0.1",
                                               ":::1",
                                               "1:2:3:4:5:6:7",
                                               "1:2:3:4:5:6:7:8:9",
                                               "\"",
                                               "\"\"",
                                               "127.0.0.1;",
                                               std::string("127.0.0.1\0", 10),
                                               std::string("\xff\xfe"),
                                               std::string(10'000, '1'),
                                               std::string(10'000, ':'),
                                               "::1%" + std::string(10'000, 'x')};
  for (const std::string& written : no_address) {
    CHECK_MESSAGE(canonical_address(written) == "unknown", written);
    CHECK_FALSE_MESSAGE(is_loopback(written), written);
    CHECK_MESSAGE(from("10.0.0.1", {{"X-Forwarded-For", "192.0.2.7," + written}}).address == "unknown", written);
  }
  for (const std::string loopback : {"127.0.0.1", "127.9.9.9", "::1", "[::1]:80", "::ffff:127.0.0.1", "127.0.0.1:80"}) {
    CHECK(is_loopback(loopback));
    CHECK(from("10.0.0.1", {{"X-Forwarded-For", loopback}}).address == "unknown");
    CHECK(from("127.0.0.1", {{"X-Forwarded-For", loopback}}).address == "127.0.0.1");  // who is no proxy of ours
  }
  CHECK_FALSE(is_loopback("12.7.0.0"));
  CHECK_FALSE(is_loopback("128.0.0.1"));
}

TEST_CASE("forwarded: many lines and entries end at the last visitor") {
  std::vector<Header> lines;
  for (int i = 0; i < 500; ++i) lines.push_back({"X-Forwarded-For", "1.1.1.1"});
  lines.push_back({"X-Forwarded-For", "192.0.2.7:99, [::ffff:10.0.0.2]:80"});
  for (int i = 0; i < 500; ++i) lines.push_back({"X-Forwarded-For", "10.0.0.1,10.0.0.2"});
  CHECK(from("10.0.0.1", lines).address == "192.0.2.7");
}

TEST_CASE("forwarded: only X-Forwarded-For is believed") {
  CHECK(from("10.0.0.1", {{"Forwarded", "for=192.0.2.7"}, {"X-Real-IP", "192.0.2.7"}}).address == "10.0.0.1");
}
