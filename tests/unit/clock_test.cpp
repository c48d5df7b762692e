// Whose clock is believed, for the month that decides when answers are deleted.
#include "server/store/clock.hpp"

#include "server/handlers/responses.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::server;
using namespace roadshow::test;

namespace {

Time at(const std::string& text) {
  Time time;
  REQUIRE(read_time(text, time));
  return time;
}

}  // namespace

TEST_CASE("clock: a month that is near behind is kept, every other is the server's") {
  const Time now = at("2026-11-30T23:30:00.000Z");
  for (const char* kept : {"2026-11", "2026-10", "2026-09", "2026-08"}) CHECK(kept_month(kept, now) == kept);
  for (const char* wrong :
       {"2026-12",     "2026-07", "1970-01", "2010-05", "2099-12", "0000-01",    "0000-00",  "2026-13",
        "2026-00",     "",        "2026",    "2026-1",  "26-11",   "2026-11-30", " 2026-10", "2026-10 ",
        "２０２６-10", "9999-99", "-026-10", "2026/10"})
    CHECK_MESSAGE(kept_month(wrong, now) == "2026-11", wrong);
}

TEST_CASE("clock: months over the ends of years, and in leap years") {
  CHECK(kept_month("2025-12", at("2026-02-28T00:00:00Z")) == "2025-12");
  CHECK(kept_month("2025-11", at("2026-02-28T00:00:00Z")) == "2025-11");
  CHECK(kept_month("2025-10", at("2026-02-28T00:00:00Z")) == "2026-02");
  CHECK(kept_month("2028-03", at("2028-02-29T23:59:59Z")) == "2028-02");
  CHECK(month_of(at("2028-02-29T23:59:59Z")) == "2028-02");
  CHECK(day_of(at("2028-02-29")) == "2028-02-29");
  CHECK(months_before("2026-01", 3) == "2025-10");
  Time time;
  for (const char* none : {"", "2026-02-30", "2026-13-01", "words"}) CHECK_FALSE(read_time(none, time));
}

TEST_CASE("clock: pieces kept apart stand under the first month of their quarter, never a later one") {
  for (const auto& [month, quarter] : std::map<std::string, std::string>{{"2026-01", "2026-01"},
                                                                         {"2026-03", "2026-01"},
                                                                         {"2026-04", "2026-04"},
                                                                         {"2026-11", "2026-10"},
                                                                         {"2026-12", "2026-10"}})
    CHECK(quarter_of(month) == quarter);
}

TEST_CASE("clock: what a device says of its month refuses nothing, and is stored as the rule has it") {
  const Time now = at("2026-11-29T12:00:00Z");
  for (const char* said : {"1970-01", "2099-12", "0000-00", "2026-13", "words", "", "2026-10"}) {
    Json json = Json::parse(survey::canonical(survey::sample(real_survey(), real_pack().info, 5)));
    json["month"] = said;
    if (*said == 0) json.erase("month");
    const auto read = survey::read_response(json.dump(), real_pack().surveys);
    REQUIRE(std::holds_alternative<survey::Response>(read));
    const auto& response = std::get<survey::Response>(read);
    const Record record = record_of(response, now);
    const std::string kept = std::string(said) == "2026-10" ? "2026-10" : "2026-11";
    CHECK(record.month == kept);
    CHECK(record.apart_month == "2026-10");
    CHECK(Json::parse(record.body)["month"] == kept);
    // Sent again a month later, it is the same.
    CHECK(record_of(response, now + std::chrono::days(31)).sha256 == record.sha256);
  }
}
