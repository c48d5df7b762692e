// When the tables of pieces that are kept apart are written again, in every kind of store: after something came, some
// rows at a time between commits, for a hundredth of the time at most.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/store/write_queue.hpp"

namespace roadshow::server {

class RewriteSchedule {
 public:
  static constexpr int rows_at_once = 1000;  // some milliseconds

  // What was done with the rows of a table that come after a key.
  struct Rewritten {
    std::string last_key;
    bool whole_table = false;  // none are left
  };
  // Nothing: it could not be done now.
  using Rewrite = std::function<std::optional<Rewritten>(const std::string& table, const std::string& after)>;

  explicit RewriteSchedule(std::vector<std::string> tables) : tables_(std::move(tables)) {}

  void pieces_changed() { changed_ = true; }

  bool begin_if_due(Moment moment);  // whether the tables are begun from the start, now
  bool is_running() const { return running_; }
  void step(const Rewrite& rewrite);  // while it is running

  // How long nothing is to be done, when no commit comes.
  std::chrono::milliseconds pause() const;

 private:
  using Clock = std::chrono::steady_clock;

  const std::vector<std::string> tables_;
  bool changed_ = true;  // since the tables were begun; at the start: what another process left
  bool running_ = false;
  size_t table_ = 0;
  std::string after_;  // the last key that was written again
  Clock::duration spent_{};
  Clock::time_point next_ = Clock::now();
};

}  // namespace roadshow::server
