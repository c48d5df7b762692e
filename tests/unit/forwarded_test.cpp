// Who sent a request that came through a reverse proxy.
#include "endpoint/forwarded.hpp"

#include <doctest/doctest.h>

using namespace roadshow::endpoint;

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
  CHECK(from("::ffff:10.0.0.1", says).address == "192.0.2.7");
  CHECK(from("198.51.100.9", says).address == "198.51.100.9");
  CHECK_FALSE(from("198.51.100.9", says).secure);
  CHECK(from("127.0.0.1", says).address == "127.0.0.1");
}

TEST_CASE("forwarded: what a visitor wrote before the proxy's own words does not count") {
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1, 192.0.2.7"}}).address == "192.0.2.7");
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "1.1.1.1"}, {"x-forwarded-for", "192.0.2.7, 10.0.0.2"}}).address ==
        "192.0.2.7");
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "10.0.0.2"}}).address == "10.0.0.2");
  CHECK(from("10.0.0.1", {{"X-Forwarded-For", "192.0.2.7,"}}).address == "10.0.0.1");
  CHECK(from("10.0.0.1", {}).address == "10.0.0.1");
  CHECK_FALSE(from("10.0.0.1", {{"X-Forwarded-Proto", "https, http"}}).secure);
  CHECK_FALSE(from("10.0.0.1", {{"X-Forwarded-Proto", "httpsx"}}).secure);
}

TEST_CASE("forwarded: addresses") {
  CHECK(plain_address("::ffff:192.0.2.7") == "192.0.2.7");
  CHECK(plain_address("2001:db8::1") == "2001:db8::1");
  CHECK(is_loopback("127.0.0.1"));
  CHECK(is_loopback("::1"));
  CHECK_FALSE(is_loopback("12.7.0.0"));
}
