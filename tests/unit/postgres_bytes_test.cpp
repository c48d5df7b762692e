// Somebody may ask a PostgreSQL store for everything, system columns included: the transaction that wrote a row (xmin),
// and where it stands (ctid).
#include <chrono>
#include <functional>
#include <thread>

#include "server/store/postgres.hpp"
#include "store_kinds.hpp"

using namespace roadshow::server;
using namespace std::chrono_literals;

namespace {

constexpr int count = 60;

int64_t number(PgConnection& connection, const std::string& sql) {
  const PgResult result = connection.run(sql);
  REQUIRE_MESSAGE(result.ok(), result.message());
  return result.number(0, 0);
}

int64_t joined(PgConnection& connection, const std::string& one, const std::string& other) {
  return number(connection, "select count(*) from roadshow_" + one + " a join roadshow_" + other +
                                " b on a.xmin::text = b.xmin::text where (select count(*) from roadshow_" + other +
                                " c where c.xmin::text = b.xmin::text) < 5");
}

// How many rows stand before a row with a smaller key.
int64_t out_of_order(PgConnection& connection, const std::string& table) {
  return number(connection, "select count(*) from (select key, lead(key) over (order by ctid) as next from roadshow_" +
                                table + ") rows where next < key");
}

bool soon(const std::function<bool()>& so) {
  for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
    if (so()) return true;
    std::this_thread::sleep_for(50ms);
  }
  return so();
}

// Keys whose order is not that of coming.
Record response(int number) {
  Record record = with_pieces(number);
  const std::string key = std::to_string(number * 37 % 211 + 100);
  record.equality->key = "e" + key;
  record.contact->key = "c" + key;
  return record;
}

}  // namespace

TEST_CASE("PostgreSQL: neither transactions nor places of rows say which pieces came with which answers") {
  const Postgres database;
  const auto store = database.open();
  for (int i = 1; i <= count; ++i) REQUIRE(insert_and_wait(*store, response(i)).outcome == InsertOutcome::stored);
  PgConnection eyes(database.address);
  const auto all_apart = [&] {
    return joined(eyes, "response", "equality") == 0 && joined(eyes, "response", "contact") == 0 &&
           joined(eyes, "contact", "equality") == 0 && out_of_order(eyes, "equality") == 0 &&
           out_of_order(eyes, "contact") == 0;
  };
  CHECK(soon(all_apart));
  REQUIRE(number(eyes, "select count(*) from roadshow_equality") == count);
  REQUIRE(number(eyes, "select count(*) from roadshow_contact") == count);

  // One that comes later, and one that is taken back.
  REQUIRE(insert_and_wait(*store, response(count + 1)).outcome == InsertOutcome::stored);
  CHECK(soon(all_apart));
  const std::string key = std::to_string(37 + 100);
  REQUIRE(withdraw_and_wait(*store, {"views", id_of(1), "hash 1", "e" + key, "c" + key}).outcome ==
          Withdrawn::withdrawn);
  CHECK(number(eyes, "select count(*) from roadshow_equality") == count);
}

TEST_CASE("PostgreSQL: what one process takes back while another writes the rows again stays taken back") {
  const Postgres database;
  const auto one = database.open();
  const auto other = database.open();
  for (int i = 1; i <= count; ++i) REQUIRE(insert_and_wait(*one, response(i)).outcome == InsertOutcome::stored);
  for (int i = 1; i <= count; i += 2) {
    const std::string key = std::to_string(i * 37 % 211 + 100);
    REQUIRE(withdraw_and_wait(*other, {"views", id_of(i), "hash " + std::to_string(i), "e" + key, "c" + key}).outcome ==
            Withdrawn::withdrawn);
    REQUIRE(insert_and_wait(*one, response(count + i)).outcome ==
            InsertOutcome::stored);  // keeps the first one writing again
    if (i % 20 == 1) std::this_thread::sleep_for(300ms);
  }
  PgConnection eyes(database.address);
  CHECK(number(eyes, "select count(*) from roadshow_equality") == count);
  CHECK(number(eyes, "select count(*) from roadshow_contact") == count);
}
