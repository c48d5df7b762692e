// How many requests one address may make.
#include "server/http/rate_limit.hpp"

#include <doctest/doctest.h>

using namespace roadshow::server;
using namespace std::chrono_literals;

namespace {

const RateLimit::Clock::time_point noon = std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + 12h;

int taken(RateLimit& limit, const std::string& address, RateLimit::Clock::time_point now, int most = 100'000) {
  for (int n = 0; n < most; ++n) {
    if (limit.take(address, now) != 0) return n;
  }
  return most;
}

}  // namespace

TEST_CASE("rate limit: a bucket empties and fills again with time") {
  RateLimit limit({.per_second = 2, .at_once = 10});
  CHECK(taken(limit, "192.0.2.7", noon) == 10);
  CHECK(limit.take("192.0.2.7", noon) == 1);
  CHECK(taken(limit, "192.0.2.8", noon) == 10);
  CHECK(taken(limit, "192.0.2.7", noon + 3s) == 6);
  CHECK(taken(limit, "192.0.2.7", noon + 1h) == 10);
  CHECK(limit.take("192.0.2.7", noon) > 0);  // a clock that goes back gives nothing away
}

TEST_CASE("rate limit: twenty tablets of one office that come back with 200 responses each are not turned away") {
  RateLimit limit;
  CHECK(taken(limit, "192.0.2.7", noon, 4'000) == 4'000);
}

TEST_CASE("rate limit: this machine, and a server without a limit, turn nobody away") {
  RateLimit limit({.per_second = 1, .at_once = 1});
  CHECK(taken(limit, "127.0.0.1", noon, 100) == 100);
  CHECK(taken(limit, "::1", noon, 100) == 100);
  RateLimit none({.per_second = 0, .at_once = 0});
  CHECK(taken(none, "192.0.2.7", noon, 100) == 100);
}

TEST_CASE("rate limit: a household's IPv6 addresses are one") {
  const auto name = [](const char* address) { return networks_of(address)[0].name; };
  CHECK(name("2001:db8:1:2::1") == name("2001:db8:1:2:ffff::9"));
  CHECK(name("2001:db8:1:2::1") != name("2001:db8:1:3::1"));
  CHECK(name("192.0.2.7") == "192.0.2.7");
  CHECK(networks_of("192.0.2.7").size() == 1);
}

TEST_CASE("rate limit: an address written in other ways has no tokens of its own") {
  RateLimit limit({.per_second = 0.001, .at_once = 5});
  CHECK(taken(limit, "192.0.2.7", noon) == 5);
  for (const char* written : {"192.0.2.7:1234", "::FFFF:192.0.2.7", "0:0:0:0:0:ffff:c000:207", "[::ffff:192.0.2.7]:80"})
    CHECK_MESSAGE(limit.take(written, noon) > 0, written);
}

TEST_CASE("rate limit: all that is no address shares one limit") {
  RateLimit limit({.per_second = 0.001, .at_once = 5});
  int granted = 0;
  for (const char* written : {"unknown", "127evil", "127.", "", "_a", "_b", "_c", "1.2.3", "[::1", "127.0.0.1x", "x"})
    granted += limit.take(written, noon) == 0 ? 1 : 0;
  CHECK(granted == 5);
}

TEST_CASE("rate limit: whoever has a great many IPv6 networks may do as much as sixteen") {
  RateLimit limit({.per_second = 0.001, .at_once = 50});
  int granted = 0;
  for (int i = 0; i < 4'000; ++i) {
    char address[40];
    std::snprintf(address, sizeof address, "2001:db8:7:%x::1", i);
    granted += limit.take(address, noon) == 0 ? 1 : 0;
  }
  CHECK(granted == 16 * 50);
}

TEST_CASE("rate limit: a million addresses free nobody's bucket") {
  RateLimit limit({.per_second = 0.001, .at_once = 3});
  CHECK(taken(limit, "192.0.2.7", noon) == 3);
  for (int i = 0; i < 1'000'000; ++i)
    limit.take("10." + std::to_string(i >> 16) + "." + std::to_string(i >> 8 & 255) + "." + std::to_string(i & 255),
               noon);
  CHECK(limit.take("192.0.2.7", noon) > 0);
}

TEST_CASE("rate limit: a new day knows nobody of the day before") {
  RateLimit limit({.per_second = 0.000'01, .at_once = 1});
  CHECK(taken(limit, "192.0.2.7", noon) == 1);
  CHECK(taken(limit, "192.0.2.7", noon + 11h) == 0);
  CHECK(taken(limit, "192.0.2.7", noon + 12h) == 1);
}
