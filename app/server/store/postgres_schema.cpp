#include "server/store/postgres_schema.hpp"

#include <array>
#include <chrono>
#include <thread>

namespace roadshow::server {
namespace {

// Migration n, from 1, makes version n of the tables from version n - 1. One that was ever used is never edited. Every
// statement can be done again, each is a transaction of its own (distributed databases change tables one at a time),
// and the words are those that PostgreSQL, Citus, YugabyteDB and CockroachDB share. With Citus, distribute response by
// id, equality and contact by key, and make the others reference tables.
const std::array<std::vector<std::string>, 1> migrations = {{
    // 1. As in the SQLite store (see sqlite_schema.cpp). `block` holds the numbers that processes took for `sequence`,
    // a
    // thousand at a time. The index by sequence is not unique: one that spans nodes would have to ask them all.
    {R"(create table if not exists roadshow_response(
          id uuid primary key, survey text not null, version text not null, sha256 text not null,
          sequence bigint not null, stored_at text not null, body text not null, body_sha256 text not null,
          month text not null, withdrawal text not null, removed text not null default ''))",
     R"(create index if not exists roadshow_response_by_sequence on roadshow_response(survey, sequence))",
     R"(create index if not exists roadshow_response_by_month on roadshow_response(survey, month) where removed = '')",
     R"(create table if not exists roadshow_equality(
          key text primary key, survey text not null, month text not null, body text not null))",
     R"(create index if not exists roadshow_equality_by_month on roadshow_equality(survey, month))",
     R"(create table if not exists roadshow_contact(
          key text primary key, survey text not null, month text not null, body text not null))",
     R"(create index if not exists roadshow_contact_by_month on roadshow_contact(survey, month))",
     R"(create table if not exists roadshow_entry(
          kind text not null, key text not null, body text not null, primary key(kind, key)))",
     R"(create table if not exists roadshow_block(number bigint primary key, taken_at text not null))",
     R"(create table if not exists roadshow_probe(one integer primary key, at text not null))"},
}};
constexpr int64_t newest = static_cast<int64_t>(migrations.size());

constexpr const char* too_new = "This store was written by a newer Roadshow. Run that one, or a newer one.";

// Those who make the same table at once can trip over each other in the server's own tables.
PgResult run_until_alone(PgConnection& connection, const std::string& sql) {
  for (int attempt = 0;; ++attempt) {
    PgResult result = connection.run(sql);
    if (result.ok() || attempt == 9 || !connection.usable()) return result;
    std::this_thread::sleep_for(std::chrono::milliseconds(20 << attempt % 5));
  }
}

}  // namespace

std::string migrate(PgConnection& connection) {
  const auto reason = [](const PgResult& result) {
    return "The tables of the store cannot be made: " + result.message() + ".";
  };
  // Most often all is there, and then nothing is written.
  PgResult known = connection.run("select coalesce(max(version), 0) from roadshow_migration");
  if (!known.ok()) {
    PgResult made = run_until_alone(connection,
                                    "create table if not exists roadshow_migration(version integer primary key,"
                                    " applied_at timestamptz not null default now())");
    if (!made.ok()) return reason(made);
    known = connection.run("select coalesce(max(version), 0) from roadshow_migration");
    if (!known.ok()) return reason(known);
  }
  int64_t version = known.number(0, 0);
  if (version > newest) return too_new;
  for (; version < newest; ++version) {
    for (const std::string& sql : migrations[static_cast<size_t>(version)]) {
      if (const PgResult done = run_until_alone(connection, sql); !done.ok()) return reason(done);
    }
    const PgResult noted = connection.run("insert into roadshow_migration(version) values(" +
                                          std::to_string(version + 1) + ") on conflict do nothing");
    if (!noted.ok()) return reason(noted);
  }
  return {};
}

}  // namespace roadshow::server
