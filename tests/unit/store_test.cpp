// The SQLite store: what it promises about one id, about durability, and about a disk that says no.
#include "endpoint/store.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include "endpoint/sqlite.hpp"

using namespace roadshow::endpoint;
namespace fs = std::filesystem;

namespace {

// A folder of its own for each test.
struct Folder {
  Folder() {
    std::string name = fs::temp_directory_path() / "roadshow-store-XXXXXX";
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  std::string store() const { return path / "store.db"; }
  fs::path path;
};

std::string id_of(int number) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012d", number);
  return text;
}

Record record(int number, const std::string& body = "{}") {
  return {.id = id_of(number), .survey = "views", .version = "1", .sha256 = "sha of " + body, .body = body};
}

int64_t rows_of(Store& store) {
  const auto count = store.count();
  REQUIRE(std::holds_alternative<int64_t>(count));
  return std::get<int64_t>(count);
}

bool same_receipt(const Receipt& a, const Receipt& b) {
  return a.id == b.id && a.sha256 == b.sha256 && a.sequence == b.sequence && a.stored_at == b.stored_at;
}

// While it lives, the folder cannot be written, also not by root: the process goes on as nobody.
class ReadOnly {
 public:
  explicit ReadOnly(const Folder& folder) : folder_(folder) {
    chmod(folder_.path.c_str(), 0555);
    for (const auto& entry : fs::directory_iterator(folder_.path)) chmod(entry.path().c_str(), 0444);
    if (was_root_) REQUIRE(seteuid(65534) == 0);
  }
  ~ReadOnly() {
    if (was_root_ && seteuid(0) != 0) std::abort();
    prctl(PR_SET_DUMPABLE, 1);  // the leak check of the address sanitizer needs it back
    chmod(folder_.path.c_str(), 0755);
    for (const auto& entry : fs::directory_iterator(folder_.path)) chmod(entry.path().c_str(), 0644);
  }

 private:
  const Folder& folder_;
  const bool was_root_ = geteuid() == 0;
};

}  // namespace

TEST_CASE("store: the same twice gives the same receipt, other content is a conflict") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());

  const PutResult first = put_and_wait(*store, record(1));
  CHECK(first.outcome == Outcome::stored);
  CHECK(first.receipt.id == id_of(1));
  CHECK(first.receipt.sha256 == "sha of {}");
  CHECK(first.receipt.sequence == 1);
  CHECK(first.receipt.stored_at.size() == std::string_view("2026-11-21T23:58:01.123Z").size());

  const PutResult again = put_and_wait(*store, record(1));
  CHECK(again.outcome == Outcome::same);
  CHECK(same_receipt(again.receipt, first.receipt));

  const PutResult other = put_and_wait(*store, record(1, "other"));
  CHECK(other.outcome == Outcome::conflict);
  CHECK(rows_of(*store) == 1);
  CHECK(put_and_wait(*store, record(2)).receipt.sequence == 2);
}

TEST_CASE("store: many at once are all there once") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  constexpr int threads = 8;
  constexpr int each = 25;
  std::vector<std::vector<PutResult>> results(threads);
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      for (int i = 0; i < each; ++i)
        results[static_cast<size_t>(t)].push_back(put_and_wait(*store, record(t * each + i)));
    });
  }
  for (std::thread& thread : running) thread.join();

  std::set<int64_t> sequences;
  for (const auto& list : results) {
    for (const PutResult& result : list) {
      CHECK(result.outcome == Outcome::stored);
      sequences.insert(result.receipt.sequence);
    }
  }
  CHECK(sequences.size() == threads * each);
  CHECK(*sequences.begin() == 1);
  CHECK(*sequences.rbegin() == threads * each);
  CHECK(rows_of(*store) == threads * each);
}

TEST_CASE("store: many with one id at once give one stored, and the rest the same receipt") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  std::vector<PutResult> results(50);
  std::atomic<int> waiting = 50;
  for (PutResult& result : results) {
    store->put(record(7), [&](PutResult r) {
      result = std::move(r);
      --waiting;
    });
  }
  while (waiting > 0) std::this_thread::yield();
  int stored = 0;
  for (const PutResult& result : results) {
    stored += result.outcome == Outcome::stored;
    CHECK(same_receipt(result.receipt, results[0].receipt));
  }
  CHECK(stored == 1);
}

