// How many requests one address may make: a bucket of tokens for each, which fills again with time.
//
// An address is never stored: a hash of it with a random salt, which is made anew each day (UTC), says which of a fixed
// number of buckets is its own. So yesterday's visitors cannot be recognised, today's cannot be worked out after a
// restart, and nothing of it reaches a disk or a log. However many addresses there are, the buckets take the same
// memory, and none is ever emptied for another, which would give fresh tokens to whoever has many addresses. Two
// addresses can share a bucket; who they are cannot be chosen, since the salt is secret.
//
// The limit is generous on purpose. Behind one address there can be a whole hospital, a mobile network, or an office
// into which twenty champions come back, each with 200 responses on a tablet: 4,000 at once. None of them may suffer.
// The limit only keeps one machine from filling the disk in a night. What it turns away is not lost: 429 tells the
// device to keep the response and try again.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace roadshow::server {

struct Rate {
  double per_second = 20;  // 0 or less: no limit
  double at_once = 6'000;  // five minutes of it saved up
};

// Used from many threads.
class RateLimit {
 public:
  using Clock = std::chrono::system_clock;

  explicit RateLimit(const Rate& rate = {}) : rate_(rate) {}

  // Takes one token. 0: go on; else the seconds until there is one again. Requests from this machine itself are never
  // limited: they come from its own tools, or from a reverse proxy that we were not told of, behind which everyone
  // would share one bucket. All that is no address shares one bucket.
  int take(std::string_view address, Clock::time_point now = Clock::now());

 private:
  struct Bucket {
    double spent = 0;
    Clock::time_point at;
  };
  Bucket& bucket_of(std::string_view network);
  void begin_day(Clock::time_point now);

  const Rate rate_;
  std::mutex mutex_;
  std::string salt_;
  int64_t day_ = -1;
  std::vector<Bucket> buckets_;
};

// Those whose requests count together, and how much of a token each costs them: an IPv4 address; the first half of an
// IPv6 address, which is one household or office; and its first 48 bits, which one customer can have whole, as 65,536
// halves, and which may do as much as 16 of them.
struct Network {
  std::string name;
  double price = 1;
};
std::vector<Network> networks_of(std::string_view address);

}  // namespace roadshow::server
