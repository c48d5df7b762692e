#include "canvas/theme.hpp"

#include <string>

namespace roadshow::canvas {
namespace {

constexpr bool paints_come_first() {
  const auto paints = words_of(figures::Paint{});
  const auto tokens = words_of(Token{});
  for (size_t i = 0; i < paints.size(); ++i)
    if (std::string_view(paints[i]) != tokens[i]) return false;
  return true;
}
static_assert(paints_come_first(), "Token must start with the words of figures::Paint");
static_assert(token_count == static_cast<size_t>(Token::none));

uint32_t digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0');
  return static_cast<uint32_t>((c | 0x20) - 'a' + 10) & 15;
}

// "#RRGGBB" or "#RRGGBBAA"
Colour colour_of(std::string_view hex) {
  const auto byte = [&](size_t at) { return digit(hex[at]) << 4 | digit(hex[at + 1]); };
  if (hex.size() != 7 && hex.size() != 9) return 0xff000000;
  const uint32_t alpha = hex.size() == 9 ? byte(7) : 255;
  return alpha << 24 | byte(5) << 16 | byte(3) << 8 | byte(1);
}

uint32_t mix_byte(uint32_t from, uint32_t to, float part) {
  return static_cast<uint32_t>(static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * part +
                               0.5f);
}

}  // namespace

bool read_theme(std::string_view json, bool dark, Theme& theme) {
  const Json file = Json::parse(json, nullptr, false);
  const char* half = dark ? "dark" : "light";
  if (!file.is_object() || !file.contains(half) || !file[half].is_object()) return false;
  const Json& tokens = file[half];
  constexpr auto words = words_of(Token{});
  for (size_t i = 0; i < token_count; ++i) {
    const auto found = tokens.find(words[i]);
    theme.colours[i] =
        found != tokens.end() && found->is_string() ? colour_of(found->get_ref<const std::string&>()) : 0xff000000;
  }
  theme.dark = dark;
  return true;
}

Colour mix(Colour from, Colour to, float part) {
  Colour result = 0;
  for (int shift = 0; shift < 32; shift += 8) result |= mix_byte(from >> shift & 255, to >> shift & 255, part) << shift;
  return result;
}

Colour faded(Colour colour, float part) { return (colour & 0x00ffffff) | mix_byte(0, colour >> 24, part) << 24; }

}  // namespace roadshow::canvas
