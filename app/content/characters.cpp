#include "content/characters.hpp"

#include <algorithm>
#include <array>

namespace roadshow {
namespace {

struct Span {
  char32_t first;
  char32_t last;
};

constexpr bool is_in(const Span& span, char32_t c) { return span.first <= c && c <= span.last; }

template <size_t N>
constexpr bool is_in(const std::array<Span, N>& spans, char32_t c) {
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) { return is_in(span, c); });
}

// White_Space (PropList.txt).
constexpr std::array white_space = {
    Span{0x09, 0x0D},     Span{0x20, 0x20},     Span{0x85, 0x85},     Span{0xA0, 0xA0},     Span{0x1680, 0x1680},
    Span{0x2000, 0x200A}, Span{0x2028, 0x2029}, Span{0x202F, 0x202F}, Span{0x205F, 0x205F}, Span{0x3000, 0x3000}};

// Default_Ignorable_Code_Point (DerivedCoreProperties.txt), the interlinear marks, and Braille's pattern without dots.
constexpr std::array not_drawn = {
    Span{0xAD, 0xAD},       Span{0x34F, 0x34F},     Span{0x61C, 0x61C},    Span{0x115F, 0x1160}, Span{0x17B4, 0x17B5},
    Span{0x180B, 0x180F},   Span{0x200B, 0x200F},   Span{0x202A, 0x202E},  Span{0x2060, 0x206F}, Span{0x2800, 0x2800},
    Span{0x3164, 0x3164},   Span{0xFE00, 0xFE0F},   Span{0xFEFF, 0xFEFF},  Span{0xFFA0, 0xFFA0}, Span{0xFFF0, 0xFFFB},
    Span{0x1BCA0, 0x1BCA3}, Span{0x1D173, 0x1D17A}, Span{0xE0000, 0xE0FFF}};

constexpr bool is_space(char32_t c) { return is_in(white_space, c); }

// The small letter, where it stands at a fixed distance from the capital.
constexpr char32_t small(char32_t c) {
  if (is_in(Span{'A', 'Z'}, c) || (is_in(Span{0xC0, 0xDE}, c) && c != 0xD7)) return c + 32;
  if (is_in(Span{0x391, 0x3A9}, c) || is_in(Span{0x410, 0x42F}, c)) return c + 32;
  if (is_in(Span{0x400, 0x40F}, c)) return c + 80;
  if (is_in(Span{0x100, 0x137}, c) || is_in(Span{0x14A, 0x177}, c) || is_in(Span{0x1E00, 0x1EFF}, c)) return c | 1;
  if (is_in(Span{0x139, 0x148}, c) || is_in(Span{0x179, 0x17E}, c)) return c + (c & 1);
  return c;
}

}  // namespace

size_t character_at(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  if (text.empty()) return 0;
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool beyond = first == 0xF4 && byte(1) > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

char32_t take_character(std::string_view& text) {
  const size_t length = character_at(text);
  if (length == 0) {
    text.remove_prefix(std::min<size_t>(1, text.size()));
    return 0xFFFD;
  }
  const auto byte = [&](size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  char32_t c = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
  for (size_t i = 1; i < length; ++i) c = (c << 6) | (byte(i) & 0x3F);
  text.remove_prefix(length);
  return c;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const size_t length = character_at(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_blank(char32_t character) {
  return is_space(character) || is_in(not_drawn, character) || is_in(Span{0, 0x1F}, character) ||
         is_in(Span{0x7F, 0x9F}, character);
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (!is_blank(take_character(text))) return false;
  }
  return true;
}

bool is_control(char32_t character) {
  return (character < 0x20 && character != '\n' && character != '\t') || is_in(Span{0x7F, 0x9F}, character);
}

bool turns_direction(char32_t character) {
  return is_in(Span{0x202A, 0x202E}, character) || is_in(Span{0x2066, 0x2069}, character);
}

std::string code_of(char32_t character) {
  std::string digits;
  for (char32_t rest = character; rest > 0 || digits.size() < 4; rest >>= 4)
    digits.insert(digits.begin(), "0123456789ABCDEF"[rest & 15]);
  return "U+" + digits;
}

std::u32string key_of_label(std::string_view label) {
  std::u32string key;
  bool apart = false;
  while (!label.empty()) {
    const char32_t c = take_character(label);
    if (is_blank(c)) {
      apart = apart || is_space(c);
      continue;
    }
    if (apart && !key.empty()) key += U' ';
    apart = false;
    key += small(c);
  }
  return key;
}

}  // namespace roadshow
