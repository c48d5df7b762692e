// Answers are kept as long as their survey says (content, "keep"), and then deleted, once a day.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "content/survey_types.hpp"
#include "endpoint/store.hpp"

namespace roadshow::endpoint {

// "2026-11", in UTC.
std::string month_of(std::chrono::system_clock::time_point time);

// "2026-01" and 3 give "2025-10".
std::string months_before(const std::string& month, int months);

// Deletes what is past its time in this month, with an audit line for each survey of which something was deleted. It
// can be done again at any time, and by several processes.
Result<Removed> delete_expired(Store& store, const std::vector<content::Survey>& surveys, const std::string& month);

// Does something at once and then once a day, on a thread of its own, by a clock that tests can set.
class Daily {
 public:
  using Time = std::chrono::system_clock::time_point;

  // `work` says whether it is done for today; else it is called again after a pause.
  Daily(std::function<bool(Time)> work, std::function<Time()> now,
        std::chrono::milliseconds pause = std::chrono::minutes(10));
  Daily(const Daily&) = delete;
  ~Daily();  // waits for work that is being done

 private:
  void run();

  std::function<bool(Time)> work_;
  std::function<Time()> now_;
  std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::thread thread_;  // the last member: it uses the others
};

}  // namespace roadshow::endpoint
