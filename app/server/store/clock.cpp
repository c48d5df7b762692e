#include "server/store/clock.hpp"

#include <cstdio>
#include <cstdlib>

#include "content/describe.hpp"

namespace roadshow::server {
namespace {

constexpr int oldest_months = 3;

int month_number(const std::string& month) {  // since the year 0
  return std::atoi(month.substr(0, 4).c_str()) * 12 + std::atoi(month.substr(5).c_str()) - 1;
}

std::string month_text(int number) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", number / 12, number % 12 + 1);
  return text;
}

}  // namespace

std::string day_of(Time time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

std::string month_of(Time time) { return day_of(time).substr(0, 7); }

bool read_time(const std::string& text, Time& out) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) < 3)
    return false;
  const auto date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  if (!date.ok()) return false;
  out = std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
        std::chrono::seconds(second);
  return true;
}

std::string months_before(const std::string& month, int months) { return month_text(month_number(month) - months); }

std::string kept_month(const std::string& said, Time now) {
  std::string here = month_of(now);
  if (!follows(Rule::month, said)) return here;
  const int behind = month_number(here) - month_number(said);
  return behind >= 0 && behind <= oldest_months ? said : here;
}

std::string quarter_of(const std::string& month) { return month_text(month_number(month) / 3 * 3); }

}  // namespace roadshow::server
