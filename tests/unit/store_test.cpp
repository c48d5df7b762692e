// What every store promises: about one id, about what is kept apart, about withdrawal, retention and staff's entries.
#include "server/store/store.hpp"

#include <set>
#include <thread>

#include "store_kinds.hpp"

using namespace roadshow::server;

namespace {

std::vector<std::string> pieces_of(Store& store, PieceKind part) {
  std::vector<std::string> pieces;
  const std::string why = store.for_each_piece(part, "views", [&](const Piece& piece, const std::string& month) {
    pieces.push_back(month + " " + piece.key + ": " + piece.body);
  });
  CHECK(why == "");
  return pieces;
}

std::vector<std::string> bodies_of(Store& store) {
  std::vector<std::string> bodies;
  CHECK(store.for_each_response("views", [&](const Stored& stored) { bodies.push_back(stored.record.body); }) == "");
  return bodies;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE_TEMPLATE("store: the same twice gives the same receipt, other content is a conflict", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();

  const InsertResult first = insert_and_wait(*store, record(1));
  CHECK(first.outcome == InsertOutcome::stored);
  CHECK(first.receipt.id == id_of(1));
  CHECK(first.receipt.sha256 == "sha of {}");
  CHECK(first.receipt.sequence == 1);
  CHECK(first.receipt.stored_at.size() == std::string_view("2026-11-21T23:58:01.123Z").size());

  const InsertResult again = insert_and_wait(*store, record(1));
  CHECK(again.outcome == InsertOutcome::same);
  CHECK(same_receipt(again.receipt, first.receipt));

  const InsertResult other = insert_and_wait(*store, record(1, "other"));
  CHECK(other.outcome == InsertOutcome::conflict);
  CHECK(rows_of(*store) == 1);
  CHECK(insert_and_wait(*store, record(2)).receipt.sequence > first.receipt.sequence);
}

TEST_CASE_TEMPLATE("store: many at once are all there once", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  constexpr int threads = 8;
  constexpr int each = 25;
  std::vector<std::vector<InsertResult>> results(threads);
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      for (int i = 0; i < each; ++i)
        results[static_cast<size_t>(t)].push_back(insert_and_wait(*store, record(t * each + i)));
    });
  }
  for (std::thread& thread : running) thread.join();

  std::set<int64_t> sequences;
  for (const auto& list : results) {
    for (const InsertResult& result : list) {
      CHECK(result.outcome == InsertOutcome::stored);
      sequences.insert(result.receipt.sequence);
    }
  }
  CHECK(sequences.size() == threads * each);
  CHECK(rows_of(*store) == threads * each);
}

TEST_CASE_TEMPLATE("store: many with one id at once give one stored, and the rest the same receipt", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  std::vector<InsertResult> results(50);
  std::atomic<int> waiting = 50;
  for (InsertResult& result : results) {
    store->insert(record(7), [&](InsertResult r) {
      result = std::move(r);
      --waiting;
    });
  }
  while (waiting > 0) std::this_thread::yield();
  int stored = 0;
  for (const InsertResult& result : results) {
    stored += result.outcome == InsertOutcome::stored;
    CHECK(same_receipt(result.receipt, results[0].receipt));
  }
  CHECK(stored == 1);
}

TEST_CASE_TEMPLATE("store: closing stores what waits, and opening again keeps all", Kind, Sqlite, Postgres) {
  const Kind kind;
  std::atomic<int> stored = 0;
  {
    const auto store = kind.open();
    for (int i = 0; i < 100; ++i)
      store->insert(record(i, "body " + std::to_string(i)),
                    [&](const InsertResult& r) { stored += r.outcome == InsertOutcome::stored; });
  }
  CHECK(stored == 100);
  const auto store = kind.open();
  CHECK(rows_of(*store) == 100);
  CHECK(insert_and_wait(*store, record(3, "body 3")).outcome == InsertOutcome::same);
  CHECK(insert_and_wait(*store, record(100)).receipt.sequence > 100);

  int64_t last = 0;
  int rows = 0;
  const std::string why = store->for_each_response("views", [&](const Stored& row) {
    CHECK(row.receipt.sequence > last);
    CHECK(row.record.version == "1");
    if (rows < 100) CHECK(row.record.body == "body " + std::to_string(rows));
    ++rows;
    last = row.receipt.sequence;
  });
  CHECK(why == "");
  CHECK(rows == 101);
  CHECK(store->for_each_response("no such survey", [](const Stored&) { FAIL("there is none"); }) == "");
}

