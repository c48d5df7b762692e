#include "server/export/csv.hpp"

#include <algorithm>

#include "content/characters.hpp"

namespace roadshow::server {
namespace {

constexpr auto npos = std::u32string::npos;

// Full-width signs, as keyboards for Chinese and Japanese type them, are to some spreadsheets what the plain ones are.
char32_t plain(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && !is_blank(c)); }
bool is_sign(char32_t c) { return c == '+' || c == '-'; }

template <class Is>
bool all(std::u32string_view text, Is is) {
  return std::all_of(text.begin(), text.end(), is);
}

// "f(A1)", "f ("x")": a name with something in brackets by which a formula could get at a cell, an address or a text.
bool has_call(std::u32string_view text) {
  for (size_t open = text.find(U'('); open != npos; open = text.find(U'(', open + 1)) {
    const size_t name = open == 0 ? npos : text.find_last_not_of(U' ', open - 1);
    if (name == npos || !(is_letter(text[name]) || is_digit(text[name]))) continue;
    const std::u32string_view inner = text.substr(open + 1, text.find(U')', open) - open - 1);
    const bool words = !inner.empty() && all(inner, [](char32_t c) {
      return is_letter(c) || std::u32string_view(U" ,.'\u2019-/").find(c) != npos;
    });
    if (!words) return true;
  }
  return false;
}

// Another program, sheet or file, or a call: what a formula does harm with.
bool reaches_out(std::u32string_view text) {
  if (text.find(U'|') != npos || has_call(text)) return true;
  for (size_t mark = text.find(U'!'); mark != npos && mark + 1 < text.size(); mark = text.find(U'!', mark + 1)) {
    if (is_letter(text[mark + 1]) || is_digit(text[mark + 1]) || text[mark + 1] == '$' || text[mark + 1] == '#')
      return true;
  }
  return false;
}

// "-5", "+3.5%", "+44 (0)1782 123456", "- more buses", "--": what people write with a sign in front.
bool is_written(std::u32string_view text) {
  const char32_t sign = text.front();
  const std::u32string_view rest = text.substr(1);
  const auto digits = std::count_if(rest.begin(), rest.end(), is_digit);
  if (all(rest, [](char32_t c) { return is_sign(c) || is_blank(c); })) return true;
  if (digits > 0 && all(rest, [](char32_t c) { return is_digit(c) || c == '.' || c == ',' || c == '%'; })) return true;
  if (sign == '+' && digits >= 7 &&
      all(rest, [](char32_t c) { return is_digit(c) || std::u32string_view(U" ()-.").find(c) != npos; }))
    return true;
  const auto is_word = [&] {
    for (size_t i = 0; i + 1 < rest.size(); ++i) {
      if (is_letter(rest[i]) && (is_letter(rest[i + 1]) || rest[i] >= 0x80)) return true;
    }
    return false;
  };
  return !rest.empty() && is_blank(rest.front()) && is_word() && !reaches_out(rest);
}

// Whether a spreadsheet would run this, were it a cell. `certain`: it may be one, if the file is read in another way
// than it was written; then only what would do harm counts.
bool runs(std::string_view bytes, bool certain) {
  while (!bytes.empty()) {
    std::string_view rest = bytes;
    const char32_t c = plain(take_character(rest));
    if (!is_blank(c) && c != '"') break;
    bytes = rest;
  }
  std::u32string text;
  while (!bytes.empty()) text += plain(take_character(bytes));
  if (text.empty() || text.front() == '=' || text.front() == '@') return !text.empty();
  if (!is_sign(text.front())) return false;
  return certain ? !is_written(text) : reaches_out(text);
}

// Where another reader would begin a cell: Excel divides at ; in much of Europe, and pasted text at tabs and lines.
std::string neutral(const std::string& cell) {
  constexpr std::string_view dividers = ";\t\n\r";
  std::string text = runs(cell, true) ? "'" : "";
  bool begun = false;  // what is blank so far is the start of the cell, which is looked at as a whole
  for (size_t from = 0; from < cell.size();) {
    const size_t end = std::min(cell.find_first_of(dividers, from), cell.size() - 1) + 1;
    const std::string_view part = std::string_view(cell).substr(from, end - from);
    if (begun && runs(part, false)) text += '\'';
    text += part;
    begun = begun || !is_blank(part);
    from = end;
  }
  return text;
}

std::string csv_cell(const std::string& cell) {
  std::string text = neutral(cell);
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_cell(cells[i]);
  }
  return line + "\r\n";
}

}  // namespace roadshow::server
