// The colours of assets/theme.json, by job. The same file gives the CSS custom properties of flow.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "content/describe.hpp"
#include "figures/figure.hpp"

namespace roadshow::canvas {

// First the paints of figures, in their order; then what only the window and its controls use.
enum class Token : uint8_t {
  text,
  text_2,
  blue,
  blue_dark,
  blue_bright,
  blue_light,
  sky,
  orange,
  plum,
  control,
  white,
  border,
  track,
  wash,
  orange_wash,
  dim_blue,
  dim_grey,
  dim_orange,
  focus,
  green,
  ground,  // what a page stands on
  page,
  edge,
  red,
  chosen,
  wash_edge,
  focus_text,
  scrim,
  blue_hover,
  blue_press,
  on_blue,
  green_hover,
  green_press,
  green_edge,
  on_green,
  header,
  header_edge,
  on_header,
  blue_header_key,
  header_key_edge,
  deep,
  deep_edge,
  on_deep,  // dark card, thanks banner
  plum_wash,
  plum_text,
  none  // no colour at all
};
constexpr auto words_of(Token) {
  return std::array{
      "text",        "text-2",      "blue",      "blue-dark",       "blue-bright",     "blue-light", "sky",
      "orange",      "plum",        "control",   "white",           "border",          "track",      "wash",
      "orange-wash", "dim-blue",    "dim-grey",  "dim-orange",      "focus",           "green",      "ground",
      "page",        "edge",        "red",       "chosen",          "wash-edge",       "focus-text", "scrim",
      "blue-hover",  "blue-press",  "on-blue",   "green-hover",     "green-press",     "green-edge", "on-green",
      "header",      "header-edge", "on-header", "blue-header-key", "header-key-edge", "deep",       "deep-edge",
      "on-deep",     "plum-wash",   "plum-text"};
}
constexpr size_t token_count = words_of(Token{}).size();

constexpr Token token_of(figures::Paint paint) { return static_cast<Token>(paint); }

using Colour = uint32_t;  // alpha in the highest byte, then blue, green, red: the order of Dear ImGui

struct Theme {
  std::array<Colour, token_count> colours{};
  bool dark = false;

  Colour operator[](Token token) const { return token == Token::none ? 0 : colours[static_cast<size_t>(token)]; }
  Colour operator[](figures::Paint paint) const { return (*this)[token_of(paint)]; }
};

// The half "light" or "dark" of the theme file. False when it is no JSON; a token that is missing shows as black.
bool read_theme(std::string_view json, bool dark, Theme& theme);

// Between two colours, `part` from 0 to 1.
Colour mix(Colour from, Colour to, float part);
Colour faded(Colour colour, float part);

}  // namespace roadshow::canvas