TEST_CASE_TEMPLATE("store: the pieces of a response are kept apart, and all come in the order of their keys", Kind,
                   Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  REQUIRE(insert_and_wait(*store, with_pieces(2)).outcome == InsertOutcome::stored);
  REQUIRE(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::stored);
  CHECK(pieces_of(*store, PieceKind::equality) == Lines{"2026-11 e1: equality of 1", "2026-11 e2: equality of 2"});
  CHECK(pieces_of(*store, PieceKind::contact) == Lines{"2026-11 c1: contact of 1", "2026-11 c2: contact of 2"});
  CHECK(bodies_of(*store) == Lines{"answers of 1", "answers of 2"});
  CHECK(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::same);
  CHECK(pieces_of(*store, PieceKind::equality).size() == 2);
}

TEST_CASE_TEMPLATE("store: page after page gives every response once, with its flag, and every piece", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  constexpr int responses = 1'234;
  for (int number = 1; number <= responses; ++number)
    store->insert(with_pieces(number),
                  [](const InsertResult& result) { CHECK(result.outcome == InsertOutcome::stored); });
  REQUIRE(upsert_and_wait(*store, {"flag", id_of(700), "flagged"}).empty());
  REQUIRE(withdraw_and_wait(*store, withdrawal_of(5)).outcome == Withdrawn::withdrawn);

  std::set<std::string> ids;
  std::string last;
  const Pages pages = store->pages("views");
  while (true) {
    const auto page = pages();
    REQUIRE(std::holds_alternative<std::vector<Stored>>(page));
    const auto& rows = std::get<std::vector<Stored>>(page);
    CHECK(rows.size() <= 500);
    for (const Stored& row : rows) {
      CHECK(ids.insert(row.record.id).second);
      CHECK(row.record.id > last);  // which says nothing of time
      CHECK(row.receipt.sequence > 0);
      CHECK(row.flag == (row.record.id == id_of(700) ? "flagged" : ""));
      last = row.record.id;
    }
    if (rows.empty()) break;
  }
  CHECK(ids.size() == responses - 1);
  CHECK(ids.count(id_of(5)) == 0);

  for (const PieceKind part : {PieceKind::equality, PieceKind::contact}) {
    const PiecePages pieces = store->piece_pages(part, "views");
    Lines read;
    while (true) {
      const auto page = pieces();
      REQUIRE(std::holds_alternative<std::vector<StoredPiece>>(page));
      for (const StoredPiece& one : std::get<std::vector<StoredPiece>>(page))
        read.push_back(one.month + " " + one.piece.key + ": " + one.piece.body);
      if (std::get<std::vector<StoredPiece>>(page).empty()) break;
    }
    CHECK(read == pieces_of(*store, part));
    CHECK(read.size() == responses - 1);
  }
}

TEST_CASE_TEMPLATE("store: a piece whose key is taken stores nothing of the response", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  REQUIRE(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::stored);
  Record other = with_pieces(2);
  other.contact->key = "c1";
  CHECK(insert_and_wait(*store, other).outcome == InsertOutcome::conflict);
  CHECK(rows_of(*store) == 1);
  CHECK(pieces_of(*store, PieceKind::equality).size() == 1);
  CHECK(pieces_of(*store, PieceKind::contact) == Lines{"2026-11 c1: contact of 1"});
  CHECK(insert_and_wait(*store, with_pieces(3)).outcome == InsertOutcome::stored);
}

