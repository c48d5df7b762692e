// Comma-separated values (RFC 4180) that a spreadsheet opens without doing anything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roadshow::endpoint {

// The first bytes of the file, by which Excel knows UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// One line with its CRLF. A cell with a comma, a quote or a line end is quoted. A cell that a spreadsheet would take
// for a formula (it starts with = + - @, a tab or a carriage return) gets an apostrophe in front (OWASP, CSV
// injection).
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace roadshow::endpoint
