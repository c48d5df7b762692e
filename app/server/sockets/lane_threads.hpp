// Threads for one kind of work that may wait for the store (Lane in routes.hpp). Each kind has its own, so that one
// that is stuck or asked for by many never takes the threads of another.
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <functional>

#include "server/http/metrics.hpp"

namespace roadshow::server {

class LaneThreads {
 public:
  // `most`: of requests that wait or are being answered.
  LaneThreads(size_t threads, int most, Metrics& metrics) : metrics_(metrics), most_(most), pool_(threads) {}

  bool is_full() const { return there_ >= most_; }  // then nothing more may be added (a few too many do no harm)
  void add(std::function<void()> work);

  // The rest of an answer that has begun. There is one at most for each connection that was let in.
  void add_piece(std::function<void()> work);

  void join() { pool_.join(); }  // after what was added

 private:
  Metrics& metrics_;
  const int most_;
  std::atomic<int> there_ = 0;
  boost::asio::thread_pool pool_;
};

}  // namespace roadshow::server
