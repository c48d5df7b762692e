// How many requests one address may make: a bucket of tokens for each, which fills again with time.
//
// An address is never stored: only the start of a hash of it with a random salt that is made anew each day (UTC), kept
// in memory and nowhere else. So yesterday's visitors cannot be recognised, today's cannot be worked out after a
// restart, and nothing of it reaches a disk or a log.
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
#include <unordered_map>

namespace roadshow::endpoint {

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
  // would share one bucket.
  int take(std::string_view address, Clock::time_point now = Clock::now());

 private:
  struct Bucket {
    double tokens = 0;
    Clock::time_point at;
  };
  Bucket& bucket_of(std::string_view address, Clock::time_point now);
  double filled(const Bucket& bucket, Clock::time_point now) const;

  const Rate rate_;
  std::mutex mutex_;
  std::string salt_;
  int64_t day_ = -1;
  std::unordered_map<std::string, Bucket> buckets_;  // by hash
};

// What shares a bucket: an IPv4 address, or the first half of an IPv6 address, which is one household or office.
std::string network_of(std::string_view address);

}  // namespace roadshow::endpoint
