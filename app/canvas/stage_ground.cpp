// Grounds and edges of boxes, by state: hovered, pressed, chosen, not available (visual language, section 7).
#include <algorithm>
#include <cmath>

#include "canvas/brush.hpp"

namespace roadshow::canvas {

using page::Kind;
using page::Look;

namespace {

struct Face {
  Colour fill = 0;
  Colour edge = 0;
  Colour lower = 0;
  float edge_width = 0;  // CSS pixels
};

bool is_chosen(const Box& box) { return box.node && (box.node->checked || box.node->current); }

Face face_of(const Brush& brush, const Box& box) {
  const Style& style = *box.style;
  const Theme& theme = brush.theme;
  Face face{theme[style.fill], theme[style.edge], theme[style.lower], brush.stage.view.of(style.edge_width)};
  const Look look = box.node ? box.node->look : Look::plain;
  const bool hovered = brush.is_hovered(box);
  const bool pressed = brush.is_pressed(box);

  if (theme.dark && style.fill == Token::wash && style.edge == Token::none && !style.bleed &&
      look != Look::rank_number) {
    face.edge = theme[Token::wash_edge];  // edges replace fills
    face.edge_width = 2;
  }
  if (theme.dark && look == Look::card_main) face.edge = theme[Token::deep_edge];
  if (theme.dark && style.edge != Token::none) face.edge_width = std::max(face.edge_width, 2.0f);
  switch (look) {
    case Look::button_primary:
      if (hovered) face.fill = theme[Token::green_hover];
      if (pressed) face.fill = theme[Token::green_press];
      break;
    case Look::button_blue:
      if (hovered) face.fill = theme[Token::blue_hover];
      if (pressed) face.fill = theme[Token::blue_press];
      break;
    case Look::button_outline:
    case Look::icon_button:
      if (hovered) face.fill = theme[Token::page];
      if (pressed) face.fill = theme[Token::chosen];
      break;
    case Look::segment:
      if (hovered) face.fill = theme[Token::page];
      if (is_chosen(box)) face.fill = theme[Token::blue];
      break;
    case Look::choice_row:
    case Look::card:
    case Look::ladder_row:
      if (box.invalid) face.edge = theme[Token::red];
      if (hovered) {
        face.edge = theme[Token::blue];
        face.fill = theme[Token::page];
      }
      if (pressed) face.fill = theme[Token::chosen];
      break;
    case Look::card_main:
      if (hovered || pressed) face.edge = face.lower;
      break;
    case Look::header_key:
      if (box.ground == Ground::page) {  // at the foot of a kiosk
        face.fill = theme[Token::page];
        face.edge = theme.dark ? theme[Token::control] : face.fill;
      }
      if (hovered) face.fill = mix(face.fill, theme[Token::text], 0.15f);
      if (pressed) face.fill = mix(face.fill, theme[Token::text], 0.3f);
      break;
    case Look::scale_step:
      if (hovered) face.edge = theme[Token::blue];
      if (box.invalid) face.edge = theme[Token::red];
      if (is_chosen(box)) {
        face.fill = theme[Token::deep];
        face.edge = theme[Token::deep_edge];
      }
      break;
    case Look::text_box:
      if (box.invalid) face.edge = theme[Token::red];
      break;
    case Look::rank_number:
      if (box.node->text == "1") face.fill = theme[Token::deep];
      break;
    default:
      break;
  }
  if (look == Look::choice_row && is_chosen(box)) {
    face.fill = theme[Token::chosen];
    face.edge = theme[Token::blue];
    if (theme.dark) face.edge_width = 4;
  }
  if (box.node && box.node->disabled) {
    face.fill = theme[look == Look::icon_button ? Token::ground : Token::track];
    face.edge = look == Look::icon_button ? theme[Token::border] : face.fill;
    if (face.lower) face.lower = theme[Token::edge];
  }
  if (pressed && style.lower != Token::none) face.lower = 0;
  return face;
}

Corners corners_of_box(const Box& box, const Area* switch_around) {
  if (box.style->bar == Bar::left) return Corners::right;
  if (box.node && box.node->look == Look::rank_number) return Corners::left;
  if (box.node && box.node->look == Look::segment && switch_around) {
    const bool first = box.area.x - switch_around->x < 6;
    const bool last = switch_around->right() - box.area.right() < 6;
    if (first && !last) return Corners::left;
    if (last && !first) return Corners::right;
  }
  return Corners::all;
}

bool is_middle_segment(const Box& box, const Area* around) {
  return box.node && box.node->look == Look::segment && around && box.area.x - around->x >= 6 &&
         around->right() - box.area.right() >= 6;
}

}  // namespace

bool has_focus_ground(const Box& box) {
  switch (box.node->look) {
    case Look::choice_row:
    case Look::scale_step:
    case Look::segment:
    case Look::card:
    case Look::card_main:
    case Look::ladder_row:
    case Look::ladder_row_featured:
    case Look::stop:
    case Look::stop_done:
    case Look::stop_current:
      return false;
    default:
      return true;
  }
}

void draw_focus(const Brush& brush, const Box& box) {
  const Theme& theme = brush.theme;
  const Area area = brush.area(area_of_control(box));
  const float line = brush.line(4);
  float radius = brush.length(brush.stage.view.of(box.style->radius));
  if (has_focus_ground(box)) {
    radius = std::max(radius, brush.length(2));
    const float edge = std::min(area.height, 2 * radius + line);  // seen only below the yellow
    canvas::box(brush.list, {area.x, area.bottom() - edge, area.width, edge}, radius, theme[Token::focus_text]);
    canvas::box(brush.list, {area.x, area.y, area.width, area.height - line}, radius, theme[Token::focus]);
    return;
  }
  // An edge of ink, a gap, a yellow ring around it.
  radius = std::max(radius, brush.length(8));
  const float out = 2 * line;
  frame(brush.list, area, radius, line, theme[Token::text]);
  frame(brush.list, {area.x - out, area.y - out, area.width + 2 * out, area.height + 2 * out}, radius + out, line,
        theme[Token::focus]);
}

void draw_ground(const Brush& brush, const Box& box, const Area* switch_around) {
  const Style& style = *box.style;
  const View& view = brush.stage.view;
  if (style.fill == Token::none && style.edge == Token::none && style.rule == Token::none &&
      style.head == Token::none && style.bar == Bar::none && !(box.node && box.node->look == Look::ladder_row))
    return;
  const Face face = face_of(brush, box);
  Area area = brush.area(box.area);
  float radius = is_middle_segment(box, switch_around) ? 0 : brush.length(view.of(style.radius));
  if (box.node && box.node->look == Look::rank_number) radius = brush.length(view.of({11, 14}));
  const Corners corners = corners_of_box(box, switch_around);

  if (style.lower != Token::none) {
    const float lower = brush.line(view.of(style.lower_width));
    const bool pressed = brush.is_pressed(box);
    if (face.lower) canvas::box(brush.list, area, radius, face.lower);
    if (pressed) area.y += lower;
    // The edge below is part of the lower edge.
    area.height -= lower - (face.edge >> 24 != 0 ? brush.line(face.edge_width) : 0);
  }
  const bool disclosed = box.node && box.node->kind == Kind::disclosure && style.flow == Flow::disclosure;
  const bool has_edge = face.edge >> 24 != 0 && face.edge_width > 0;
  if (!disclosed) {
    if (has_edge && face.fill >> 24 == 255) {
      const float edge = brush.line(face.edge_width);
      canvas::box(brush.list, area, radius, face.edge, corners);
      canvas::box(brush.list, {area.x + edge, area.y + edge, area.width - 2 * edge, area.height - 2 * edge},
                  std::max(0.0f, radius - edge), face.fill, corners);
    } else if (face.fill >> 24 != 0) {
      canvas::box(brush.list, area, radius, face.fill, corners);
    } else if (has_edge) {
      frame(brush.list, area, radius, brush.line(face.edge_width), face.edge);
    }
  }
  const float bar = brush.line(view.of(style.bar_width));
  if (style.bar == Bar::left)
    canvas::box(brush.list, {area.x, area.y, bar, area.height}, 0, brush.theme[style.bar_ink]);
  if (style.bar == Bar::top) canvas::box(brush.list, {area.x, area.y, area.width, bar}, 0, brush.theme[style.bar_ink]);

  const float rule = brush.line(view.of(style.rule_width));
  if (style.rule != Token::none && !brush.is_hovered(box))
    canvas::box(brush.list, {area.x, area.bottom() - rule, area.width, rule}, 0, brush.theme[style.rule]);
  if (style.head != Token::none)
    canvas::box(brush.list, {area.x, area.y, area.width, rule}, 0, brush.theme[style.head]);
}

}  // namespace roadshow::canvas
