// The SQLite store alone: a disk that says no, files that are not ours, files of earlier versions.
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>
#include <thread>

#include "server/store/sqlite.hpp"
#include "server/store/verify.hpp"
#include "store_kinds.hpp"

using namespace roadshow::server;
namespace fs = std::filesystem;
using namespace std::string_literals;

namespace {

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

TEST_CASE("store: a read-only disk is unavailable, and works again when it is not") {
  const Folder folder;
  { REQUIRE(insert_and_wait(*sqlite_store(folder.store()), record(1)).outcome == InsertOutcome::stored); }
  const auto store = sqlite_store(folder.store());
  {
    const ReadOnly read_only(folder);
    const InsertResult result = insert_and_wait(*store, record(2));
    CHECK(result.outcome == InsertOutcome::unavailable);
    CHECK(result.why != "");
    CHECK(check_writable_and_wait(*store) != "");
  }
  CHECK(check_writable_and_wait(*store) == "");
  CHECK(insert_and_wait(*store, record(2)).outcome == InsertOutcome::stored);
  CHECK(insert_and_wait(*store, record(1)).outcome == InsertOutcome::same);
}

TEST_CASE("store: a disk without room is unavailable, loses nothing, and works again") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(insert_and_wait(*store, record(1)).outcome == InsertOutcome::stored);

  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{128 * 1024, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const InsertResult result = insert_and_wait(*store, record(2, std::string(200'000, 'x')));
  setrlimit(RLIMIT_FSIZE, &before);

  CHECK(result.outcome == InsertOutcome::unavailable);
  CHECK(insert_and_wait(*store, record(2, std::string(200'000, 'x'))).outcome == InsertOutcome::stored);
  CHECK(insert_and_wait(*store, record(1)).outcome == InsertOutcome::same);
  CHECK(rows_of(*store) == 2);
}

// A disk of two megabytes, where this machine lets us have one.
class SmallDisk {
 public:
  explicit SmallDisk(fs::path path) : path_(std::move(path)) {
    fs::create_directory(path_);
    mounted_ = mount("none", path_.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(path_.c_str(), MNT_DETACH);
  }
  bool is_there() const { return mounted_; }
  void grow() { REQUIRE(mount("none", path_.c_str(), "tmpfs", MS_REMOUNT, "size=32m") == 0); }

 private:
  const fs::path path_;
  bool mounted_ = false;
};

TEST_CASE("store: a disk that fills up loses nothing that was acknowledged, and goes on when there is room again") {
  const Folder folder;
  SmallDisk disk(folder.path / "disk");
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  if (!disk.is_there()) {  // without the right to mount: no file may grow further, which fails the same writes
    const rlimit small{2'000'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  const std::string name = folder.path / "disk" / "store.db";
  const auto store = sqlite_store(name);
  const auto with_text = [](int number) {
    Record one = with_pieces(number);
    one.body = std::string(20'000, 'x');
    return one;
  };
  int acknowledged = 0;
  InsertResult last;
  for (; acknowledged < 1000; ++acknowledged) {
    last = insert_and_wait(*store, with_text(acknowledged));
    if (last.outcome != InsertOutcome::stored) break;
  }
  CHECK(acknowledged > 10);
  CHECK(last.outcome == InsertOutcome::unavailable);
  CHECK(last.why != "");
  for (int i = 0; i < 5; ++i)
    CHECK(insert_and_wait(*store, with_text(acknowledged)).outcome == InsertOutcome::unavailable);

  if (disk.is_there()) disk.grow();
  setrlimit(RLIMIT_FSIZE, &before);
  CHECK(insert_and_wait(*store, with_text(acknowledged)).outcome == InsertOutcome::stored);
  for (int i = 0; i < acknowledged; ++i) CHECK(insert_and_wait(*store, with_text(i)).outcome == InsertOutcome::same);
  const auto found = verify_store(name);
  REQUIRE(std::holds_alternative<Findings>(found));
  CHECK(std::get<Findings>(found).faults == 0);
  CHECK(std::get<Findings>(found).there == acknowledged + 1);
}

TEST_CASE("store: another program that keeps the file to itself is waited for, then it is unavailable") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(insert_and_wait(*store, record(1)).outcome == InsertOutcome::stored);
  {
    Database other(folder.store(), Database::Mode::create);
    REQUIRE(other.run("begin immediate"));
    const InsertResult result = insert_and_wait(*store, record(2));
    CHECK(result.outcome == InsertOutcome::unavailable);
    CHECK(result.why == "Another program is keeping the store to itself.");
  }
  CHECK(insert_and_wait(*store, record(2)).outcome == InsertOutcome::stored);
}

TEST_CASE("store: once a file of it was moved, deleted or replaced, nothing is acknowledged until it is back") {
  // Each is done while the store is in use, and undone.
  struct Fault {
    const char* name;
    std::function<void(const fs::path& folder)> happen;
    std::function<void(const fs::path& folder)> mend;  // nothing: only a person can decide
  };
  const auto rename = [](const char* from, const char* to) {
    return [=](const fs::path& folder) { fs::rename(folder / from, folder / to); };
  };
  const auto remove = [](const char* name) { return [=](const fs::path& folder) { fs::remove(folder / name); }; };
  const auto all_away = [](const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) fs::remove(entry.path());
  };
  const auto replace = [](const fs::path& folder) {
    fs::copy(folder / "store.db", folder / "copy");
    fs::rename(folder / "copy", folder / "store.db");
  };
  const auto folder_away = [](const fs::path& folder) { fs::rename(folder, folder.string() + "-away"); };
  const auto folder_back = [](const fs::path& folder) { fs::rename(folder.string() + "-away", folder); };
  const std::vector<Fault> faults = {{"moved", rename("store.db", "x"), rename("x", "store.db")},
                                     {"log moved", rename("store.db-wal", "x"), rename("x", "store.db-wal")},
                                     {"index moved", rename("store.db-shm", "x"), rename("x", "store.db-shm")},
                                     {"number moved", rename("store.db-highest", "x"), rename("x", "store.db-highest")},
                                     {"folder moved", folder_away, folder_back},
                                     {"deleted", remove("store.db"), nullptr},
                                     {"log deleted", remove("store.db-wal"), nullptr},
                                     {"index deleted", remove("store.db-shm"), nullptr},
                                     {"all deleted", all_away, nullptr},
                                     {"replaced by a copy", replace, nullptr}};
  for (const Fault& fault : faults) {
    CAPTURE(fault.name);
    const Folder folder;
    auto store = sqlite_store(folder.store());
    for (int i = 1; i <= 5; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
    fault.happen(folder.path);
    const bool there_before = fs::exists(folder.store());
    for (int i = 6; i <= 8; ++i) CHECK(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::unavailable);
    CHECK(check_writable_and_wait(*store) != "");
    CHECK(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::unavailable);
    CHECK(fs::exists(folder.store()) == there_before);  // no new one was made in silence
    // What was acknowledged is there, even where nobody has the files any more; only the owner can read it.
    if (const std::string rescued = folder.store() + "-rescued"; fs::exists(folder.path)) {
      CHECK(check_writable_and_wait(*store).find(rescued) != std::string::npos);
      const auto found = verify_store(rescued);
      REQUIRE(std::holds_alternative<Findings>(found));
      CHECK(std::get<Findings>(found).faults == 0);
      CHECK(std::get<Findings>(found).there == 5);
      CHECK(std::get<Findings>(found).equality == 5);
      CHECK((fs::status(rescued).permissions() & fs::perms(0077)) == fs::perms::none);
    } else {
      CHECK(check_writable_and_wait(*store).find("do not stop") != std::string::npos);
    }
    if (fault.mend) {
      fault.mend(folder.path);
      CHECK(insert_and_wait(*store, with_pieces(6)).outcome == InsertOutcome::stored);
      CHECK_FALSE(fs::exists(folder.store() + "-rescued"));  // it is needed no more
    }
    store.reset();
    if (!fs::exists(folder.store())) continue;
    const auto again = sqlite_store(folder.store());
    if (fault.name == "replaced by a copy"s) {  // made without the log: it holds less than was acknowledged
      CHECK(insert_and_wait(*again, with_pieces(6)).outcome == InsertOutcome::unavailable);
      continue;
    }
    for (int i = 1; i <= 5; ++i) CHECK(insert_and_wait(*again, with_pieces(i)).outcome == InsertOutcome::same);
  }
}

TEST_CASE("store: a file that is written over while it is in use is noticed, and nothing more is acknowledged") {
  const Folder folder;
  const std::string old = folder.path / "old.db";
  for (int i = 1; i <= 2; ++i)
    REQUIRE(insert_and_wait(*sqlite_store(folder.store()), with_pieces(i)).outcome == InsertOutcome::stored);
  fs::copy_file(folder.store(), old);
  const auto store = sqlite_store(folder.store());
  for (int i = 3; i <= 5; ++i) REQUIRE(insert_and_wait(*store, with_pieces(i)).outcome == InsertOutcome::stored);
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));  // the log is cut
  {
    std::ifstream from(old, std::ios::binary);
    std::ofstream(folder.store(), std::ios::binary | std::ios::trunc) << from.rdbuf();  // the same file, other bytes
  }
  std::string why;
  for (int i = 0; i < 20 && why.empty(); ++i) {
    why = check_writable_and_wait(*store);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  CHECK(why != "");
  CHECK(insert_and_wait(*store, with_pieces(9)).outcome == InsertOutcome::unavailable);
}

TEST_CASE("store: where answers were, no empty store is made in silence") {
  const Folder folder;
  { REQUIRE(insert_and_wait(*sqlite_store(folder.store()), record(1)).outcome == InsertOutcome::stored); }
  fs::remove(folder.store());
  const auto store = sqlite_store(folder.store());
  CHECK(check_writable_and_wait(*store).find("is missing") != std::string::npos);
  CHECK(insert_and_wait(*store, record(2)).outcome == InsertOutcome::unavailable);
  CHECK(!fs::exists(folder.store()));
}

TEST_CASE("store: files that are not ours are refused in words") {
  const Folder folder;
  SUBCASE("no folder") {
    const auto store = sqlite_store(folder.path / "missing" / "store.db");
    CHECK(check_writable_and_wait(*store) == "The store cannot be opened: its folder is missing or may not be used.");
  }
  SUBCASE("not a database") {
    std::ofstream(folder.store()) << std::string(5000, 'x');
    const auto store = sqlite_store(folder.store());
    CHECK(check_writable_and_wait(*store) == "The file is damaged, or is not a store.");
    CHECK(insert_and_wait(*store, record(1)).outcome == InsertOutcome::unavailable);
    CHECK(store->for_each_response("views", [](const Stored&) {}) != "");
  }
  SUBCASE("the database of another program") {
    { CHECK(Database(folder.store(), Database::Mode::create).run("create table theirs(x)")); }
    const auto store = sqlite_store(folder.store());
    CHECK(check_writable_and_wait(*store) ==
          "This SQLite file belongs to another program. Choose another file for the store.");
  }
  SUBCASE("a store of a later Roadshow") {
    { REQUIRE(check_writable_and_wait(*sqlite_store(folder.store())) == ""); }
    {
      CHECK(Database(folder.store(), Database::Mode::create)
                .run("insert into migration values(999, '2099-01-01 00:00:00')"));
    }
    const auto store = sqlite_store(folder.store());
    CHECK(check_writable_and_wait(*store) ==
          "This store was written by a newer Roadshow. Run that one, or a newer one.");
  }
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
  REQUIRE(insert_and_wait(*store, with_pieces(1)).outcome == InsertOutcome::stored);
  REQUIRE(holds("contact of 1"));
  REQUIRE(withdraw_and_wait(*store, withdrawal_of(1)).outcome == Withdrawn::withdrawn);
  CHECK(!holds("contact of 1"));
  CHECK(!holds("equality of 1"));
  CHECK(!holds("answers of 1"));
}

TEST_CASE("store: numbers of receipts go from 1 without gaps") {
  const Sqlite kind;
  const auto store = kind.open();
  CHECK(insert_and_wait(*store, with_pieces(1)).receipt.sequence == 1);
  CHECK(insert_and_wait(*store, with_pieces(1)).receipt.sequence == 1);
  Record taken = with_pieces(2);
  taken.equality->key = "e1";
  CHECK(insert_and_wait(*store, taken).outcome == InsertOutcome::conflict);
  CHECK(insert_and_wait(*store, with_pieces(3)).receipt.sequence == 2);
  CHECK(withdraw_and_wait(*store, withdrawal_of(3)).outcome == Withdrawn::withdrawn);
  CHECK(insert_and_wait(*store, with_pieces(4)).receipt.sequence == 3);
}

// The tables as the first version made them. Never edit this: it is what is on people's disks.
constexpr const char* first_version =
    "pragma journal_mode = wal; pragma application_id = 0x52534857;"
    "create table migration(version integer primary key, applied_at text not null);"
    "create table response("
    "  id text primary key not null, survey text not null, version text not null, sha256 text not null,"
    "  sequence integer unique not null, stored_at text not null, body text not null) strict;"
    "create table probe(one integer primary key check (one = 1), at text not null) strict;"
    "insert into migration values(1, '2026-11-20 10:00:00');";

TEST_CASE("store: a file of the first version opens, and keeps its responses and receipts") {
  const Folder folder;
  {
    Database old(folder.store(), Database::Mode::create);
    REQUIRE(old.run(first_version));
    REQUIRE(
        old.run("insert into response values('00000000-0000-4000-8000-000000000001', 'views', '1', 'abc', 1, "
                "'2026-11-20T10:00:00.000Z', '{\"month\":\"2026-10\"}'),"
                "('00000000-0000-4000-8000-000000000002', 'views', '1', 'def', 2, '2026-11-20T10:00:01.000Z', 'x')"));
  }
  const auto store = sqlite_store(folder.store());
  // It is read before anything was written by this version.
  CHECK(store->for_each_response("views", [](const Stored&) {}) != "");
  Record again = record(1);
  again.sha256 = "abc";
  const InsertResult same = insert_and_wait(*store, again);
  CHECK(same.outcome == InsertOutcome::same);
  CHECK(same_receipt(same.receipt, {id_of(1), "abc", 1, "2026-11-20T10:00:00.000Z"}));
  CHECK(insert_and_wait(*store, record(2)).outcome == InsertOutcome::conflict);
  CHECK(insert_and_wait(*store, with_pieces(3)).receipt.sequence == 3);
  std::vector<std::string> months;
  CHECK(store->for_each_response("views", [&](const Stored& stored) { months.push_back(stored.record.month); }) == "");
  CHECK(months == std::vector<std::string>{"2026-10", "", "2026-11"});
}