TEST_CASE("store: closing stores what waits, and opening again keeps all") {
  const Folder folder;
  std::atomic<int> stored = 0;
  {
    const auto store = sqlite_store(folder.store());
    for (int i = 0; i < 100; ++i)
      store->put(record(i, "body " + std::to_string(i)),
                 [&](const PutResult& r) { stored += r.outcome == Outcome::stored; });
  }
  CHECK(stored == 100);
  const auto store = sqlite_store(folder.store());
  CHECK(rows_of(*store) == 100);
  CHECK(put_and_wait(*store, record(3, "body 3")).outcome == Outcome::same);
  CHECK(put_and_wait(*store, record(100)).receipt.sequence == 101);

  int64_t last = 0;
  const std::string why = store->each("views", [&](const Stored& row) {
    CHECK(row.receipt.sequence == last + 1);
    CHECK(row.record.version == "1");
    if (last < 100) CHECK(row.record.body == "body " + std::to_string(last));
    last = row.receipt.sequence;
  });
  CHECK(why == "");
  CHECK(last == 101);
  CHECK(store->each("no such survey", [](const Stored&) { FAIL("there is none"); }) == "");
}

TEST_CASE("store: a read-only disk is unavailable, and works again when it is not") {
  const Folder folder;
  { REQUIRE(put_and_wait(*sqlite_store(folder.store()), record(1)).outcome == Outcome::stored); }
  const auto store = sqlite_store(folder.store());
  {
    const ReadOnly read_only(folder);
    const PutResult result = put_and_wait(*store, record(2));
    CHECK(result.outcome == Outcome::unavailable);
    CHECK(result.why != "");
    CHECK(check_and_wait(*store) != "");
  }
  CHECK(check_and_wait(*store) == "");
  CHECK(put_and_wait(*store, record(2)).outcome == Outcome::stored);
  CHECK(put_and_wait(*store, record(1)).outcome == Outcome::same);
}

TEST_CASE("store: a disk without room is unavailable, loses nothing, and works again") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, record(1)).outcome == Outcome::stored);

  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{128 * 1024, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const PutResult result = put_and_wait(*store, record(2, std::string(200'000, 'x')));
  setrlimit(RLIMIT_FSIZE, &before);

  CHECK(result.outcome == Outcome::unavailable);
  CHECK(put_and_wait(*store, record(2, std::string(200'000, 'x'))).outcome == Outcome::stored);
  CHECK(put_and_wait(*store, record(1)).outcome == Outcome::same);
  CHECK(rows_of(*store) == 2);
}

TEST_CASE("store: another program that keeps the file to itself is waited for, then it is unavailable") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, record(1)).outcome == Outcome::stored);
  {
    Database other(folder.store(), Database::Mode::create);
    REQUIRE(other.run("begin immediate"));
    const PutResult result = put_and_wait(*store, record(2));
    CHECK(result.outcome == Outcome::unavailable);
    CHECK(result.why == "Another program is keeping the store to itself.");
  }
  CHECK(put_and_wait(*store, record(2)).outcome == Outcome::stored);
}

TEST_CASE("store: a file that was deleted is not written to any more") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, record(1)).outcome == Outcome::stored);
  for (const auto& entry : fs::directory_iterator(folder.path)) fs::remove(entry.path());
  CHECK(put_and_wait(*store, record(2)).outcome == Outcome::stored);
  CHECK(fs::exists(folder.store()));
  CHECK(rows_of(*store) == 1);
}

TEST_CASE("store: files that are not ours are refused in words") {
  const Folder folder;
  SUBCASE("no folder") {
    const auto store = sqlite_store(folder.path / "missing" / "store.db");
    CHECK(check_and_wait(*store) == "The store cannot be opened: its folder is missing or may not be used.");
  }
  SUBCASE("not a database") {
    std::ofstream(folder.store()) << std::string(5000, 'x');
    const auto store = sqlite_store(folder.store());
    CHECK(check_and_wait(*store) == "The file is damaged, or is not a store.");
    CHECK(put_and_wait(*store, record(1)).outcome == Outcome::unavailable);
    CHECK(store->each("views", [](const Stored&) {}) != "");
  }
  SUBCASE("the database of another program") {
    { CHECK(Database(folder.store(), Database::Mode::create).run("create table theirs(x)")); }
    const auto store = sqlite_store(folder.store());
    CHECK(check_and_wait(*store) == "This SQLite file belongs to another program. Choose another file for the store.");
  }
  SUBCASE("a store of a later Roadshow") {
    { REQUIRE(check_and_wait(*sqlite_store(folder.store())) == ""); }
    {
      CHECK(Database(folder.store(), Database::Mode::create)
                .run("insert into migration values(999, '2099-01-01 00:00:00')"));
    }
    const auto store = sqlite_store(folder.store());
    CHECK(check_and_wait(*store) == "This store was written by a newer Roadshow. Run that one, or a newer one.");
  }
}

namespace {

Record with_pieces(int number) {
  Record whole = record(number);
  whole.sha256 = "sha " + std::to_string(number);
  whole.body = "answers of " + std::to_string(number);
  whole.month = "2026-11";
  whole.withdrawal = "hash " + std::to_string(number);
  whole.equality = Apart{"e" + std::to_string(number), "equality of " + std::to_string(number)};
  whole.contact = Apart{"c" + std::to_string(number), "contact of " + std::to_string(number)};
  return whole;
}

Withdrawal withdrawal_of(int number) {
  const std::string n = std::to_string(number);
  return {"views", id_of(number), "hash " + n, "e" + n, "c" + n};
}

std::vector<std::string> pieces_of(Store& store, Part part) {
  std::vector<std::string> pieces;
  const std::string why = store.each_apart(part, "views", [&](const Apart& piece, const std::string& month) {
    pieces.push_back(month + " " + piece.key + ": " + piece.body);
  });
  CHECK(why == "");
  return pieces;
}

std::vector<std::string> bodies_of(Store& store) {
  std::vector<std::string> bodies;
  CHECK(store.each("views", [&](const Stored& stored) { bodies.push_back(stored.record.body); }) == "");
  return bodies;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("store: the pieces of a response are kept apart, in the order of their keys") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, with_pieces(2)).outcome == Outcome::stored);
  REQUIRE(put_and_wait(*store, with_pieces(1)).outcome == Outcome::stored);
  CHECK(pieces_of(*store, Part::equality) == Lines{"2026-11 e1: equality of 1", "2026-11 e2: equality of 2"});
  CHECK(pieces_of(*store, Part::contact) == Lines{"2026-11 c1: contact of 1", "2026-11 c2: contact of 2"});
  CHECK(bodies_of(*store) == Lines{"answers of 2", "answers of 1"});
  CHECK(put_and_wait(*store, with_pieces(1)).outcome == Outcome::same);
  CHECK(pieces_of(*store, Part::equality).size() == 2);
}

