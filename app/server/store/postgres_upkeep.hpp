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

#include <chrono>
#include <optional>
#include <string>

#include "server/store/postgres.hpp"
#include "server/store/rewrite_schedule.hpp"

namespace roadshow::server {

class PgUpkeep {
 public:
  void pieces_changed() { rewriting_.pieces_changed(); }

  // One step. How long nothing is to be done, when no commit comes.
  std::chrono::milliseconds step(PgConnection& connection, Moment moment);

 private:
  RewriteSchedule rewriting_{{"roadshow_equality", "roadshow_contact"}};
};

}  // namespace roadshow::server
