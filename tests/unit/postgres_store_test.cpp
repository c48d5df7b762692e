// The PostgreSQL store alone: several processes on one database, connections that are lost, servers that come back.
#include <array>
#include <cstdlib>
#include <map>
#include <thread>

#include "server/store/postgres.hpp"
#include "source_folder.hpp"
#include "store_kinds.hpp"

using namespace roadshow::server;

namespace {

// What the command prints; the test fails with it when the command fails.
std::string output_of(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 1000> part{};
  while (const size_t size = std::fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), size);
  const bool ok = pclose(pipe) == 0;
  REQUIRE_MESSAGE(ok, text);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

const std::string script = roadshow::test::source_folder() / "tests/postgres";

// The server's folder and address. It ends when this process does.
struct Server {
  Server()
      : folder("/tmp/roadshow-postgres-" + std::to_string(getpid())),
        address(output_of(script + " start " + folder + " " + std::to_string(getpid()))) {}
  ~Server() { std::system((script + " stop " + folder + "; rm -rf " + folder).c_str()); }
  std::string folder;
  std::string address;
};

Server& test_server() {
  static Server one;
  return one;
}

}  // namespace

std::string Postgres::new_postgres_schema() {
  static int number = 0;
  const std::string name = "test" + std::to_string(++number);
  PgConnection connection(test_server().address);
  REQUIRE_MESSAGE(connection.usable(), connection.failure());
  REQUIRE(connection.run("create schema " + name).ok());
  return test_server().address + "&options=-csearch_path%3D" + name;
}

void Postgres::restart() { output_of(script + " restart " + test_server().folder); }

TEST_CASE("postgres: several processes that race with the same ids give exactly one stored for each") {
  const Postgres kind;
  constexpr int stores = 4;
  constexpr int ids = 300;
  std::vector<std::vector<InsertResult>> results(stores, std::vector<InsertResult>(ids));
  std::vector<std::thread> threads;
  for (size_t s = 0; s < stores; ++s) {
    threads.emplace_back([&, s] {
      const auto store = kind.open();  // each opens, makes the tables and writes by itself, as a process does
      for (size_t i = 0; i < ids; ++i) {
        const size_t place = s % 2 == 0 ? i : ids - 1 - i;  // some backwards, so that transactions meet
        store->insert(with_pieces(static_cast<int>(place)),
                      [&, s, place](InsertResult r) { results[s][place] = std::move(r); });
        if (i % 10 == 0) std::this_thread::yield();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  std::map<int64_t, int> sequences;
  for (size_t i = 0; i < ids; ++i) {
    int stored = 0;
    for (size_t s = 0; s < stores; ++s) {
      const InsertResult& result = results[s][i];
      CHECK_MESSAGE((result.outcome == InsertOutcome::stored || result.outcome == InsertOutcome::same), result.why);
      CHECK(same_receipt(result.receipt, results[0][i].receipt));
      stored += result.outcome == InsertOutcome::stored;
    }
    CHECK(stored == 1);
    ++sequences[results[0][i].receipt.sequence];
  }
  CHECK(sequences.size() == ids);
  const auto store = kind.open();
  CHECK(rows_of(*store) == ids);
  int pieces = 0;
  CHECK(store->for_each_piece(PieceKind::equality, "views", [&](const Piece&, const std::string&) { ++pieces; }) == "");
  CHECK(pieces == ids);
}

TEST_CASE("postgres: a connection that is lost is made again, and nothing is stored twice") {
  const Postgres kind;
  const auto store = kind.open();
  REQUIRE(insert_and_wait(*store, record(1)).outcome == InsertOutcome::stored);
  PgConnection other(kind.address);
  REQUIRE(other
              .run("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and "
                   "backend_type = 'client backend'")
              .ok());
  CHECK(insert_and_wait(*store, record(2)).outcome == InsertOutcome::stored);
  CHECK(insert_and_wait(*store, record(1)).outcome == InsertOutcome::same);
  CHECK(rows_of(*store) == 2);
}

TEST_CASE("postgres: after the server crashed and came back, all is there and it goes on") {
  const Postgres kind;
  const auto store = kind.open();
  REQUIRE(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::stored);
  Postgres::restart();
  CHECK(insert_and_wait(*store, with_pieces(2)).outcome == InsertOutcome::stored);
  CHECK(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::same);
  CHECK(rows_of(*store) == 2);
}

TEST_CASE("postgres: one that the database refuses does not hold up the others") {
  const Postgres kind;
  const auto store = kind.open();
  REQUIRE(check_writable_and_wait(*store) == "");
  std::vector<InsertResult> results(3);
  std::atomic<int> waiting = 3;
  for (size_t i = 0; i < 3; ++i) {
    Record one = record(static_cast<int>(i));
    if (i == 1) one.body = "\xff\xfe";  // not UTF-8
    store->insert(std::move(one), [&, i](InsertResult result) {
      results[i] = std::move(result);
      --waiting;
    });
  }
  while (waiting > 0) std::this_thread::yield();
  CHECK(results[0].outcome == InsertOutcome::stored);
  CHECK(results[1].outcome == InsertOutcome::unavailable);
  CHECK(results[1].why != "");
  CHECK(results[2].outcome == InsertOutcome::stored);
  CHECK(insert_and_wait(*store, record(3)).outcome == InsertOutcome::stored);
}

TEST_CASE("postgres: a database that is only read is unavailable, and works again when it is not") {
  const Postgres kind;
  REQUIRE(check_writable_and_wait(*kind.open()) == "");
  {
    const auto store = postgres_store(kind.address + "%20-cdefault_transaction_read_only%3Don");
    CHECK(check_writable_and_wait(*store) != "");
    CHECK(insert_and_wait(*store, record(1)).outcome == InsertOutcome::unavailable);
  }
  const auto store = kind.open();
  CHECK(insert_and_wait(*store, record(1)).outcome == InsertOutcome::stored);
}

TEST_CASE("postgres: a commit is on the disk before it is acknowledged, also where the server was told otherwise") {
  const Postgres kind;
  const auto store = postgres_store(kind.address + "%20-csynchronous_commit%3Doff");
  REQUIRE(check_writable_and_wait(*store) == "");
  PgConnection other(kind.address);
  // The store's own setting cannot be seen from outside; so what it wrote must be flushed, as the log's places say.
  const PgResult before = other.run("select pg_current_wal_insert_lsn()");
  REQUIRE(insert_and_wait(*store, record(1)).outcome == InsertOutcome::stored);
  const PgResult flushed = other.run("select pg_current_wal_flush_lsn() > $1::pg_lsn", {before.text(0, 0)});
  CHECK(flushed.text(0, 0) == "t");
}

TEST_CASE("postgres: what is not there is said in words, without the password") {
  const auto store = postgres_store("postgresql://someone:secret@127.0.0.1:1/nowhere");
  const std::string why = check_writable_and_wait(*store);
  CHECK(why.starts_with("The database cannot be reached: "));
  CHECK(why.find("secret") == std::string::npos);
  CHECK(shown("postgresql://someone:secret@db.example:5432/roadshow?password=secret") ==
        "postgresql://db.example:5432/roadshow");
  CHECK(shown("data/roadshow.db") == "data/roadshow.db");
}

TEST_CASE("postgres: a store of a later Roadshow is refused") {
  const Postgres kind;
  REQUIRE(check_writable_and_wait(*kind.open()) == "");
  REQUIRE(PgConnection(kind.address).run("insert into roadshow_migration(version) values(999)").ok());
  CHECK(check_writable_and_wait(*kind.open()) ==
        "This store was written by a newer Roadshow. Run that one, or a newer one.");
}
