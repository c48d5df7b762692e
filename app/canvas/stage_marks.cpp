// What components have besides words and ground: the circle of a choice, segments of progress, the lines and stops of
// routes, bullets, the arrow of a disclosure.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "canvas/brush.hpp"

namespace roadshow::canvas {

using page::Kind;
using page::Look;

namespace {

void centred_text(const Brush& brush, const Lettering& lettering, std::string_view text, ImVec2 at, Colour colour) {
  const float digits = lettering.size * 0.34f;  // half the height of a digit
  draw_text(brush.list, lettering, text, at.x - width_of(lettering, text) / 2, at.y + digits, colour);
}

void draw_choice(const Brush& brush, const Box& box) {
  const float size = std::round(brush.length(box.face));
  const Area area = brush.area(box.area);
  const float left = area.x + brush.length(brush.stage.view.of(box.style->padding.left));
  const ImVec2 centre(left + size / 2, area.y + std::round(area.height / 2));
  const Colour ink = brush.ink(Token::text, box.ground);
  const float line = brush.line(box.face * 0.095f);
  if (box.node->kind == Kind::radio) {
    disc(brush.list, centre, size / 2, ink);
    disc(brush.list, centre, size / 2 - line, brush.theme[Token::ground]);
    if (box.node->checked) disc(brush.list, centre, size / 4, ink);
    return;
  }
  const Area square{centre.x - std::round(size / 2), centre.y - std::round(size / 2), size, size};
  const float radius = brush.length(brush.stage.view.of({6, 9}));
  canvas::box(brush.list, square, radius, ink);
  if (!box.node->checked)
    canvas::box(brush.list, {square.x + line, square.y + line, size - 2 * line, size - 2 * line}, radius - line,
                brush.theme[Token::ground]);
  else
    polyline(brush.list,
             {ImVec2(square.x + size * 0.23f, square.y + size * 0.53f),
              ImVec2(square.x + size * 0.43f, square.y + size * 0.72f),
              ImVec2(square.x + size * 0.78f, square.y + size * 0.30f)},
             size * 0.12f, brush.theme[Token::ground], true);
}

// value "3/12": done, current, ahead.
void draw_progress(const Brush& brush, const Box& box) {
  const int current = std::atoi(box.node->value.c_str());
  const size_t slash = box.node->value.find('/');
  const int total = slash == std::string::npos ? 0 : std::atoi(box.node->value.c_str() + slash + 1);
  if (total <= 0 || total > 200) return;
  const float gap = brush.stage.view.of({4, 6});
  const float width = (box.area.width - gap * static_cast<float>(total - 1)) / static_cast<float>(total);
  for (int i = 0; i < total; ++i) {
    const Area segment =
        brush.area({box.area.x + static_cast<float>(i) * (width + gap), box.area.bottom() - box.face, width, box.face});
    const Token token = i + 1 < current ? Token::blue : i + 1 == current ? Token::blue_dark : Token::border;
    canvas::box(brush.list, segment, segment.height / 2, brush.theme[token]);
  }
}

ImVec2 centre_of_stop(const Brush& brush, const Box& box) {
  return ImVec2(brush.x(box.area.x + box.area.width / 2), brush.y(box.area.y + box.face / 2));
}

// The line of a stepper, from stop to stop.
void draw_stops_line(const Brush& brush, size_t index) {
  const Box& row = brush.stage.boxes[index];
  const Box* before = nullptr;
  const float line = brush.line(brush.stage.view.of({8, 12}));
  for (size_t i = index + 1; i < row.end; ++i) {
    const Box& box = brush.stage.boxes[i];
    if (box.style->flow != Flow::stop) continue;
    if (before) {
      const ImVec2 from = centre_of_stop(brush, *before);
      const ImVec2 to = centre_of_stop(brush, box);
      const Token token = box.node->look == Look::stop ? Token::border : Token::blue;
      canvas::box(brush.list, {from.x, from.y - std::round(line / 2), to.x - from.x, line}, 0, brush.theme[token]);
    }
    before = &box;
  }
}

void draw_stop(const Brush& brush, const Box& box) {
  const bool current = box.node->look == Look::stop_current;
  const bool ahead = box.node->look == Look::stop;
  const ImVec2 centre = centre_of_stop(brush, box);
  const float radius = brush.length(box.face / 2) * (current ? 1 : 0.76f);
  const bool hovered = brush.is_hovered(box);
  Colour number = brush.theme[Token::on_blue];
  if (ahead) {
    disc(brush.list, centre, radius, brush.theme[hovered ? Token::blue : Token::control]);
    disc(brush.list, centre, radius - brush.line(brush.stage.view.of({3, 5})), brush.theme[Token::ground]);
    number = brush.theme[Token::text_2];
  } else {
    const Token token = current ? Token::blue_dark : hovered ? Token::blue_hover : Token::blue;
    disc(brush.list, centre, radius, brush.theme[token]);
    if (current && brush.theme.dark) number = brush.theme[Token::ground];
  }
  const Lettering letters{Weight::bold, brush.length(box.face * (current ? 0.44f : 0.40f)), 0};
  centred_text(brush, letters, box.node->value, centre, number);
}

// Its circle, and the line down to the next stop.
void draw_route_stop(const Brush& brush, size_t index) {
  const Box& box = brush.stage.boxes[index];
  const bool done = box.node->look == Look::route_stop_done;
  const float radius = brush.length(box.face / 2);
  const ImVec2 centre(brush.x(box.area.x + box.face / 2), brush.y(box.area.y + box.face / 2));
  const bool has_next =
      box.end < brush.stage.boxes.size() && brush.stage.boxes[box.end].style->flow == Flow::route_stop;
  if (has_next) {
    const float line = brush.line(brush.stage.view.of({8, 12}));
    const float end = brush.y(brush.stage.boxes[box.end].area.y + box.face / 2);
    canvas::box(brush.list, {centre.x - std::round(line / 2), centre.y, line, end - centre.y}, 0,
                brush.theme[done ? Token::blue : Token::border]);
  }
  disc(brush.list, centre, radius, brush.theme[done ? Token::blue_dark : Token::control]);
  if (!done) disc(brush.list, centre, radius - brush.line(brush.stage.view.of({4, 6})), brush.theme[Token::ground]);
}

void draw_arrow(const Brush& brush, const Box& box) {
  const float size = brush.length(brush.stage.view.of({6, 9}) * brush.stage.view.text_scale);
  const ImVec2 at(brush.x(box.area.x) + size * 1.2f, brush.y(box.area.y + box.face / 2));
  const Colour ink = brush.theme[Token::blue];
  if (box.node->open)
    polygon(brush.list,
            {ImVec2(at.x - size, at.y - size * 0.6f), ImVec2(at.x + size, at.y - size * 0.6f),
             ImVec2(at.x, at.y + size * 0.8f)},
            ink);
  else
    polygon(brush.list,
            {ImVec2(at.x - size * 0.6f, at.y - size), ImVec2(at.x + size * 0.8f, at.y),
             ImVec2(at.x - size * 0.6f, at.y + size)},
            ink);
}

}  // namespace

void draw_marks(const Brush& brush, size_t index) {
  const Box& box = brush.stage.boxes[index];
  if (!box.node) return;
  switch (box.style->flow) {
    case Flow::choice:
      draw_choice(brush, box);
      break;
    case Flow::progress:
      draw_progress(brush, box);
      break;
    case Flow::stepper:
      if (box.node->kind == Kind::numbered_list) draw_stops_line(brush, index);
      break;
    case Flow::stop:
      draw_stop(brush, box);
      break;
    case Flow::route_stop:
      draw_route_stop(brush, index);
      break;
    case Flow::disclosure:
      draw_arrow(brush, box);
      break;
    case Flow::bullet: {
      const float size = brush.stage.view.letters({3.5f, 5.5f});
      disc(brush.list, ImVec2(brush.x(box.area.x + 8), brush.y(box.area.y + brush.stage.view.letters({16, 23}))),
           brush.length(size), brush.theme[Token::blue]);
      break;
    }
    default:
      break;
  }
  const bool beside_brand = box.area.x > brush.stage.view.margin + 1;
  if (box.node->look == Look::pack_title && beside_brand) {
    const Colour rule = mix(brush.theme[Token::header], brush.theme[Token::on_header], 0.45f);
    const float height = box.area.height + 2;
    canvas::box(brush.list, brush.area({box.area.x - brush.stage.view.of({25, 34}), box.area.y - 1, 1, height}), 0,
                rule);
  }
}

}  // namespace roadshow::canvas