TEST_CASE("store: a piece whose key is taken stores nothing of the response") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, with_pieces(1)).outcome == Outcome::stored);
  Record other = with_pieces(2);
  other.contact->key = "c1";
  CHECK(put_and_wait(*store, other).outcome == Outcome::conflict);
  CHECK(rows_of(*store) == 1);
  CHECK(pieces_of(*store, Part::equality).size() == 1);
  CHECK(pieces_of(*store, Part::contact) == Lines{"2026-11 c1: contact of 1"});
  CHECK(put_and_wait(*store, with_pieces(3)).receipt.sequence == 2);
}

TEST_CASE("store: a response that is withdrawn goes with its pieces, and does not come back") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  const PutResult first = put_and_wait(*store, with_pieces(1));
  REQUIRE(put_and_wait(*store, with_pieces(2)).outcome == Outcome::stored);

  Withdrawal wrong = withdrawal_of(1);
  wrong.withdrawal = "hash 2";
  CHECK(withdraw_and_wait(*store, wrong).outcome == Withdrawn::none);
  wrong.withdrawal = "";
  CHECK(withdraw_and_wait(*store, wrong).outcome == Withdrawn::none);
  CHECK(rows_of(*store) == 2);

  CHECK(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);
  CHECK(bodies_of(*store) == Lines{"answers of 2"});
  CHECK(rows_of(*store) == 1);
  CHECK(pieces_of(*store, Part::equality) == Lines{"2026-11 e2: equality of 2"});
  CHECK(pieces_of(*store, Part::contact) == Lines{"2026-11 c2: contact of 2"});

  const PutResult late = put_and_wait(*store, with_pieces(1));
  CHECK(late.outcome == Outcome::same);
  CHECK(same_receipt(late.receipt, first.receipt));
  CHECK(rows_of(*store) == 1);
  CHECK(pieces_of(*store, Part::contact).size() == 1);
  CHECK(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);  // the acknowledgement was lost
  CHECK(put_and_wait(*store, with_pieces(3)).receipt.sequence == 3);
}

