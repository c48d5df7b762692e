// Answers are deleted when their time is over, at the start and once a day, and the audit says so.
#include "server/handlers/retention.hpp"

#include <atomic>
#include <map>
#include <thread>

#include "content/json_text.hpp"
#include "fake_store.hpp"
#include "store_kinds.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::server;
using std::chrono::days;
using std::chrono::milliseconds;

namespace {

Record given_in(const std::string& month, int number) {
  Record one = with_pieces(number);
  one.month = month;
  return one;
}

std::vector<content::Survey> kept_for(int months, int contact_months) {
  content::Survey survey;
  survey.id = "views";
  survey.keep = {months, contact_months};
  return {survey};
}

std::vector<std::string> months_of(Store& store, PieceKind part) {
  std::vector<std::string> months;
  CHECK(store.for_each_piece(part, "views", [&](const Piece&, const std::string& month) { months.push_back(month); }) ==
        "");
  std::sort(months.begin(), months.end());
  return months;
}

std::string audit_of(Store& store) {
  std::string text;
  CHECK(store.for_each_entry("audit", [&](const Entry& entry) { text += entry.body + "\n"; }) == "");
  return text;
}

Daily::Time day(int number) { return Daily::Time(days(20'000 + number)); }

// Until something is so; a slow machine may take its time.
template <class Condition>
bool comes_true(const Condition& condition) {
  for (int i = 0; i < 20'000 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(1));
  return condition();
}

}  // namespace

TEST_CASE("retention: months are counted over the years") {
  CHECK(months_before("2026-11", 0) == "2026-11");
  CHECK(months_before("2026-11", 10) == "2026-01");
  CHECK(months_before("2026-11", 11) == "2025-12");
  CHECK(months_before("2026-01", 24) == "2024-01");
  CHECK(month_of(Daily::Time(days(20'783))) == "2026-11");
}

TEST_CASE_TEMPLATE("retention: what is past its time goes, contact details sooner, and the rest stays", Kind, Sqlite,
                   Postgres) {
  const Kind kind;
  const auto store = kind.open();
  int number = 0;
  for (const char* month : {"2024-10", "2024-11", "2025-10", "2025-11", "2026-11"})
    REQUIRE(insert_and_wait(*store, given_in(month, ++number)).outcome == InsertOutcome::stored);

  const auto result = delete_expired(*store, kept_for(24, 12), "2026-11");
  REQUIRE(std::holds_alternative<Removed>(result));
  const Removed& removed = std::get<Removed>(result);
  CHECK(removed.responses == 1);
  CHECK(removed.equality == 1);
  CHECK(removed.contact == 3);
  CHECK(rows_of(*store) == 4);
  CHECK(months_of(*store, PieceKind::equality) == std::vector<std::string>{"2024-11", "2025-10", "2025-11", "2026-11"});
  CHECK(months_of(*store, PieceKind::contact) == std::vector<std::string>{"2025-11", "2026-11"});
  const std::string audit = audit_of(*store);
  CHECK(test::contains(audit, "1 responses, 1 equality answers, 3 contact details"));
  CHECK(test::contains(audit, "views"));
  CHECK_FALSE(test::contains(audit, id_of(1)));

  // Again on the same day: nothing is left to do, and nothing is written down.
  CHECK(std::get<Removed>(delete_expired(*store, kept_for(24, 12), "2026-11")).responses == 0);
  CHECK(audit_of(*store) == audit);
  // What was deleted does not come back by a device that sends it again.
  CHECK(insert_and_wait(*store, given_in("2024-10", 1)).outcome == InsertOutcome::same);
  CHECK(rows_of(*store) == 4);
}

namespace {

// A store whose answers came at times that a test says: as many as it says in each month, the last at `newest`.
struct Answered : FakeStore {
  std::vector<Stored> responses;
  std::vector<Entry> entries;
  int deleted = 0;

  void add(const std::string& month, int number, const std::string& stored_at) {
    for (int i = 0; i < number; ++i) {
      Stored stored;
      stored.record.id = id_of(static_cast<int>(responses.size()));
      stored.record.month = month;
      stored.receipt.stored_at = stored_at;
      responses.push_back(stored);
    }
  }
  Pages pages(const std::string&) override {
    return [page = responses]() mutable { return std::exchange(page, {}); };
  }
  Result<Removed> delete_before(const std::string&, const std::string& month) override {
    const auto before = static_cast<int64_t>(responses.size());
    std::erase_if(responses, [&](const Stored& stored) { return stored.record.month < month; });
    deleted += static_cast<int>(before) - static_cast<int>(responses.size());
    return Removed{before - static_cast<int64_t>(responses.size()), 0, 0};
  }
  void upsert(Entry entry, Why done) override {
    std::erase_if(entries, [&](const Entry& one) { return one.kind == entry.kind && one.key == entry.key; });
    entries.push_back(std::move(entry));
    done("");
  }
  void delete_entry(std::string kind, std::string key, Why done) override {
    std::erase_if(entries, [&](const Entry& one) { return one.kind == kind && one.key == key; });
    done("");
  }
  std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) override {
    for (const Entry& entry : entries) {
      if (entry.kind == kind) take(entry);
    }
    return "";
  }
};

Time at(const std::string& text) {
  Time time;
  REQUIRE(read_time(text, time));
  return time;
}

std::string run(Store& store, const std::string& when) {
  const auto result = run_retention(store, kept_for(24, 12), at(when));
  REQUIRE(std::holds_alternative<std::string>(result));
  return std::get<std::string>(result);
}

}  // namespace

TEST_CASE("retention: a clock that jumps deletes nothing until a person says yes") {
  for (const auto& [now, waits] : std::map<std::string, bool>{{"2026-11-29", false},
                                                              {"2026-12-31", false},  // a month later
                                                              {"2029-12-03", true},   // 1,100 days ahead
                                                              {"2028-02-29", true},   // as far as a leap day
                                                              {"2106-02-07", true},   // 32 bits are over
                                                              {"2016-11-29", true},   // ten years back
                                                              {"1970-01-01", true},   // a machine without a battery
                                                              {"2026-11-20", true}}) {
    const std::string shown = now;
    CAPTURE(shown);
    Answered store;
    store.add("2024-01", 3, "2024-01-31T10:00:00.000Z");
    store.add("2026-11", 97, "2026-11-29T10:00:00.000Z");
    CHECK(run(store, now).empty() == !waits);
    CHECK(store.deleted == (waits ? 0 : 3));
    if (waits) {
      CHECK(test::contains(run(store, now), "--yes-delete"));
      CHECK(store.deleted == 0);
      CHECK(run(store, "2026-11-29") == "");  // the clock is right again: nothing has to be said
      CHECK(store.deleted == 3);
    }
  }
}

TEST_CASE("retention: more than a quarter of all waits for a person, who says how much") {
  Answered store;
  store.add("2024-10", 40, "2024-10-31T10:00:00.000Z");
  store.add("2026-11", 60, "2026-11-29T10:00:00.000Z");
  CHECK(run(store, "2026-11-29") != "");
  CHECK(store.deleted == 0);
  CHECK(std::holds_alternative<Problems>(delete_agreed(store, kept_for(24, 12), at("2026-11-29"), 39)));
  CHECK(std::holds_alternative<Problems>(delete_agreed(store, kept_for(24, 12), at("2026-11-29"), 100)));
  CHECK(store.deleted == 0);
  const auto removed = delete_agreed(store, kept_for(24, 12), at("2026-11-29"), 40);
  REQUIRE(std::holds_alternative<Removed>(removed));
  CHECK(std::get<Removed>(removed).responses == 40);
  CHECK(run(store, "2026-11-30") == "");
  // A handful may go, whatever share it is.
  Answered few;
  few.add("2024-10", 20, "2024-10-31T10:00:00.000Z");
  few.add("2026-11", 1, "2026-11-29T10:00:00.000Z");
  CHECK(run(few, "2026-11-29") == "");
  CHECK(few.deleted == 20);
}

TEST_CASE("retention: a survey that closed long ago is deleted month by month, where the days were seen one by one") {
  Answered store;
  for (int month = 1; month <= 9; ++month)
    store.add("2024-0" + std::to_string(month), 15, "2024-0" + std::to_string(month) + "-15T10:00:00.000Z");
  int waited = 0;
  for (Time now = at("2024-09-15"); now < at("2026-12-31"); now += days(1))
    waited += run(store, day_of(now)).empty() ? 0 : 1;
  CHECK(waited == 0);
  CHECK(store.responses.empty());
}

TEST_CASE("retention: what staff wrote beside a response that is not there goes, and the rest stays") {
  Answered store;
  store.add("2026-11", 1, "2026-11-29T10:00:00.000Z");
  for (const char* kind : {"annotation", "quote"}) {
    store.entries.push_back({kind, "views/" + id_of(0) + "/words", "{}"});
    store.entries.push_back({kind, "views/" + id_of(7) + "/words", "{}"});
    store.entries.push_back({kind, "other/" + id_of(7) + "/words", "{}"});
  }
  CHECK(run(store, "2026-11-29") == "");
  int left = 0;
  for (const Entry& entry : store.entries) {
    left += entry.kind == "annotation" || entry.kind == "quote" ? 1 : 0;
    CHECK(entry.key != "views/" + id_of(7) + "/words");
  }
  CHECK(left == 4);
}

TEST_CASE("retention: a store that cannot delete says why") {
  class Broken : public FakeStore {
    Result<Removed> delete_before(const std::string&, const std::string&) override {
      return Problems{{{}, "The disk is gone."}};
    }
  } store;
  const auto result = delete_expired(store, kept_for(24, 12), "2026-11");
  REQUIRE(std::holds_alternative<Problems>(result));
  CHECK(std::get<Problems>(result).at(0).sentence == "The disk is gone.");
}

TEST_CASE(
    "retention: once at the start, once when the day changes, again when it did not work, and never twice a day") {
  std::atomic<int> today = 0;
  std::atomic<int> looks = 0;
  std::atomic<int> calls = 0;
  std::atomic<bool> works = true;
  {
    const Daily daily(
        [&](Daily::Time) {
          ++calls;
          return works.load();
        },
        [&] {
          ++looks;
          return day(today);
        },
        milliseconds(1));
    const auto looked_again = [&] {
      const int before = looks;
      return comes_true([&] { return looks >= before + 3; });
    };
    CHECK(comes_true([&] { return calls == 1; }));
    CHECK(looked_again());
    CHECK(calls == 1);
    today = 1;
    CHECK(comes_true([&] { return calls == 2; }));
    CHECK(looked_again());
    CHECK(calls == 2);
    works = false;
    today = 2;
    CHECK(comes_true([&] { return calls >= 5; }));
    works = true;
    CHECK(looked_again());
    const int after = calls;
    CHECK(looked_again());
    CHECK(calls == after);
  }
}
