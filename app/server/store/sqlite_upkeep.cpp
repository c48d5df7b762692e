#include "server/store/sqlite_upkeep.hpp"

#include <algorithm>
#include <random>
#include <vector>

namespace roadshow::server {
namespace {

using namespace std::chrono_literals;

struct Row {
  std::string key, survey, month, body;
};

bool run_once(Statement& statement) {
  const bool ok = statement.step() == Step::done;
  statement.reset();
  return ok;
}

}  // namespace

void SqliteUpkeep::committed(bool pieces_changed, bool removed) {
  log_has_more_ = true;
  if (pieces_changed) rewriting_.pieces_changed();
  if (removed) log_has_more_ = !database_.truncate_log();
}

std::chrono::milliseconds SqliteUpkeep::step(Moment moment) {
  // Cut first: the next commit then overwrites what the index of the log (-shm) says of the commits before.
  if (rewriting_.begin_if_due(moment)) database_.truncate_log();
  if (rewriting_.is_running()) {
    rewriting_.step([this](const std::string& table, const std::string& after) { return rewrite_some(table, after); });
    log_has_more_ = true;
    if (rewriting_.is_running() && moment != Moment::busy) return 0ms;
  }
  if (log_has_more_) log_has_more_ = !database_.truncate_log();
  if (log_has_more_) return 250ms;
  // Once a minute also without a commit of ours: another process may have written.
  log_has_more_ = true;
  return rewriting_.pause();
}

std::optional<RewriteSchedule::Rewritten> SqliteUpkeep::rewrite_some(const std::string& table,
                                                                     const std::string& after) {
  if (database_.run("begin immediate")) {
    auto rewritten = rewrite(table, after);
    if (rewritten && database_.run("commit")) return rewritten;
  }
  database_.run("rollback");
  return std::nullopt;
}

// Pages are freed in an order by chance, since SQLite gives them out again in the order in which they were freed.
std::optional<RewriteSchedule::Rewritten> SqliteUpkeep::rewrite(const std::string& table, const std::string& after) {
  Statement find =
      database_.prepare("select key, survey, month, body from " + table + " where key > ? order by key limit ?");
  find.bind(1, after).bind(2, int64_t{RewriteSchedule::rows_at_once});
  std::vector<Row> rows;
  Step step = find.step();
  for (; step == Step::row; step = find.step())
    rows.push_back({find.text(0), find.text(1), find.text(2), find.text(3)});
  find.reset();
  if (step != Step::done) return std::nullopt;
  std::vector<size_t> order(rows.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::random_device chance;
  std::shuffle(order.begin(), order.end(), chance);
  Statement remove = database_.prepare("delete from " + table + " where key = ?");
  for (const size_t i : order) {
    if (!run_once(remove.bind(1, rows[i].key))) return std::nullopt;
  }
  Statement insert = database_.prepare("insert into " + table + "(key, survey, month, body) values(?, ?, ?, ?)");
  for (const Row& row : rows) {
    if (!run_once(insert.bind(1, row.key).bind(2, row.survey).bind(3, row.month).bind(4, row.body)))
      return std::nullopt;
  }
  return RewriteSchedule::Rewritten{rows.empty() ? after : rows.back().key,
                                    rows.size() < size_t{RewriteSchedule::rows_at_once}};
}

}  // namespace roadshow::server
