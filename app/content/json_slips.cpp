#include "content/json_slips.hpp"

#include <algorithm>

#include "content/characters.hpp"

namespace roadshow {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool has_curly_quote(std::string_view text) {
  return has(text, "\u201C") || has(text, "\u201D") || has(text, "\u201E") || has(text, "\u00BB");
}

// Two bytes a character: ASCII, which is most of any JSON, has then a zero in every second place.
bool looks_like_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  const std::string_view start = text.substr(0, 256);
  size_t zeros[2] = {};
  for (size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0' ? 1 : 0;
  const size_t half = start.size() / 2;
  return half >= 2 && std::max(zeros[0], zeros[1]) * 4 >= half * 3;
}

// "A curly quotation mark", for characters that stand between the texts of a file by mistake.
std::string stray(std::string_view text, size_t offset) {
  std::string_view rest = text.substr(offset);
  const char32_t c = rest.empty() ? 0 : take_character(rest);
  const std::string code = " (" + code_of(c) + ")";
  const auto is_one_of = [&](std::u32string_view list) { return list.find(c) != std::u32string_view::npos; };
  if (is_one_of(U"\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\uFF02"))
    return "This is a curly quotation mark" + code + ". Texts stand in straight ones: \".";
  if (c == '\'' || c == '`') return "This is a single quotation mark. Texts stand in double ones: \".";
  if (text.substr(offset, 2) == "//" || text.substr(offset, 2) == "/*" || c == '#')
    return "This is a comment. A file of this kind cannot have comments: take it out.";
  if (is_one_of(U"\uFF0C\u060C\u3001\u061B\uFF1A\uFF1B;"))
    return "This is another sign than the comma or colon that belongs here" + code + ". Type it again.";
  if (c >= 0x80 && is_blank(c))
    return "There is a character here that cannot be seen" + code +
           ". Take it out: between texts stand plain spaces only.";
  if (c != 0 && is_control(c)) return "There is a control character here" + code + ". Take it out.";
  if (c >= 0x80)
    return "This character stands outside of the quotation marks" + code + ". Move it inside or take it out.";
  return "";
}

// Where the reading stopped, by a walk of our own that knows only texts and what is between them.
struct Spot {
  size_t text_start = std::string_view::npos;  // of the text that we are in
  size_t before = std::string_view::npos;      // the last byte that is no blank, before
  std::string_view last_text;                  // the text that ended last
};

Spot spot_of(std::string_view text, size_t offset) {
  Spot spot;
  for (size_t i = text.starts_with(byte_order_mark) ? 3 : 0; i < std::min(offset, text.size()); ++i) {
    const char c = text[i];
    if (spot.text_start != std::string_view::npos) {
      if (c == '\\') ++i;
      if (c != '"') continue;
      spot.last_text = text.substr(spot.text_start, i - spot.text_start);
      spot.text_start = std::string_view::npos;
      spot.before = i;
    } else if (c == '"') {
      spot.text_start = i;
    } else if (!is_blank(static_cast<char32_t>(static_cast<unsigned char>(c)))) {
      spot.before = i;
    }
  }
  return spot;
}

// What may not stand in a text as it is.
Slip slip_in_text(std::string_view text, size_t start, size_t offset, std::string_view reason) {
  if (has(reason, "surrogate"))
    return {offset, "This is one half of a character that \\u writes in two. Write the character itself."};
  const char c = text[offset];
  if (c == '\n' || c == '\r')
    return {
        offset,
        std::string("A text is not closed. ") +
            (has_curly_quote(text.substr(start, offset - start)) ? "A curly quotation mark does not close it. " : "") +
            "Add the missing double quote on this line, or write a line break as \\n."};
  if (c == '\t') return {offset, "There is a tab in this text. Write it as \\t, or as a space."};
  if (is_control(static_cast<unsigned char>(c)))
    return {offset,
            "There is a control character (" + code_of(static_cast<unsigned char>(c)) + ") in this text. Take it out."};
  return {offset,
          "After a backslash stands one of \" \\ / n t or u with four digits. A backslash itself is written \\\\."};
}

}  // namespace

std::optional<Slip> spoiled_bytes(std::string_view text) {
  if (looks_like_utf16(text)) return Slip{0, "This file was saved as UTF-16. Save it again with the encoding UTF-8."};
  for (std::string_view rest = text; !rest.empty();) {
    const size_t length = character_at(rest);
    const size_t offset = text.size() - rest.size();
    if (length == 0)
      return Slip{
          offset,
          "This text is not in UTF-8: perhaps it was saved as ANSI or Windows-1252. Save the file again with the "
          "encoding UTF-8, then look whether this letter is right."};
    if (rest[0] == '\0')
      return Slip{offset, "There is a control character (U+0000) here, where a reader would stop. Take it out."};
    rest.remove_prefix(length);
  }
  return std::nullopt;
}

Slip slip_of(std::string_view text, size_t offset, std::string_view reason) {
  const size_t first = text.starts_with(byte_order_mark) ? 3 : 0;
  const auto is_nothing = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  if (std::all_of(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), is_nothing))
    return {0, "This file is empty. Fill it, or take it away."};
  const Spot spot = spot_of(text, offset);
  const bool in_text = spot.text_start != std::string_view::npos;
  if (offset >= text.size() && in_text)
    return {spot.text_start,
            "The file ends too soon. The text that begins here is not closed: add the missing double quote."};
  if (offset >= text.size() || has(reason, "unexpected end of input"))
    return {offset, "The file ends too soon. A closing quote, bracket or brace is missing."};
  if (in_text && has(reason, "invalid string")) return slip_in_text(text, spot.text_start, offset, reason);
  if (has_curly_quote(spot.last_text))
    return {offset,
            "This is not valid JSON just before here. A curly quotation mark does not close a text: look for one "
            "where a straight double quote should be."};
  if (in_text && spot.before != std::string_view::npos && !has(",:[{", text.substr(spot.before, 1)))
    return {spot.text_start, "A comma or a colon is missing before this text."};
  // The library stops at the end of a word that it does not know, or at the sign itself.
  if (std::string sentence = stray(text, offset); !sentence.empty()) return {offset, std::move(sentence)};
  if (has(reason, "expected end of input"))
    return {offset, "There is something after the end of the JSON. Check the braces and brackets."};
  const char c = text[offset];
  if ((c == '}' || c == ']') && spot.before != std::string_view::npos && text[spot.before] == ',')
    return {spot.before, "There is a comma after the last entry. Take it out."};
  return {offset, "This is not valid JSON just before here. Look for a missing or extra comma, quote or brace."};
}

}  // namespace roadshow
