#include "server/store/postgres_upkeep.hpp"

namespace roadshow::server {
namespace {

constexpr int64_t most_rows_locked = 50000;  // CLUSTER then takes a part of a second

// A server that refuses these, or is busy with the table, is left alone: the rows are written again already.
void put_in_order(PgConnection& connection, const std::string& table) {
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

// An update, not a delete and an insert: a withdrawal of another process that meets it waits, and then finds the row.
std::optional<RewriteSchedule::Rewritten> rewrite(PgConnection& connection, const std::string& table,
                                                  const std::string& after) {
  const PgResult rows = connection.run("with part as (select key from " + table +
                                           " where key > $1 order by key limit $2), rewritten as (update " + table +
                                           " t set month = t.month from part where t.key = part.key)"
                                           " select count(*), coalesce(max(key), '') from part",
                                       {after, std::to_string(RewriteSchedule::rows_at_once)});
  if (!rows.ok()) return std::nullopt;
  const bool whole_table = rows.number(0, 0) < RewriteSchedule::rows_at_once;
  if (whole_table) put_in_order(connection, table);
  if (!connection.usable()) return std::nullopt;
  return RewriteSchedule::Rewritten{rows.text(0, 1), whole_table};
}

}  // namespace

std::chrono::milliseconds PgUpkeep::step(PgConnection& connection, Moment moment) {
  rewriting_.begin_if_due(moment);
  if (rewriting_.is_running()) {
    rewriting_.step(
        [&](const std::string& table, const std::string& after) { return rewrite(connection, table, after); });
  }
  return rewriting_.pause();
}

}  // namespace roadshow::server
