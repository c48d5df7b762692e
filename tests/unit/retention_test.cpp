// Answers are deleted when their time is over, at the start and once a day, and the audit says so.
#include "endpoint/retention.hpp"

#include <atomic>
#include <thread>

#include "content/json_text.hpp"
#include "fake_store.hpp"
#include "store_kinds.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::endpoint;
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

std::vector<std::string> months_of(Store& store, Part part) {
  std::vector<std::string> months;
  CHECK(store.each_apart(part, "views", [&](const Apart&, const std::string& month) { months.push_back(month); }) ==
        "");
  std::sort(months.begin(), months.end());
  return months;
}

std::string audit_of(Store& store) {
  std::string text;
  CHECK(store.each_entry("audit", [&](const Entry& entry) { text += entry.body + "\n"; }) == "");
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
    REQUIRE(put_and_wait(*store, given_in(month, ++number)).outcome == Outcome::stored);

  const auto result = delete_expired(*store, kept_for(24, 12), "2026-11");
  REQUIRE(std::holds_alternative<Removed>(result));
  const Removed& removed = std::get<Removed>(result);
  CHECK(removed.responses == 1);
  CHECK(removed.equality == 1);
  CHECK(removed.contact == 3);
  CHECK(rows_of(*store) == 4);
  CHECK(months_of(*store, Part::equality) == std::vector<std::string>{"2024-11", "2025-10", "2025-11", "2026-11"});
  CHECK(months_of(*store, Part::contact) == std::vector<std::string>{"2025-11", "2026-11"});
  const std::string audit = audit_of(*store);
  CHECK(test::contains(audit, "1 responses, 1 equality answers, 3 contact details"));
  CHECK(test::contains(audit, "views"));
  CHECK_FALSE(test::contains(audit, id_of(1)));

  // Again on the same day: nothing is left to do, and nothing is written down.
  CHECK(std::get<Removed>(delete_expired(*store, kept_for(24, 12), "2026-11")).responses == 0);
  CHECK(audit_of(*store) == audit);
  // What was deleted does not come back by a device that sends it again.
  CHECK(put_and_wait(*store, given_in("2024-10", 1)).outcome == Outcome::same);
  CHECK(rows_of(*store) == 4);
}

TEST_CASE("retention: a store that cannot delete says why") {
  class Broken : public FakeStore {
    Result<Removed> remove_before(const std::string&, const std::string&) override {
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
