#include "server/store/sqlite_upkeep.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace roadshow::server {
namespace {

using namespace std::chrono_literals;

constexpr std::array tables = {"equality", "contact"};
constexpr int64_t rows_at_once = 1000;  // some milliseconds
constexpr int share_of_time = 100;      // one part of so many

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
  pieces_changed_ = pieces_changed_ || pieces_changed;
  if (removed) log_has_more_ = !database_.truncate_log();
}

std::chrono::milliseconds SqliteUpkeep::step(Moment moment) {
  const auto now = Clock::now();
  if (!rewriting_ && pieces_changed_ && (now >= next_ || moment == Moment::closing)) {
    // Cut first: the next commit then overwrites what the index of the log (-shm) says of the commits before.
    database_.truncate_log();
    rewriting_ = true;
    pieces_changed_ = false;
    table_ = 0;
    after_.clear();
    spent_ = {};
  }
  if (rewriting_) {
    const bool ok = rewrite_some();
    spent_ += Clock::now() - now;
    log_has_more_ = true;
    if (rewriting_ && moment != Moment::busy) return ok ? 0ms : 1000ms;
    next_ = Clock::now() + spent_ * share_of_time;
  }
  if (log_has_more_) log_has_more_ = !database_.truncate_log();
  if (log_has_more_) return 250ms;
  // Once a minute also without a commit of ours: another process may have written.
  log_has_more_ = true;
  if (!pieces_changed_) return 60'000ms;
  return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(next_ - Clock::now()), 250ms, 60'000ms);
}

bool SqliteUpkeep::rewrite_some() {
  bool over = false;
  const bool ok = database_.run("begin immediate") && rewrite(tables[table_], over) && database_.run("commit");
  if (!ok) {
    database_.run("rollback");
    pieces_changed_ = true;
    return false;
  }
  if (over) {
    after_.clear();
    rewriting_ = ++table_ < tables.size();
  }
  return true;
}

// Pages are freed in an order by chance, since SQLite gives them out again in the order in which they were freed.
bool SqliteUpkeep::rewrite(const std::string& table, bool& over) {
  Statement find =
      database_.prepare("select key, survey, month, body from " + table + " where key > ? order by key limit ?");
  find.bind(1, after_).bind(2, rows_at_once);
  std::vector<Row> rows;
  Step step = find.step();
  for (; step == Step::row; step = find.step())
    rows.push_back({find.text(0), find.text(1), find.text(2), find.text(3)});
  find.reset();
  if (step != Step::done) return false;
  over = static_cast<int64_t>(rows.size()) < rows_at_once;
  std::vector<size_t> order(rows.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::random_device chance;
  std::shuffle(order.begin(), order.end(), chance);
  Statement remove = database_.prepare("delete from " + table + " where key = ?");
  for (const size_t i : order) {
    if (!run_once(remove.bind(1, rows[i].key))) return false;
  }
  Statement insert = database_.prepare("insert into " + table + "(key, survey, month, body) values(?, ?, ?, ?)");
  for (const Row& row : rows) {
    if (!run_once(insert.bind(1, row.key).bind(2, row.survey).bind(3, row.month).bind(4, row.body))) return false;
  }
  if (!rows.empty()) after_ = rows.back().key;
  return true;
}

}  // namespace roadshow::server