TEST_CASE_TEMPLATE("store: a response that is withdrawn goes with its pieces, and does not come back", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  const InsertResult first = insert_and_wait(*store, with_pieces(1));
  REQUIRE(insert_and_wait(*store, with_pieces(2)).outcome == InsertOutcome::stored);

  Withdrawal wrong = withdrawal_of(1);
  wrong.withdrawal = "hash 2";
  CHECK(withdraw_and_wait(*store, wrong).outcome == Withdrawn::none);
  wrong.withdrawal = "";
  CHECK(withdraw_and_wait(*store, wrong).outcome == Withdrawn::none);
  CHECK(rows_of(*store) == 2);

  CHECK(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);
  CHECK(bodies_of(*store) == Lines{"answers of 2"});
  CHECK(rows_of(*store) == 1);
  CHECK(pieces_of(*store, PieceKind::equality) == Lines{"2026-11 e2: equality of 2"});
  CHECK(pieces_of(*store, PieceKind::contact) == Lines{"2026-11 c2: contact of 2"});

  const InsertResult late = insert_and_wait(*store, with_pieces(1));
  CHECK(late.outcome == InsertOutcome::same);
  CHECK(same_receipt(late.receipt, first.receipt));
  CHECK(rows_of(*store) == 1);
  CHECK(pieces_of(*store, PieceKind::contact).size() == 1);
  CHECK(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);  // the acknowledgement was lost
  CHECK(insert_and_wait(*store, with_pieces(3)).receipt.sequence > 2);
}

TEST_CASE_TEMPLATE("store: what staff wrote beside a response goes with it, withdrawn or past its time", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  for (const int number : {1, 2, 3}) {
    Record one = with_pieces(number);
    one.month = number == 3 ? "2026-10" : "2026-11";
    REQUIRE(insert_and_wait(*store, one).outcome == InsertOutcome::stored);
    REQUIRE(upsert_and_wait(*store, {"flag", id_of(number), "flag"}).empty());
    for (const std::string question : {"works_well", "anything_else"})
      REQUIRE(upsert_and_wait(*store, {"annotation", "views/" + id_of(number) + "/" + question, "note"}).empty());
  }
  REQUIRE(upsert_and_wait(*store, {"audit", "2026", "line"}).empty());
  const auto keys = [&](const std::string& kind_of_entry) {
    Lines found;
    CHECK(store->for_each_entry(kind_of_entry, [&](const Entry& entry) { found.push_back(entry.key); }).empty());
    return found;
  };
  CHECK(keys("annotation").size() == 6);

  CHECK(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);
  CHECK(keys("flag") == Lines{id_of(2), id_of(3)});
  CHECK(keys("annotation").size() == 4);
  CHECK(std::holds_alternative<Removed>(store->delete_before("views", "2026-11")));
  CHECK(keys("flag") == Lines{id_of(2)});
  CHECK(keys("annotation") == Lines{"views/" + id_of(2) + "/anything_else", "views/" + id_of(2) + "/works_well"});
  CHECK(keys("audit").size() == 1);
}

TEST_CASE_TEMPLATE("store: a response is withdrawn by the start of its id", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  Record one = with_pieces(1);
  one.id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  Record other = with_pieces(2);
  other.id = "0f8fad5b-da00-469f-a165-70867728950e";
  other.withdrawal = one.withdrawal;
  REQUIRE(insert_and_wait(*store, one).outcome == InsertOutcome::stored);
  REQUIRE(insert_and_wait(*store, other).outcome == InsertOutcome::stored);
  CHECK(withdraw_and_wait(*store, {"views", "0f8fad5b-d9", "hash 1", "", ""}).outcome == Withdrawn::withdrawn);
  CHECK(bodies_of(*store) == Lines{"answers of 2"});
}

TEST_CASE_TEMPLATE("store: contact details can go alone", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  REQUIRE(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::stored);
  CHECK(delete_piece_and_wait(*store, PieceKind::contact, "other survey", "c1") == "");
  CHECK(pieces_of(*store, PieceKind::contact).size() == 1);
  CHECK(delete_piece_and_wait(*store, PieceKind::contact, "views", "c1") == "");
  CHECK(pieces_of(*store, PieceKind::contact).empty());
  CHECK(pieces_of(*store, PieceKind::equality).size() == 1);
  CHECK(rows_of(*store) == 1);
}

