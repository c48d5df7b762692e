// What keeps the bytes of a SQLite store from telling what its tables do not: in which order pieces that are kept apart
// came, and what was taken back.
//
// The write-ahead log shows each commit by itself, a page of a file has its rows in the order of coming, and a page
// that was split can keep an old copy of a row. So the log is cut to nothing soon after the last commit, and the tables
// of pieces are written again: taken out in an order by chance, put back in the order of their keys. It is done in
// small steps between commits, by the thread that writes, and takes a hundredth of its time at most: the tables of a
// small survey are written again within a second of the last answer, those of a million within the hour.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "server/store/rewrite_schedule.hpp"
#include "server/store/sqlite.hpp"

namespace roadshow::server {

class SqliteUpkeep {
 public:
  explicit SqliteUpkeep(Database& database) : database_(database) {}

  // After each commit. A log that holds what was removed is tried at once; while somebody reads, again and again.
  void committed(bool pieces_changed, bool removed);

  // One step. How long nothing is to be done, when no commit comes.
  std::chrono::milliseconds step(Moment moment);

 private:
  std::optional<RewriteSchedule::Rewritten> rewrite_some(const std::string& table, const std::string& after);
  std::optional<RewriteSchedule::Rewritten> rewrite(const std::string& table, const std::string& after);

  Database& database_;
  bool log_has_more_ = true;  // at the start: what another process left
  RewriteSchedule rewriting_{{"equality", "contact"}};
};

}  // namespace roadshow::server
