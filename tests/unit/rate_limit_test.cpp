// How many requests one address may make.
#include "endpoint/rate_limit.hpp"

#include <doctest/doctest.h>

using namespace roadshow::endpoint;
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
  CHECK(network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9"));
  CHECK(network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1"));
  CHECK(network_of("192.0.2.7") == "192.0.2.7");
}

TEST_CASE("rate limit: a new day knows nobody of the day before") {
  RateLimit limit({.per_second = 0.000'01, .at_once = 1});
  CHECK(taken(limit, "192.0.2.7", noon) == 1);
  CHECK(taken(limit, "192.0.2.7", noon + 11h) == 0);
  CHECK(taken(limit, "192.0.2.7", noon + 12h) == 1);
}
