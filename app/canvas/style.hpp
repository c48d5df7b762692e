// How each look is drawn on the stage: letters, space, ground, edges. Data only; docs/visual-language.md, sections 3 to
// 6, is its source. Lengths are CSS pixels at 100% text size, for a desktop and for a kiosk.
#pragma once

#include "canvas/painter.hpp"
#include "canvas/text.hpp"
#include "canvas/theme.hpp"
#include "page/node.hpp"

namespace roadshow::canvas {

struct Pair {
  float desktop = 0;
  float kiosk = 0;
  constexpr Pair() = default;
  constexpr Pair(float both) : desktop(both), kiosk(both) {}
  constexpr Pair(float on_desktop, float on_kiosk) : desktop(on_desktop), kiosk(on_kiosk) {}
};

struct Sides {
  Pair top;
  Pair right;
  Pair bottom;
  Pair left;
};
constexpr Sides all(Pair p) { return {p, p, p, p}; }
constexpr Sides ends(Pair top_bottom, Pair left_right) { return {top_bottom, left_right, top_bottom, left_right}; }

enum class Role : uint8_t {
  inherit,
  home,
  heading_1,
  question,
  heading_2,
  heading_3,
  heading_4,
  lead,
  body,
  control,
  label,
  small,
  brand,
  pack_title,
  key,
  hero_number,
  number,
  fact_number,
  fact,
  row_number,
  rank_number,
  reference
};
struct Type {
  Pair size;
  Pair line;  // height of a line
  Weight weight = Weight::regular;
  float tracking = 0;
  bool balanced = false;  // lines of equal length, so that no last line holds one word
};
const Type& type_of(Role role);

// How children are arranged. Those after `row` are arrangements of one component each.
enum class Flow : uint8_t {
  hidden,   // not drawn, no rectangle
  text,     // words, with inline children
  stack,    // one under the other
  row,      // side by side, in their own widths; `grow` takes what is left
  spread,   // as row, the last at the right end
  grid,     // equal columns, equal heights
  columns,  // two columns; one under the other where there is no room
  picture,
  header,
  hero,
  card,
  ladder_row,
  table,
  answer_row,
  stepper,
  stop,
  progress_row,
  progress,
  choice,
  scale,
  rank_card,
  text_box,
  action_bar,
  route_stop,
  bullet,
  disclosure
};

enum class Align : uint8_t { start, centre, end };
enum class Bar : uint8_t { none, left, top };  // a thick edge in one colour

struct Style {
  Flow flow = Flow::stack;
  Role role = Role::inherit;
  Token ink = Token::none;         // none: as around
  Token strong_ink = Token::none;  // of bold parts
  Align align = Align::start;      // of words
  Align across = Align::start;     // of children in a row
  Sides padding;
  Pair above;  // space to the sibling above, in a stack
  Pair gap;    // between children
  Pair width;  // 0: what there is, or what the content needs
  Pair max_width;
  Pair min_height;
  int columns = 1;
  bool shrink = false;    // as wide as its content
  bool grow = false;      // in a row
  bool bleed = false;     // its ground reaches both sides of the window
  bool push = false;      // to the lower end of its container
  bool reversed = false;  // columns: one child is the side, the others are stacked beside it
  bool underlined = false;
  Ground ground = Ground::page;
  Token fill = Token::none;
  Token edge = Token::none;
  Pair edge_width = 1;
  Pair radius;
  Token lower = Token::none;  // lower edge
  Pair lower_width{4, 8};
  Bar bar = Bar::none;
  Token bar_ink = Token::none;
  Pair bar_width = 8;
  Token rule = Token::none;  // a line at the lower edge
  Token head = Token::none;  // a line at the upper edge
  Pair rule_width = 1;
};

// `parent` is the look around: a few looks differ by it.
const Style& style_of(const page::Node& node, page::Look parent);

}  // namespace roadshow::canvas
