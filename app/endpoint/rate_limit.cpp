#include "endpoint/rate_limit.hpp"

#include <arpa/inet.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "endpoint/forwarded.hpp"
#include "endpoint/sha256.hpp"

namespace roadshow::endpoint {
namespace {

constexpr size_t most_buckets = 200'000;
constexpr size_t hash_digits = 16;

}  // namespace

std::string network_of(std::string_view address) {
  std::string text(address);
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size() / 2};
}

int RateLimit::take(std::string_view address, Clock::time_point now) {
  if (rate_.per_second <= 0 || address.empty() || is_loopback(address)) return 0;
  const std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(network_of(address), now);
  bucket = {filled(bucket, now), now};
  if (bucket.tokens < 1) return static_cast<int>(std::ceil((1 - bucket.tokens) / rate_.per_second));
  bucket.tokens -= 1;
  return 0;
}

double RateLimit::filled(const Bucket& bucket, Clock::time_point now) const {
  const double seconds = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
  return std::min(rate_.at_once, bucket.tokens + seconds * rate_.per_second);
}

RateLimit::Bucket& RateLimit::bucket_of(std::string_view network, Clock::time_point now) {
  const int64_t day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  if (day != day_) {
    day_ = day;
    buckets_.clear();
    salt_.assign(32, '\0');
    // A system that gives no random numbers cannot answer by TLS or make tokens either; the hash then has no salt, but
    // still never leaves the memory of this process.
    RAND_bytes(reinterpret_cast<unsigned char*>(salt_.data()), static_cast<int>(salt_.size()));
  }
  if (buckets_.size() >= most_buckets)  // those that are full again tell nothing
    std::erase_if(buckets_, [&](const auto& one) { return filled(one.second, now) >= rate_.at_once; });
  if (buckets_.size() >= most_buckets) buckets_.clear();  // rather too generous than out of memory
  std::string salted = salt_;
  return buckets_.try_emplace(sha256(salted.append(network)).substr(0, hash_digits), Bucket{rate_.at_once, now})
      .first->second;
}

}  // namespace roadshow::endpoint
