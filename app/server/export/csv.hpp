// Comma-separated values (RFC 4180) that a spreadsheet opens without doing anything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roadshow::server {

// The first bytes of the file, by which Excel knows UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// One line with its CRLF. A cell with a comma, a semicolon, a tab, a quote or a line end is quoted.
//
// What a spreadsheet would run gets an apostrophe in front (OWASP, CSV injection): a cell whose first sign that can be
// seen is = or @, or + or - before anything but a number, a telephone number or the words of a list ("- more buses"),
// as long as these hold no call and no reference to another program or sheet. Full-width signs count as the plain ones.
// The same within a cell, after ; a tab or a line end, where a reader with another separator would begin a cell; there
// only what could do harm. Nothing else is changed, and exports as JSON Lines and XLSX hold every text as it was typed.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace roadshow::server
