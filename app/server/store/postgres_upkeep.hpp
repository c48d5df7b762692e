// What keeps the rows of a PostgreSQL store from telling what its tables do not: which pieces that are kept apart came
// with which answers.
//
// PostgreSQL notes with each row the transaction that wrote it (xmin), which answers and pieces of one response share,
// and puts rows where they came. So the tables of pieces are written again, a thousand rows a transaction in the order
// of their keys, whenever something came; then a table that is small enough to be locked for a moment is put in the
// order of its keys (CLUSTER), and a larger one is freed of its old rows (VACUUM). It is done between commits, by the
// thread that writes, and takes a hundredth of its time at most. The write-ahead log of the server is not ours: see
// docs/privacy.md.
#pragma once

#include <array>
#include <chrono>
#include <string>

#include "server/store/postgres.hpp"
#include "server/store/write_queue.hpp"

namespace roadshow::server {

class PgUpkeep {
 public:
  void pieces_changed() { changed_ = true; }

  // One step. How long nothing is to be done, when no commit comes.
  std::chrono::milliseconds step(PgConnection& connection, Moment moment);

 private:
  using Clock = std::chrono::steady_clock;

  bool rewrite_some(PgConnection& connection);  // false: try again later
  void put_in_order(PgConnection& connection, const std::string& table) const;

  bool changed_ = true;  // at the start: what another process left
  bool rewriting_ = false;
  size_t table_ = 0;
  std::string after_;  // the last key that was written again
  Clock::duration spent_{};
  Clock::time_point next_ = Clock::now();
};

}  // namespace roadshow::server
