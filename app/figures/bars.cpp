// How many people gave each answer: bars from zero, the largest in navy. A hidden count is a dashed box as long as the
// limit, whatever it is, with words beside it.
#include <algorithm>
#include <cmath>

#include "figures/shapes.hpp"

namespace roadshow::figures {
namespace {

constexpr float label_size = 16;
constexpr float value_size = 18;

float widest_label(const Bars& bars) {
  float width = 0;
  for (const Bars::Row& row : bars.rows) width = std::max(width, guessed_width(row.label, label_size, row.strong));
  return width;
}

// Long labels stand above their bars.
bool are_above(const Bars& bars) { return widest_label(bars) > 124; }

float row_height(const Bars& bars) { return are_above(bars) ? 62.0f : 44.0f; }

}  // namespace

Size size_of(const Bars& bars, Width width) {
  return {width == Width::wide ? 640.0f : 358.0f, static_cast<float>(bars.rows.size()) * row_height(bars)};
}

Drawing draw_figure(const Bars& bars, Size size) {
  Drawing drawing{size, {}};
  const bool above = are_above(bars);
  const float left = above ? 0 : widest_label(bars) + 12;
  float right = 0;  // room for the values
  for (const Bars::Row& row : bars.rows)
    right = std::max(right, guessed_width(row.text, row.value ? value_size : label_size, row.value.has_value()) + 10);
  const float room = std::max(20.0f, size.width - left - right);
  const float bar = above ? 26.0f : 32.0f;
  float y = 0;
  for (const Bars::Row& row : bars.rows) {
    const double value = row.value.value_or(bars.limit);
    const float length =
        std::max(4.0f, static_cast<float>(std::clamp(value / std::max(bars.maximum, 1.0), 0.0, 1.0)) * room);
    const float top = y + (above ? 24.0f : 4.0f);
    drawing.marks.emplace_back(Label{row.label,
                                     {0, above ? y + 2 : top + (bar - label_size * line_height) / 2},
                                     Align::left,
                                     label_size,
                                     row.strong,
                                     Paint::text});
    if (row.value) {
      drawing.marks.emplace_back(
          Rectangle{{left, top}, {length, bar}, 4, row.strong ? Paint::blue_dark : Paint::blue, Fill::solid, 0});
    } else {
      drawing.marks.emplace_back(
          Rectangle{{left + 1, top + 1}, {length, bar - 2}, 4, Paint::grey, Fill::dashed_outline, 2});
    }
    const float text_size = row.value ? value_size : label_size;
    drawing.marks.emplace_back(Label{row.text,
                                     {left + length + 10, top + (bar - text_size * line_height) / 2},
                                     Align::left,
                                     text_size,
                                     row.value.has_value(),
                                     row.value ? Paint::blue : Paint::text_2});
    y += row_height(bars);
  }
  return drawing;
}

// A row of dots: how much of a goal is reached, or how large a part of all.
Size size_of(const Meter& /*meter*/, Width /*width*/) { return {380, 24}; }

Drawing draw_figure(const Meter& meter, Size size) {
  constexpr int count = 30;
  Drawing drawing{size, {}};
  const float end = size.width - (meter.goal.empty() ? 0.0f : 20.0f + guessed_width(meter.goal, 14, false));
  const float step = end / count;
  const int filled = static_cast<int>(std::lround(std::clamp(meter.part, 0.0, 1.0) * count));
  Dots done{{}, step * 0.42f, Paint::blue, false};
  Dots ahead{{}, step * 0.42f - 0.75f, Paint::grey, true};
  for (int i = 0; i < count; ++i)
    (i < filled ? done : ahead).centres.push_back({(static_cast<float>(i) + 0.5f) * step, size.height / 2});
  if (!done.centres.empty()) drawing.marks.emplace_back(std::move(done));
  if (!ahead.centres.empty()) drawing.marks.emplace_back(std::move(ahead));
  if (!meter.goal.empty()) {
    drawing.marks.emplace_back(Rectangle{{end + 4, 0}, {4, size.height}, 1, Paint::text, Fill::solid, 0});
    drawing.marks.emplace_back(Label{meter.goal, {end + 14, 3}, Align::left, 14, false, Paint::text});
  }
  return drawing;
}

}  // namespace roadshow::figures
