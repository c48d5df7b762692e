// Somebody has a copy of the folder of a SQLite store: the file, its log, the index of the log. The bytes are read as
// SQLite's file formats are documented (sqlite.org/fileformat2.html), not through SQLite.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "server/store/sqlite.hpp"
#include "server/store/store_files.hpp"
#include "server/store/verify.hpp"
#include "store_kinds.hpp"

using namespace roadshow::server;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string all_bytes(const fs::path& folder) {
  std::string all;
  for (const auto& entry : fs::directory_iterator(folder)) all += bytes_of(entry.path());
  return all;
}

size_t times(const std::string& all, const std::string& text) {
  size_t found = 0;
  for (size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + 1)) ++found;
  return found;
}

// Random, as keys are.
std::string key_of(char kind, int number) {
  std::seed_seq seed{static_cast<int>(kind), number};
  std::mt19937_64 random(seed);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%c%016llx%015llx", kind, static_cast<unsigned long long>(random()),
                static_cast<unsigned long long>(random() >> 4U));
  return text.data();
}

// With bodies of many lengths: some fill pages of their own.
Record response(int number, size_t longest = 60) {
  Record record = with_pieces(number);
  std::mt19937 random(static_cast<unsigned>(number));
  record.equality =
      Piece{key_of('e', number), "equality of " + key_of('E', number) + std::string(random() % longest, 'x')};
  record.contact =
      Piece{key_of('c', number), "contact of " + key_of('C', number) + std::string(random() % longest, 'y')};
  record.body = "answers of " + key_of('A', number) + std::string(random() % (longest * 4), 'z');
  return record;
}

Withdrawal back(int number) {
  return {"views", id_of(number), "hash " + std::to_string(number), key_of('e', number), key_of('c', number)};
}

// Waits for what is to happen by itself.
bool soon(const std::function<bool()>& so, std::chrono::seconds most = 20s) {
  for (const auto end = std::chrono::steady_clock::now() + most; std::chrono::steady_clock::now() < end;) {
    if (so()) return true;
    std::this_thread::sleep_for(20ms);
  }
  return so();
}

bool log_is_empty(const Folder& folder) {
  std::error_code error;
  return !fs::exists(folder.store() + "-wal") || fs::file_size(folder.store() + "-wal", error) == 0;
}

// How many of n texts stand in the order of their numbers, as a longest rising sequence of the places where they stand.
// By chance it is about 2 times the root of n; either way round counts.
size_t longest_run(std::vector<size_t> places) {
  const auto rising = [](const std::vector<size_t>& list) {
    std::vector<size_t> ends;
    for (const size_t one : list) {
      const auto at = std::lower_bound(ends.begin(), ends.end(), one);
      if (at == ends.end()) {
        ends.push_back(one);
      } else {
        *at = one;
      }
    }
    return ends.size();
  };
  const size_t up = rising(places);
  std::reverse(places.begin(), places.end());
  return std::max(up, rising(places));
}

// Where the pieces stand in these bytes, in the order in which they came: the first copy of each, or the last one.
std::vector<size_t> places_of(const std::string& all, char kind, int count, bool last = false) {
  const std::string start = kind == 'E' ? "equality of " : "contact of ";
  const size_t length = key_of(kind, 1).size();
  std::map<std::string, size_t> found;
  for (size_t at = all.find(start); at != std::string::npos; at = all.find(start, at + 1)) {
    const auto [place, is_new] = found.emplace(all.substr(at + start.size(), length), at);
    if (!is_new && last) place->second = at;
  }
  std::vector<size_t> places;
  for (int i = 1; i <= count; ++i) {
    if (const auto place = found.find(key_of(kind, i)); place != found.end()) places.push_back(place->second);
  }
  return places;
}

