// Shared by the tables of styles: rows, and the few styles that several looks start from.
#pragma once

#include <span>

#include "canvas/style.hpp"

namespace roadshow::canvas {

struct Row {
  page::Look look;
  Style style;
};

constexpr Style button{.flow = Flow::row,
                       .role = Role::control,
                       .align = Align::centre,
                       .across = Align::centre,
                       .padding = ends(8, {32, 48}),
                       .above = {24, 32},
                       .gap = {8, 16},
                       .min_height = {60, 120},
                       .shrink = true,
                       .radius = {8, 12}};
constexpr Style with(Style style, Token ink, Token fill, Token edge, Token lower) {
  style.ink = ink;
  style.fill = fill;
  style.edge = edge;
  style.edge_width = {2, 3};
  style.lower = lower;
  return style;
}
constexpr Style words(Role role, Pair above, Token ink = Token::none) {
  return {.flow = Flow::text, .role = role, .ink = ink, .above = above};
}
std::span<const Row> page_styles();    // frame, text, home, arrangement, controls, explainers, waits
std::span<const Row> survey_styles();  // survey, feedback, data, reading

}  // namespace roadshow::canvas
