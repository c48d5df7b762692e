#include "server/store/sqlite_schema.hpp"

#include <array>

namespace roadshow::server {
namespace {

// Migration n, from 1, makes version n of the tables from version n - 1. One that was ever used is never edited.
constexpr std::array migrations = {
    // 1. `sequence` counts within this file. `body` is what was hashed. `probe` has the one row that a check writes.
    "create table response("
    "  id text primary key not null, survey text not null, version text not null, sha256 text not null,"
    "  sequence integer unique not null, stored_at text not null, body text not null) strict;"
    "create table probe(one integer primary key check (one = 1), at text not null) strict;",
    // 2. Pieces kept apart, withdrawal, retention, entries of staff. `sha256` is of the whole as posted, `body_sha256`
    // of the body as stored. A response that was removed keeps its row without a body: `removed` is why (withdrawn,
    // expired). equality and contact are sorted by their keys, so that the order of coming is nowhere in them.
    "alter table response add column body_sha256 text not null default '';"
    "alter table response add column month text not null default '';"
    "alter table response add column withdrawal text not null default '';"
    "alter table response add column removed text not null default '';"
    "update response set body_sha256 = sha256, month = coalesce(iif(json_valid(body), body ->> '$.month', ''), '');"
    "create index response_by_month on response(survey, month) where removed = '';"
    "create table equality(key text primary key not null, survey text not null, month text not null,"
    "  body text not null) strict, without rowid;"
    "create index equality_by_month on equality(survey, month);"
    "create table contact(key text primary key not null, survey text not null, month text not null,"
    "  body text not null) strict, without rowid;"
    "create index contact_by_month on contact(survey, month);"
    "create table entry(kind text not null, key text not null, body text not null, primary key(kind, key))"
    "  strict, without rowid;",
};
constexpr int64_t newest = static_cast<int64_t>(migrations.size());

constexpr int64_t our_files = 0x52534857;  // "RSHW", the application_id in the file's header

constexpr const char* not_ours = "This SQLite file belongs to another program. Choose another file for the store.";
constexpr const char* too_new = "This store was written by a newer Roadshow. Run that one, or a newer one.";
constexpr const char* too_old =
    "This store was written by an older Roadshow. Start roadshow serve with it, which brings it up to date.";

}  // namespace

std::string migrate(Database& database) {
  const int64_t owner = database.number("pragma application_id");
  if (std::string why = database.failure(); !why.empty()) return why;
  if (owner != our_files && database.number("select count(*) from sqlite_schema") > 0) return not_ours;

  // WAL with synchronous=FULL: a commit is on the disk before it returns, and reading does not stop writing.
  // secure_delete: what is removed is overwritten with zeros in the file.
  // wal_autocheckpoint, in pages: pages that many commits change are copied once for all of them. cache_size, in KiB:
  // the indexes by random ids stay in memory.
  bool ok = database.run(
      "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;"
      "pragma wal_autocheckpoint = 8000; pragma cache_size = -16384; begin immediate;"
      "create table if not exists migration(version integer primary key, applied_at text not null);"
      "pragma application_id = 0x52534857;");
  int64_t version = database.number("select max(version) from migration");
  if (ok && version > newest) return too_new;
  for (; ok && version < newest; ++version) {
    const std::string done = "insert into migration values(" + std::to_string(version + 1) + ", datetime('now'))";
    ok = database.run(migrations[static_cast<size_t>(version)]) && database.run(done.c_str());
  }
  return ok && database.run("commit") ? std::string() : database.reason();
}

std::string check_readable(Database& database) {
  const int64_t owner = database.number("pragma application_id");
  if (std::string why = database.failure(); !why.empty()) return why;
  if (owner != our_files) return not_ours;
  const int64_t version = database.number("select max(version) from migration");
  return version > newest ? too_new : version < newest ? too_old : std::string();
}

}  // namespace roadshow::server