TEST_CASE_TEMPLATE("store: what is older than a month is removed, however much it is", Kind, Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  std::atomic<int> stored = 0;
  for (int i = 0; i < 2500; ++i) {
    Record one = with_pieces(i);
    one.month = i < 2100 ? "2026-10" : "2026-11";
    if (i % 2 == 1) one.equality.reset();
    store->insert(std::move(one),
                  [&](const InsertResult& result) { stored += result.outcome == InsertOutcome::stored; });
  }
  Record elsewhere = with_pieces(9000);
  elsewhere.survey = "other";
  elsewhere.month = "2020-01";
  REQUIRE(insert_and_wait(*store, elsewhere).outcome == InsertOutcome::stored);
  REQUIRE(stored == 2500);

  const auto result = store->delete_before("views", "2026-11");
  REQUIRE(std::holds_alternative<Removed>(result));
  CHECK(std::get<Removed>(result).responses == 2100);
  CHECK(std::get<Removed>(result).equality == 1050);
  CHECK(std::get<Removed>(result).contact == 2100);
  CHECK(rows_of(*store) == 401);
  CHECK(bodies_of(*store).size() == 400);
  CHECK(pieces_of(*store, PieceKind::contact).size() == 400);
  Record late = with_pieces(0);
  late.month = "2026-10";
  CHECK(insert_and_wait(*store, late).outcome == InsertOutcome::same);
  CHECK(rows_of(*store) == 401);
}

TEST_CASE_TEMPLATE("store: an entry is kept only where another stands, or beside a response that is there", Kind,
                   Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  const auto kept = [&](const std::string& body, Precondition provided, const std::string& key = "views") {
    const auto result = store->compare_and_swap({"results", key, body}, std::move(provided));
    REQUIRE(std::holds_alternative<Swapped>(result));
    return std::get<Swapped>(result);
  };
  const auto body_of = [&] {
    std::string body;
    CHECK(store->for_each_entry("results", [&](const Entry& entry) { body = entry.body; }) == "");
    return body;
  };
  CHECK_FALSE(kept("two", {.before = "one"}).kept);
  CHECK(kept("one", {.before = ""}).kept);
  CHECK(kept("one", {.before = ""}).kept);  // the very same, as when the first answer was lost
  CHECK_FALSE(kept("two", {.before = ""}).kept);
  CHECK(kept("two", {.before = "one"}).kept);
  CHECK_FALSE(kept("three", {.before = "one"}).kept);
  CHECK(body_of() == "two");

  REQUIRE(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::stored);
  const Precondition there{.survey = "views", .response = id_of(1)};
  CHECK(kept("note", there).response == "answers of 1");
  CHECK_FALSE(kept("note", {.survey = "other", .response = id_of(1)}).kept);
  CHECK_FALSE(kept("note", {.survey = "views", .response = id_of(2)}).kept);
  REQUIRE(store->compare_and_swap({"quote", "views/" + id_of(1) + "/words", "More buses."}, there).index() == 0);
  REQUIRE(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);
  CHECK_FALSE(kept("later", there).kept);
  CHECK(body_of() == "note");
  CHECK(store->for_each_entry("quote", [&](const Entry&) { FAIL("words that were taken back"); }) == "");
}

TEST_CASE_TEMPLATE("store: staff's entries are kept, replaced and dropped; the audit log is only added to", Kind,
                   Sqlite, Postgres) {
  const Kind kind;
  const auto store = kind.open();
  const auto entries = [&](const std::string& kind) {
    Lines lines;
    CHECK(store->for_each_entry(kind, [&](const Entry& entry) { lines.push_back(entry.key + "=" + entry.body); }) ==
          "");
    return lines;
  };
  CHECK(upsert_and_wait(*store, {"token", "b", "1"}) == "");
  CHECK(upsert_and_wait(*store, {"token", "a", "2"}) == "");
  CHECK(upsert_and_wait(*store, {"token", "b", "3"}) == "");
  CHECK(upsert_and_wait(*store, {"annotation", "b", "4"}) == "");
  CHECK(entries("token") == Lines{"a=2", "b=3"});
  CHECK(delete_entry_and_wait(*store, "token", "b") == "");
  CHECK(entries("token") == Lines{"a=2"});
  CHECK(entries("annotation") == Lines{"b=4"});

  CHECK(upsert_and_wait(*store, {"audit", "2026-11-21T10:00:00Z 1", "sign-in"}) == "");
  CHECK(upsert_and_wait(*store, {"audit", "2026-11-21T10:00:00Z 1", "nothing to see"}) != "");
  CHECK(delete_entry_and_wait(*store, "audit", "2026-11-21T10:00:00Z 1") != "");
  CHECK(entries("audit") == Lines{"2026-11-21T10:00:00Z 1=sign-in"});
}
