// Figures in texts. A text says {planned-18-weeks} and the page says 57.7%: no figure is typed twice.
//
//   {measure}         the newest figure of the whole area
//   {measure@place}   the newest figure of a place
//   {measure.target}  its target
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::content {

// The tokens of a text, without braces.
std::vector<std::string> tokens_of(std::string_view text);

// What a token stands for; nothing when it names no published figure.
std::optional<std::string> value_of_token(const Pack& pack, std::string_view token);

// The text with every token of the pack filled.
std::string fill_tokens(const Pack& pack, std::string_view text);

// ---- figures in words ----

// "57.7%", "144,517", "43.7 days": percentages and days to one decimal place, everything else whole.
std::string format_value(const Pack& pack, Unit unit, double value);
// "1,234.5" with the given number of decimals; a comma from a thousand on.
std::string format_number(double value, int decimals);
// "April 2022" from "2022-04"; "Apr 22" short; "Apr" without its year.
std::string format_month(const Pack& pack, std::string_view month);
std::string format_month_short(const Pack& pack, std::string_view month);
std::string format_month_only(const Pack& pack, std::string_view month);
// "1 July 2022" from "2022-07-01".
std::string format_date(const Pack& pack, std::string_view date);

// The newest entry for a place, published or not; nullptr when there is none.
const Value* newest(const Measure& measure, std::string_view place);
// The newest entry with a figure.
const Value* newest_published(const Measure& measure, std::string_view place);
// The entry of one month.
const Value* value_at(const Measure& measure, std::string_view place, std::string_view period);

// The whole area: the first place of the pack.
inline const std::string& whole_area(const Pack& pack) { return pack.places.front().id; }

}  // namespace roadshow::content
