#include "survey/base32.hpp"

#include <cstdint>

namespace roadshow::survey {
namespace {

constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

std::string to_base32(std::string_view ten_digits) {
  uint64_t bits = 0;
  for (const char c : ten_digits) bits = bits * 16 + static_cast<uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  std::string text;
  for (int i = 7; i >= 0; --i) text += symbols[(bits >> (i * 5)) & 31];
  return text;
}

std::string from_base32(std::string_view eight_symbols) {
  uint64_t bits = 0;
  for (const char c : eight_symbols) bits = bits * 32 + symbols.find(c);
  std::string digits;
  for (int i = 9; i >= 0; --i) digits += "0123456789abcdef"[(bits >> (i * 4)) & 15];
  return digits;
}

std::string plain_base32(std::string_view typed) {
  std::string plain;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    const bool lower = c >= 'a' && c <= 'z';
    const char upper = lower ? static_cast<char>(c - 'a' + 'A') : c;
    plain += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    if (symbols.find(plain.back()) == std::string_view::npos) return {};
  }
  return plain;
}

}  // namespace roadshow::survey