TEST_CASE("store: what was withdrawn is not in the file any more") {
  const Folder folder;
  const auto holds = [&](const std::string& text) {
    bool found = false;
    for (const auto& entry : fs::directory_iterator(folder.path)) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(file), {}};
      found = found || all.find(text) != std::string::npos;
    }
    return found;
  };
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, with_pieces(1)).outcome == Outcome::stored);
  REQUIRE(holds("contact of 1"));
  REQUIRE(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);
  CHECK(!holds("contact of 1"));
  CHECK(!holds("equality of 1"));
  CHECK(!holds("answers of 1"));
}

TEST_CASE("store: a response is withdrawn by the start of its id") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  Record one = with_pieces(1);
  one.id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  Record other = with_pieces(2);
  other.id = "0f8fad5b-da00-469f-a165-70867728950e";
  other.withdrawal = one.withdrawal;
  REQUIRE(put_and_wait(*store, one).outcome == Outcome::stored);
  REQUIRE(put_and_wait(*store, other).outcome == Outcome::stored);
  CHECK(withdraw_and_wait(*store, {"views", "0f8fad5b-d9", "hash 1", "", ""}).outcome == Withdrawn::withdrawn);
  CHECK(bodies_of(*store) == Lines{"answers of 2"});
}

TEST_CASE("store: contact details can go alone") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(put_and_wait(*store, with_pieces(1)).outcome == Outcome::stored);
  CHECK(remove_apart_and_wait(*store, Part::contact, "other survey", "c1") == "");
  CHECK(pieces_of(*store, Part::contact).size() == 1);
  CHECK(remove_apart_and_wait(*store, Part::contact, "views", "c1") == "");
  CHECK(pieces_of(*store, Part::contact).empty());
  CHECK(pieces_of(*store, Part::equality).size() == 1);
  CHECK(rows_of(*store) == 1);
}

TEST_CASE("store: what is older than a month is removed, however much it is") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  std::atomic<int> stored = 0;
  for (int i = 0; i < 2500; ++i) {
    Record one = with_pieces(i);
    one.month = i < 2100 ? "2026-10" : "2026-11";
    if (i % 2 == 1) one.equality.reset();
    store->put(std::move(one), [&](const PutResult& result) { stored += result.outcome == Outcome::stored; });
  }
  Record elsewhere = with_pieces(9000);
  elsewhere.survey = "other";
  elsewhere.month = "2020-01";
  REQUIRE(put_and_wait(*store, elsewhere).outcome == Outcome::stored);
  REQUIRE(stored == 2500);

  const auto result = store->remove_before("views", "2026-11");
  REQUIRE(std::holds_alternative<Removed>(result));
  CHECK(std::get<Removed>(result).responses == 2100);
  CHECK(std::get<Removed>(result).equality == 1050);
  CHECK(std::get<Removed>(result).contact == 2100);
  CHECK(rows_of(*store) == 401);
  CHECK(bodies_of(*store).size() == 400);
  CHECK(pieces_of(*store, Part::contact).size() == 400);
  Record late = with_pieces(0);
  late.month = "2026-10";
  CHECK(put_and_wait(*store, late).outcome == Outcome::same);
  CHECK(rows_of(*store) == 401);
}

TEST_CASE("store: staff's entries are kept, replaced and dropped; the audit log is only added to") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  const auto entries = [&](const std::string& kind) {
    Lines lines;
    CHECK(store->each_entry(kind, [&](const Entry& entry) { lines.push_back(entry.key + "=" + entry.body); }) == "");
    return lines;
  };
  CHECK(keep_and_wait(*store, {"token", "b", "1"}) == "");
  CHECK(keep_and_wait(*store, {"token", "a", "2"}) == "");
  CHECK(keep_and_wait(*store, {"token", "b", "3"}) == "");
  CHECK(keep_and_wait(*store, {"annotation", "b", "4"}) == "");
  CHECK(entries("token") == Lines{"a=2", "b=3"});
  CHECK(drop_and_wait(*store, "token", "b") == "");
  CHECK(entries("token") == Lines{"a=2"});
  CHECK(entries("annotation") == Lines{"b=4"});

  CHECK(keep_and_wait(*store, {"audit", "2026-11-21T10:00:00Z 1", "sign-in"}) == "");
  CHECK(keep_and_wait(*store, {"audit", "2026-11-21T10:00:00Z 1", "nothing to see"}) != "");
  CHECK(drop_and_wait(*store, "audit", "2026-11-21T10:00:00Z 1") != "");
  CHECK(entries("audit") == Lines{"2026-11-21T10:00:00Z 1=sign-in"});
}
