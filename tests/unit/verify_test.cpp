// What roadshow verify finds and roadshow backup copies.
#include "server/store/verify.hpp"

#include <thread>

#include "server/store/postgres.hpp"
#include "store_kinds.hpp"

using namespace roadshow::server;
namespace fs = std::filesystem;

namespace {

std::string name_of(const Sqlite& kind) { return kind.folder.store(); }
std::string name_of(const Postgres& kind) { return kind.address; }

// Changes the store behind its back.
void tamper(const Sqlite& kind, const std::string& sql) {
  REQUIRE(Database(kind.folder.store(), Database::Mode::create).run(sql.c_str()));
}
void tamper(const Postgres& kind, const std::string& sql) {
  const std::string theirs = "roadshow_response";
  std::string renamed = sql;
  renamed.replace(renamed.find("response"), 8, theirs);
  REQUIRE(PgConnection(kind.address).run(renamed).ok());
}

Findings found(const std::string& name) {
  const auto result = verify_store(name);
  REQUIRE(std::holds_alternative<Findings>(result));
  return std::get<Findings>(result);
}

}  // namespace

TEST_CASE_TEMPLATE("verify: what is right is counted, and withdrawn responses explain themselves", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  for (int i = 1; i <= 5; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
  Record old = with_pieces(6);
  old.month = "2026-01";
  REQUIRE(insert_and_wait(*store, old).outcome == InsertOutcome::stored);
  REQUIRE(withdraw_and_wait(*store, withdrawal_of(2)).outcome == Withdrawn::withdrawn);
  REQUIRE(std::holds_alternative<Removed>(store->delete_before("views", "2026-11")));
  const Findings findings = found(name_of(kind));
  CHECK(findings.there == 4);
  CHECK(findings.withdrawn == 1);
  CHECK(findings.expired == 1);
  CHECK(findings.equality == 4);
  CHECK(findings.contact == 4);
  CHECK(findings.faults == 0);
}

TEST_CASE_TEMPLATE("verify: a body that was changed is found", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  for (int i = 1; i <= 3; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
  tamper(kind, "update response set body = 'answers of 9' where id = '" + id_of(2) + "'");
  const Findings findings = found(name_of(kind));
  CHECK(findings.faults == 1);
  CHECK(findings.sentences ==
        std::vector<std::string>{"Response " + id_of(2) + " is not what was stored: its hash is another one."});
}

TEST_CASE("verify: responses that are missing from a file are found") {
  const Sqlite kind;
  const auto store = kind.open();
  for (int i = 1; i <= 6; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
  tamper(kind, "delete from response where sequence in (2, 4, 5)");
  CHECK(found(name_of(kind)).sentences ==
        std::vector<std::string>{"Response number 2 is missing.", "Responses number 4 to 5 are missing."});
}

TEST_CASE("verify: a number that was given twice is found in a database") {
  const Postgres kind;
  const auto store = kind.open();
  for (int i = 1; i <= 3; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
  tamper(kind, "update response set sequence = 1");
  CHECK(found(name_of(kind)).sentences == std::vector<std::string>{"Number 1 was given to more than one response."});
}

TEST_CASE("verify: a damaged file is found, and what is no store is refused") {
  const Sqlite kind;
  {
    const auto store = kind.open();
    for (int i = 1; i <= 300; ++i) store->insert(record(i, std::string(500, 'x')), [](const InsertResult&) {});
  }
  fs::resize_file(kind.folder.store(), fs::file_size(kind.folder.store()) / 2);
  const auto result = verify_store(kind.folder.store());
  CHECK((std::holds_alternative<roadshow::Problems>(result) || std::get<Findings>(result).faults > 0));
  CHECK(std::holds_alternative<roadshow::Problems>(verify_store(kind.folder.path / "missing.db")));
}

TEST_CASE("backup: a copy made while responses come is whole, and holds all that was acknowledged before it began") {
  const Sqlite kind;
  const auto store = kind.open();
  std::atomic<int> stored = 0;
  std::atomic<bool> enough = false;
  std::thread writer([&] {
    for (int i = 0; !enough; ++i) {
      store->insert(with_pieces(i),
                    [&](const InsertResult& result) { stored += result.outcome == InsertOutcome::stored; });
      while (i - stored > 50) std::this_thread::yield();
    }
  });
  const std::string copy = kind.folder.path / "copy.db";
  for (int round = 1; round <= 3; ++round) {
    while (stored < round * 200) std::this_thread::yield();
    const int before = stored;
    fs::remove(copy);
    CHECK(copy_sqlite(kind.folder.store(), copy) == "");
    const Findings findings = found(copy);
    CHECK(findings.faults == 0);
    CHECK(findings.there >= before);
    CHECK(findings.equality == findings.there);
  }
  enough = true;
  writer.join();
  CHECK(insert_and_wait(*sqlite_store(copy), with_pieces(0)).outcome == InsertOutcome::same);
}

TEST_CASE("backup: a copy of a store that is not whole is not kept, and an older one stays") {
  const Sqlite kind;
  const auto store = kind.open();
  for (int i = 1; i <= 3; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
  tamper(kind, "update response set body = 'answers of 9' where id = '" + id_of(2) + "'");
  const std::string copy = kind.folder.path / "copy.db";
  CHECK(copy_sqlite(kind.folder.store(), copy).find("not what was stored") != std::string::npos);
  CHECK(!fs::exists(copy));
  CHECK(copy_sqlite(kind.folder.store(), "/no/such/folder/copy.db") != "");
}

TEST_CASE("backup: a store that ends before what was acknowledged does not take the place of a good copy") {
  const Sqlite kind;
  const std::string path = kind.folder.store();
  const std::string old = kind.folder.path / "old.db";
  for (int i = 1; i <= 5; ++i) {
    REQUIRE(insert_and_wait(*kind.open(), with_pieces(i)).outcome == InsertOutcome::stored);
    if (i == 3) fs::copy_file(path, old);
  }
  fs::copy_file(old, path, fs::copy_options::overwrite_existing);
  const std::string copy = kind.folder.path / "copy.db";
  CHECK(copy_sqlite(path, copy).find("Responses number 4 to 5 are missing") != std::string::npos);
  CHECK(!fs::exists(copy));
}
