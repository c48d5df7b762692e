// Figures in texts, and figures in words.
#include "content/tokens.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::content;

TEST_CASE("a text says the figure, so that no figure is typed twice") {
  const Pack& pack = real_pack();
  CHECK(fill_tokens(pack, "{waiting-list} people") == "144,517 people");
  CHECK(fill_tokens(pack, "{planned-18-weeks} and {planned-18-weeks@uhnm}") == "57.7% and 53.4%");
  CHECK(fill_tokens(pack, "at least {planned-18-weeks.target}") == "at least 92%");
  CHECK(fill_tokens(pack, "{long-covid-wait.target}") == "42 days");
  CHECK(fill_tokens(pack, "{over-52-weeks.target}") == "0");
}

TEST_CASE("a token that names nothing stays, so that it is seen") {
  const Pack& pack = real_pack();
  for (const char* text : {"{nothing}", "{waiting-list@moon}", "{waiting-list.target}", "{waiting-list.price}", "{",
                           "a { b", "{}", "}{", "{ae-4-hours}", "{{waiting-list"})
    CHECK(fill_tokens(pack, text) == text);
  CHECK(fill_tokens(pack, "{{waiting-list}}") != "");
}

TEST_CASE("a missing month is stepped over: the newest published figure is said") {
  const Measure& urgent = measure("urgent-home-2-hours");
  CHECK(newest(urgent, "area")->period == "2022-05");
  CHECK_FALSE(newest(urgent, "area")->value);
  CHECK(newest_published(urgent, "area")->period == "2022-04");
  CHECK(value_at(urgent, "area", "2022-05") == newest(urgent, "area"));
  CHECK(value_at(urgent, "area", "1999-01") == nullptr);
  CHECK(newest(urgent, "moon") == nullptr);
  CHECK(newest_published(measure("ae-4-hours"), "area") == nullptr);
}

TEST_CASE("tokens of a text are found in order") {
  CHECK(tokens_of("a {b} c {d.target}{e@f}") == std::vector<std::string>{"b", "d.target", "e@f"});
  CHECK(tokens_of("none { here").empty());
}

TEST_CASE("words of the interface are filled, each place once and nothing twice") {
  CHECK(fill("{n} of {total}", {{"n", "3"}, {"total", "12"}}) == "3 of 12");
  CHECK(fill("{n}", {{"n", "{total}"}, {"total", "12"}}) == "{total}");
  CHECK(fill("{unknown} {", {{"n", "3"}}) == "{unknown} {");
}

TEST_CASE("numbers have a comma from a thousand on and the decimals that are asked for") {
  CHECK(format_number(999, 0) == "999");
  CHECK(format_number(1000, 0) == "1,000");
  CHECK(format_number(144517, 0) == "144,517");
  CHECK(format_number(1234567.89, 1) == "1,234,567.9");
  CHECK(format_number(57.7, 1) == "57.7");
  CHECK(format_number(92, 1) == "92.0");
  CHECK(format_number(0.05, 1) == "0.1");
  CHECK(format_number(9.96, 1) == "10.0");
  CHECK(format_number(3.004, 2) == "3.00");
  CHECK(format_number(-1234, 0) == "-1,234");
  CHECK(format_number(-0.01, 1) == "0.0");
  CHECK(format_number(0, 0) == "0");
}

TEST_CASE("figures have their unit: one decimal place for percentages and days, whole people") {
  const Pack& pack = real_pack();
  CHECK(format_value(pack, Unit::percent, 57.66) == "57.7%");
  CHECK(format_value(pack, Unit::percent, 0) == "0.0%");
  CHECK(format_value(pack, Unit::people, 8415) == "8,415");
  CHECK(format_value(pack, Unit::days, 43.74) == "43.7 days");
}

TEST_CASE("months and dates are in words") {
  const Pack& pack = real_pack();
  CHECK(format_month(pack, "2022-04") == "April 2022");
  CHECK(format_month(pack, "2021-12") == "December 2021");
  CHECK(format_month_short(pack, "2021-06") == "Jun 21");
  CHECK(format_date(pack, "2022-07-01") == "1 July 2022");
  CHECK(format_date(pack, "2022-11-30") == "30 November 2022");
}

TEST_CASE("the words of the interface name twelve months") {
  const std::string& names = real_pack().words[Word::month_names];
  CHECK(std::count(names.begin(), names.end(), ',') == 11);
}

TEST_CASE("no word of the interface holds a place that nothing fills") {
  // A {place} in a word is filled by code under that name; this is the list of all names there are.
  const std::set<std::string> known = {
      "n",     "total",      "label",       "page", "site",       "value", "publisher", "document",
      "lines", "first",      "first_month", "last", "last_month", "high",  "low",       "question",
      "place", "comparison", "reason",      "m",    "asked",      "date",  "words",     "goal",
      "month", "source",     "call",        "text", "reference",  "code",  "time"};
  for (const std::string& text : real_pack().words.text) {
    for (const std::string& token : tokens_of(text)) CHECK_MESSAGE(known.count(token) == 1, token << " in: " << text);
  }
}
