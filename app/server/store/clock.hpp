// Time, as far as anybody's clock is believed.
#pragma once

#include <chrono>
#include <string>

namespace roadshow::server {

using Time = std::chrono::system_clock::time_point;

// "2026-11" and "2026-11-29", in UTC.
std::string month_of(Time time);
std::string day_of(Time time);

// The time of "2026-11-21T23:58:01.123Z", or of its day; nothing when it is none.
bool read_time(const std::string& text, Time& out);

// "2026-01" and 3 give "2025-10".
std::string months_before(const std::string& month, int months);

// The month that a response is kept under, which decides when it is deleted. The server's month counts. That of the
// device, or of the form, is kept only when it is one of the three before it (answers that waited offline), and never
// one that is still to come. One rule for every way in.
std::string kept_month(const std::string& said, Time now);

// The month that pieces kept apart stand under: the first of its quarter, since in a month with few answers it could
// join a piece to its response. Not later than the month, so nothing is kept longer for it.
std::string quarter_of(const std::string& month);

}  // namespace roadshow::server
