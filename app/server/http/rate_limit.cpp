#include "server/http/rate_limit.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <cmath>

#include "server/http/forwarded.hpp"
#include "server/store/sha256.hpp"

namespace roadshow::server {
namespace {

constexpr size_t bucket_count = 1 << 17;  // 2 MB; a hundred times the networks of a busy day

}  // namespace

std::vector<Network> networks_of(std::string_view address) {
  boost::system::error_code error;
  const std::string canonical = canonical_address(address);
  const auto six = boost::asio::ip::make_address_v6(canonical, error);
  if (error) return {{canonical, 1}};
  const auto bytes = six.to_bytes();
  const auto first = [&](size_t count) { return std::string(reinterpret_cast<const char*>(bytes.data()), count); };
  return {{first(8), 1}, {first(6), 1.0 / 16}};
}

int RateLimit::take(std::string_view address, Clock::time_point now) {
  if (rate_.per_second <= 0 || is_loopback(address)) return 0;
  const std::vector<Network> networks = networks_of(address);
  const std::lock_guard lock(mutex_);
  begin_day(now);
  double missing = 0;  // tokens
  for (const auto& [name, price] : networks) {
    Bucket& bucket = bucket_of(name);
    const double seconds = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
    bucket = {std::max(0.0, bucket.spent - seconds * rate_.per_second), now};
    missing = std::max(missing, bucket.spent + price - rate_.at_once);
  }
  if (missing > 0) return static_cast<int>(std::ceil(missing / rate_.per_second));
  for (const auto& [name, price] : networks) bucket_of(name).spent += price;
  return 0;
}

void RateLimit::begin_day(Clock::time_point now) {
  const int64_t day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  if (day == day_) return;
  day_ = day;
  buckets_.assign(bucket_count, {});
  salt_.assign(32, '\0');
  // A system that gives no random numbers cannot answer by TLS or make tokens either; the hash then has no salt, but
  // still never leaves the memory of this process.
  RAND_bytes(reinterpret_cast<unsigned char*>(salt_.data()), static_cast<int>(salt_.size()));
}

RateLimit::Bucket& RateLimit::bucket_of(std::string_view network) {
  std::string salted = salt_;
  const std::string hash = sha256(salted.append(network));
  uint64_t number = 0;
  std::from_chars(hash.data(), hash.data() + 16, number, 16);
  return buckets_[number % bucket_count];
}

}  // namespace roadshow::server
