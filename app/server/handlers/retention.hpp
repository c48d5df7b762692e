// Answers are kept as long as their survey says (content, "keep"), and then deleted, once a day. A clock that is wrong
// must not delete them: what looks like that waits until a person says yes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "content/survey_types.hpp"
#include "server/store/clock.hpp"
#include "server/store/store.hpp"

namespace roadshow::server {

// What a run would delete, and why it should not without a person's yes.
struct Expiry {
  Removed due;
  Removed all;           // what is there
  std::string last;      // the newest time that the store knows of: of an answer, or of the last run
  std::string why_wait;  // a sentence; empty: it may run
};
int64_t total(const Removed& removed);

// Looks at every answer, and changes nothing. It should wait when this time is more than 45 days after the newest the
// store knows of, or more than two days before it; and when a quarter of all would go, and more than 20.
Result<Expiry> look_at_expired(Store& store, const std::vector<content::Survey>& surveys, Time now);

// Deletes what is past its time in this month, with an audit line for each survey of which something was deleted. It
// can be done again at any time, and by several processes.
Result<Removed> delete_expired(Store& store, const std::vector<content::Survey>& surveys, const std::string& month);

// The daily work: looks, and when nothing speaks against it deletes, and writes down that this day was seen. What
// stands beside responses that are no longer there goes too. The sentence to show when it waits for a person, or
// nothing.
Result<std::string> run_retention(Store& store, const std::vector<content::Survey>& surveys, Time now);

// The same because a person said how much would be deleted, and it is that.
Result<Removed> delete_agreed(Store& store, const std::vector<content::Survey>& surveys, Time now, int64_t agreed);

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

}  // namespace roadshow::server
