// Counts for the operators, in the text format of Prometheus. They hold no ids, no addresses and no answers: a route is
// a pattern we know, and all files of the site are one route.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "server/http/http.hpp"
#include "server/store/store.hpp"

namespace roadshow::server {

// Where an exception was caught, or an answer was lost to one.
enum class Caught { socket, accept, lane, answer };

// Used from many threads.
class Metrics {
 public:
  // One answer, sent or broken off. `seconds`: from the whole request to the whole answer.
  void answered(std::string_view method, const std::string& route, int status, double seconds);
  void put(InsertOutcome outcome);  // what the store said to one response
  void waits(int change);           // +1 when a request goes to the store, -1 when it comes back
  void retention_waits(bool waits) { retention_waits_ = waits; }  // deleting waits for a person's yes (retention.hpp)
  bool retention_waits() const { return retention_waits_; }
  void store_damaged(bool damaged) { store_damaged_ = damaged; }  // the daily check found a fault (verify.hpp)
  bool store_damaged() const { return store_damaged_; }
  void caught(Caught where) noexcept;
  uint64_t caught_count(Caught where) const;

  // Requests that are not whole yet and answers that are not sent yet, over all connections of a port; see session.hpp.
  std::atomic<size_t> connection_bytes = 0;

  std::string text() const;

 private:
  static constexpr std::array<double, 11> bounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
  struct Times {
    std::array<uint64_t, bounds.size() + 1> within{};  // the last: longer than every bound
    double sum = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, uint64_t> requests_;  // route, method, status
  std::map<std::string, Times> times_;                                      // by route
  std::array<std::atomic<uint64_t>, 4> outcomes_{};
  std::atomic<int> waiting_ = 0;
  std::array<std::atomic<uint64_t>, 4> caught_{};
  std::atomic<bool> retention_waits_ = false;
  std::atomic<bool> store_damaged_ = false;
};

// What the metrics port answers: GET /metrics, and nothing else.
Answer metrics_answer(const Request& request, const Metrics& metrics);

}  // namespace roadshow::server