// The attack: each commit that the log still holds is played on a copy of the file, and what one commit added to two
// tables belongs together. How many responses it joins to their equality answers.
int joined_by_log(const Folder& folder) {
  const Folder copy;
  std::error_code error;
  fs::copy_file(folder.store(), copy.store(), error);
  const std::string log = bytes_of(folder.store() + "-wal");
  if (log.size() < 32) return 0;
  const auto big_endian = [&](size_t at) {
    uint32_t number = 0;
    for (size_t i = 0; i < 4; ++i) number = number << 8U | static_cast<unsigned char>(log[at + i]);
    return number;
  };
  const size_t frame = 24 + big_endian(8);
  std::set<std::string> responses;
  std::set<std::string> pieces;
  int joined = 0;
  for (size_t at = 32; at + frame <= log.size(); at += frame) {
    if (big_endian(at + 4) == 0) continue;  // not the last page of a commit
    {
      std::ofstream(copy.store() + "-wal", std::ios::binary) << log.substr(0, at + frame);
      fs::remove(copy.store() + "-shm", error);
    }
    const fs::path played = copy.path / "played.db";
    fs::copy_file(copy.store(), played, fs::copy_options::overwrite_existing, error);
    fs::copy_file(copy.store() + "-wal", played.string() + "-wal", fs::copy_options::overwrite_existing, error);
    fs::remove(played.string() + "-shm", error);
    Database database(played, Database::Mode::existing);
    std::vector<std::string> new_responses;
    std::vector<std::string> new_pieces;
    Statement ids = database.prepare("select body from response where removed = ''");
    while (ids.step() == Step::row) {
      if (responses.insert(ids.text(0)).second) new_responses.push_back(ids.text(0));
    }
    Statement keys = database.prepare("select key from equality");
    while (keys.step() == Step::row) {
      if (pieces.insert(keys.text(0)).second) new_pieces.push_back(keys.text(0));
    }
    if (new_responses.size() == 1 && new_pieces.size() == 1) ++joined;
  }
  return joined;
}

}  // namespace

TEST_CASE("bytes: the log, played commit by commit, joins nobody a moment after the last answer") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  REQUIRE(check_writable_and_wait(*store) == "");
  constexpr int count = 40;
  for (int i = 1; i <= count; ++i) REQUIRE(insert_and_wait(*store, response(i)).outcome == InsertOutcome::stored);
  CHECK(joined_by_log(folder) > 0);  // in that moment it does, which docs/privacy.md says
  CHECK(soon([&] { return log_is_empty(folder) && joined_by_log(folder) == 0; }));
  // One more answer, long after: it comes alone, and is written among all others.
  REQUIRE(insert_and_wait(*store, response(count + 1)).outcome == InsertOutcome::stored);
  CHECK(soon([&] { return log_is_empty(folder) && joined_by_log(folder) == 0; }));
}

TEST_CASE("bytes: neither file nor log nor backup says which pieces came with which answers") {
  for (const int count : {30, 80, 200}) {
    for (const size_t longest : {size_t{60}, size_t{3000}}) {
      CAPTURE(count);
      CAPTURE(longest);
      const Folder folder;
      const auto store = sqlite_store(folder.store());
      for (int i = 1; i <= count; ++i)
        REQUIRE(insert_and_wait(*store, response(i, longest)).outcome == InsertOutcome::stored);
      const double by_chance = 2 * std::sqrt(count);
      // Within a moment after the last one, while it still serves: no order of coming.
      CHECK(soon([&] {
        if (!log_is_empty(folder)) return false;
        const std::string file = bytes_of(folder.store());
        for (const char kind : {'E', 'C'}) {
          for (const bool last : {false, true}) {
            const auto places = places_of(file, kind, count, last);
            if (places.size() != static_cast<size_t>(count)) return false;
            if (static_cast<double>(longest_run(places)) > 2.2 * by_chance) return false;
          }
        }
        return true;
      }));

      const std::string copy = folder.path / "copy.db";
      REQUIRE(copy_sqlite(folder.store(), copy) == "");
      for (const char kind : {'E', 'C'})
        CHECK(static_cast<double>(longest_run(places_of(bytes_of(copy), kind, count))) < 2.2 * by_chance);
    }
  }
}

TEST_CASE("bytes: what comes in one transaction stands in the log in the order of its keys") {
  size_t found = 0;
  for (int round = 0; round < 5 && found != 100; ++round) {  // until the log is read before it is cut
    const Folder folder;
    const auto store = sqlite_store(folder.store());
    REQUIRE(check_writable_and_wait(*store) == "");
    {
      Database other(folder.store(), Database::Mode::existing);
      REQUIRE(other.run("begin immediate"));  // so that all of them wait, and come in one transaction
      for (int i = 1; i <= 100; ++i) store->insert(response(i), [](const InsertResult&) {});
      std::this_thread::sleep_for(100ms);
      REQUIRE(other.run("commit"));
    }
    REQUIRE(insert_and_wait(*store, response(101)).outcome == InsertOutcome::stored);
    const std::string log = bytes_of(folder.store() + "-wal");
    const auto places = places_of(log, 'E', 100);
    found = places.size();
    if (found == 100) CHECK(static_cast<double>(longest_run(places)) < 2.2 * 20);
  }
  CHECK(found == 100);
}

