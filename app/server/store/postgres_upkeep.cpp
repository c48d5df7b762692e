#include "server/store/postgres_upkeep.hpp"

#include <algorithm>

namespace roadshow::server {
namespace {

using namespace std::chrono_literals;

constexpr std::array tables = {"roadshow_equality", "roadshow_contact"};
constexpr int rows_at_once = 1000;           // some milliseconds
constexpr int share_of_time = 100;           // one part of so many
constexpr int64_t most_rows_locked = 50000;  // CLUSTER then takes a part of a second

}  // namespace

std::chrono::milliseconds PgUpkeep::step(PgConnection& connection, Moment moment) {
  const auto now = Clock::now();
  if (!rewriting_ && changed_ && (now >= next_ || moment == Moment::closing)) {
    rewriting_ = true;
    changed_ = false;
    table_ = 0;
    after_.clear();
    spent_ = {};
  }
  if (rewriting_) {
    const bool ok = rewrite_some(connection);
    spent_ += Clock::now() - now;
    if (!ok) {
      rewriting_ = false;
      changed_ = true;
      spent_ = std::max<Clock::duration>(spent_, 100ms);
    }
    next_ = Clock::now() + spent_ * share_of_time;
    if (rewriting_) return 0ms;
  }
  if (!changed_) return 60'000ms;
  return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(next_ - Clock::now()), 250ms, 60'000ms);
}

// An update, not a delete and an insert: a withdrawal of another process that meets it waits, and then finds the row.
bool PgUpkeep::rewrite_some(PgConnection& connection) {
  const std::string table = tables[table_];
  const PgResult rows = connection.run("with part as (select key from " + table +
                                           " where key > $1 order by key limit $2), rewritten as (update " + table +
                                           " t set month = t.month from part where t.key = part.key)"
                                           " select count(*), coalesce(max(key), '') from part",
                                       {after_, std::to_string(rows_at_once)});
  if (!rows.ok()) return false;
  after_ = rows.text(0, 1);
  if (rows.number(0, 0) == rows_at_once) return true;
  put_in_order(connection, table);
  after_.clear();
  rewriting_ = ++table_ < tables.size();
  return connection.usable();
}

// A server that refuses these, or is busy with the table, is left alone: the rows are written again already.
void PgUpkeep::put_in_order(PgConnection& connection, const std::string& table) const {
  const PgResult rows = connection.run("select count(*) from (select 1 from " + table + " limit $1) part",
                                       {std::to_string(most_rows_locked + 1)});
  if (!rows.ok()) return;
  if (rows.number(0, 0) > most_rows_locked) {
    connection.run("vacuum " + table);
    return;
  }
  connection.run("set lock_timeout = '500ms'");
  connection.run("cluster " + table + " using " + table + "_pkey");
  connection.run("reset lock_timeout");
}

}  // namespace roadshow::server
