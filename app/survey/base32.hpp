// Crockford's base 32: what people read, write down and type. No I, L, O or U; O is read as 0, I and L as 1.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::survey {

inline bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Ten lower-case hexadecimal digits as eight symbols.
std::string to_base32(std::string_view ten_digits);

// Eight symbols as ten hexadecimal digits.
std::string from_base32(std::string_view eight_symbols);

// What was typed, in capitals, without blanks and hyphens, with 0 and 1 for the letters that look like them. Empty
// when something in it is no symbol.
std::string plain_base32(std::string_view typed);

}  // namespace roadshow::survey