TEST_CASE("bytes: what was taken back while somebody reads is gone once they have gone, in every file") {
  const Folder folder;
  const auto store = sqlite_store(folder.store());
  constexpr int count = 300;
  size_t longest = 200;
  SUBCASE("short words") {}
  SUBCASE("long words") { longest = 3000; }
  for (int i = 1; i <= count; ++i) store->insert(response(i, longest), [](const InsertResult&) {});
  REQUIRE(insert_and_wait(*store, response(count + 1)).outcome == InsertOutcome::stored);
  // One who reads page by page, as exports do, and never ends; and one who keeps a page open.
  const auto pages = store->pages("views");
  REQUIRE(std::get<0>(pages()).size() > 0);
  const auto pieces = store->piece_pages(PieceKind::contact, "views");
  REQUIRE(std::get<0>(pieces()).size() > 0);
  const auto gone = [&] {
    const std::string all = all_bytes(folder.path);
    for (int i = 1; i <= count; i += 2) {
      for (const char kind : {'A', 'E', 'C'}) {
        if (times(all, key_of(kind, i)) > 0) return false;
      }
    }
    return true;
  };
  std::optional<Database> reader;
  SUBCASE("exports that stand still") {}
  SUBCASE("another program that reads for a while") {
    reader.emplace(folder.store(), Database::Mode::read_only);
    REQUIRE(reader->run("begin"));
    REQUIRE(reader->number("select count(*) from response") > 0);
  }
  std::vector<int> order;
  for (int i = 1; i <= count; i += 2) order.push_back(i);
  std::shuffle(order.begin(), order.end(), std::mt19937(7));
  const auto start = std::chrono::steady_clock::now();
  for (const int i : order) REQUIRE(withdraw_and_wait(*store, back(i)).outcome == Withdrawn::withdrawn);
  CHECK(std::chrono::steady_clock::now() - start < 60s);  // nobody waits for who reads: 2 s each would be 300 s
  if (reader) CHECK(!gone());                             // SQLite keeps for a reader what it began to read
  reader.reset();
  CHECK(soon(gone));
}

TEST_CASE("bytes: an empty log that nobody cut is cut within a moment of opening the store") {
  const Folder folder;
  { REQUIRE(insert_and_wait(*sqlite_store(folder.store()), response(1)).outcome == InsertOutcome::stored); }
  std::optional<Database> other(std::in_place, folder.store(), Database::Mode::existing);  // keeps the log in being
  REQUIRE(other->run("insert into probe values(1, 'x') on conflict do update set at = 'y'"));
  CHECK(!log_is_empty(folder));
  const auto store = sqlite_store(folder.store());
  REQUIRE(check_writable_and_wait(*store) == "");
  CHECK(soon([&] { return log_is_empty(folder); }));
}

TEST_CASE("store: a log that was damaged after a crash is noticed: by its number, at start and by verify") {
  // As a process that was killed leaves it: the files are copied while it runs.
  for (const double share : {0.05, 0.5, 0.97}) {
    CAPTURE(share);
    const Folder left;
    const std::string log = left.store() + "-wal";
    for (int round = 0; round < 5 && (!fs::exists(log) || fs::file_size(log) < 100'000);
         ++round) {  // until it is not cut
      const Folder live;
      const auto store = sqlite_store(live.store());
      for (int i = 1; i <= 60; ++i) REQUIRE(insert_and_wait(*store, response(i)).outcome == InsertOutcome::stored);
      for (const std::string& file : files_of_store(live.store()))
        fs::copy(file, left.path / fs::path(file).filename(), fs::copy_options::overwrite_existing);
    }
    REQUIRE(fs::file_size(log) >= 100'000);
    {
      std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(static_cast<std::streamoff>(static_cast<double>(fs::file_size(log)) * share));
      file << std::string(64, '\xA5');
    }
    fs::remove(left.store() + "-shm");
    const auto found = verify_store(left.store());
    if (const auto* findings = std::get_if<Findings>(&found)) {
      CHECK(findings->faults > 0);
      CHECK(findings->acknowledged == 60);
    }
    const auto store = sqlite_store(left.store());
    CHECK(check_writable_and_wait(*store).find("number 60 was acknowledged") != std::string::npos);
    CHECK(insert_and_wait(*store, response(61)).outcome == InsertOutcome::unavailable);
  }
}
