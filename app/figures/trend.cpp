// A value over months: one line with a point a month, the target as a dashed ink line, stripes where the line is on
// the wrong side of it. Missing months break the line and are named. The scale stands in a margin of its own; every
// other label takes the nearest place where it touches nothing, and is left out when there is none (the table has it).
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "content/sort_few.hpp"
#include "figures/trend_parts.hpp"

namespace roadshow::figures {
namespace {

void add_scale(Picture& picture) {
  const Plot& plot = picture.plot;
  for (const double value : grid_of(plot.scale)) {
    if (plot.margin == 0) return;
    const float top = plot.y(value) - line_of(plot.label_size) / 2;
    const std::string text = scale_number(value, plot.scale.step) + picture.trend.axis_unit;
    const float width = guessed_width(text, plot.label_size, false);
    add_label(picture, Label{text, {plot.margin, top}, Align::right, plot.label_size, false, Paint::text_2},
              {plot.margin - width, top, plot.margin, top + line_of(plot.label_size)});
  }
}

// The grid, broken where words stand.
std::vector<Mark> grid_marks(const Picture& picture) {
  const Plot& plot = picture.plot;
  std::vector<Mark> lines;
  for (const double value : grid_of(plot.scale)) {
    const float y = plot.y(value);
    if (value == plot.scale.low) continue;  // the line at the foot
    std::vector<Box> across;
    for (const Box& box : picture.words) {
      if (box.top - 3 < y && y < box.bottom + 3) across.push_back(box);
    }
    sort_few(across.begin(), across.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
    const float end = std::min(picture.size.width, plot.right + 6);
    float from = plot.margin + 6;
    across.push_back({end + 6, 0, end + 6, 0});
    for (const Box& box : across) {
      if (box.left - 6 > from + 4)
        lines.emplace_back(Line{{{from, y}, {box.left - 6, y}}, 1, Paint::border, Dash::none, false});
      from = std::max(from, box.right + 6);
    }
  }
  lines.emplace_back(Line{{{plot.margin + 6, plot.bottom}, {std::min(picture.size.width, plot.right + 6), plot.bottom}},
                          2,
                          Paint::text_2,
                          Dash::none,
                          false});
  return lines;
}

// The part of one stretch of line that is on the wrong side of the target.
void add_gap(Picture& picture, size_t index) {
  const Plot& plot = picture.plot;
  const Trend& trend = picture.trend;
  const double target = *trend.target;
  const double sign = trend.at_most ? 1 : -1;
  double from = (*trend.points[index].value - target) * sign;
  double to = (*trend.points[index + 1].value - target) * sign;
  if (from <= 0 && to <= 0) return;
  float start = plot.x(index);
  float end = plot.x(index + 1);
  const float crossing = from == to ? start : start + (end - start) * static_cast<float>(from / (from - to));
  if (from < 0) start = crossing;
  if (to < 0) end = crossing;
  from = std::max(0.0, from);
  to = std::max(0.0, to);
  const float base = plot.y(target);
  Polygon gap{{{start, base}, {start, plot.y(target + sign * from)}, {end, plot.y(target + sign * to)}, {end, base}},
              Paint::orange,
              Fill::stripes};
  picture.space.take(gap.points, 0);
  picture.marks.emplace_back(std::move(gap));
}

void add_line(Picture& picture) {
  const Trend& trend = picture.trend;
  Line line{{}, trend.compact ? 3.0f : 5.0f, Paint::blue, Dash::none, true};
  const auto finish = [&] {
    for (size_t i = 0; i + 1 < line.points.size(); ++i)
      picture.space.take({line.points[i], line.points[i + 1]}, line.width / 2);
    if (line.points.size() > 1) picture.marks.emplace_back(line);
    line.points.clear();
  };
  for (size_t i = 0; i < trend.points.size(); ++i) {
    if (trend.points[i].value)
      line.points.push_back({picture.plot.x(i), picture.plot.y(*trend.points[i].value)});
    else
      finish();
  }
  finish();
}

void add_points(Picture& picture) {
  const Trend& trend = picture.trend;
  Dots edge{{}, point_radius(trend, false), Paint::white, false};
  Dots small{{}, trend.compact ? 3.5f : 5.5f, Paint::blue, false};
  Dots large{{}, point_radius(trend, true), Paint::blue_dark, false};
  for (size_t i = 0; i < trend.points.size(); ++i) {
    const auto& point = trend.points[i];
    if (!point.value) continue;
    const Point at{picture.plot.x(i), picture.plot.y(*point.value)};
    edge.centres.push_back(at);
    (point.label.empty() ? small : large).centres.push_back(at);
    const float radius = point_radius(trend, !point.label.empty());
    picture.space.take({at.x - radius, at.y - radius, at.x + radius, at.y + radius});
  }
  for (Dots* dots : {&edge, &small, &large}) {
    if (!dots->centres.empty()) picture.marks.emplace_back(std::move(*dots));
  }
}

// The line of the target ends with the values: months without one have nothing to compare.
void add_target(Picture& picture) {
  const Trend& trend = picture.trend;
  const float y = picture.plot.y(*trend.target);
  size_t last = trend.points.empty() ? 0 : trend.points.size() - 1;
  while (last > 0 && !trend.points[last].value) --last;
  Line line{{{picture.plot.left, y}, {picture.plot.x(last), y}}, 3, Paint::text, Dash::dashed, false};
  picture.space.take(line.points, line.width / 2);
  picture.marks.emplace_back(std::move(line));
}

// The words of a missing month, one a line, since its column is narrow; neighbours share them.
void add_missing(Picture& picture, size_t first, size_t last) {
  const Plot& plot = picture.plot;
  const float half = (plot.right - plot.left) / static_cast<float>(std::max<size_t>(1, plot.count - 1)) / 2;
  const float left = std::max(plot.left - 8, plot.x(first) - half);
  const float right = std::min(picture.size.width, plot.x(last) + half);
  picture.marks.insert(picture.marks.begin(),  // behind everything
                       Rectangle{{left, plot.top}, {right - left, plot.bottom - plot.top}, 0, Paint::wash});
  std::vector<std::string> lines;
  for (size_t start = 0; start < picture.trend.no_data.size();) {
    const size_t end = std::min(picture.trend.no_data.find(' ', start), picture.trend.no_data.size());
    lines.push_back(picture.trend.no_data.substr(start, end - start));
    start = end + 1;
  }
  const float size = plot.label_size - 1;
  float width = 14;
  for (const std::string& line : lines) width = std::max(width, guessed_width(line, size, false));
  const float height = 18 + static_cast<float>(lines.size()) * line_of(size);
  const float middle = std::clamp((left + right) / 2, width / 2, std::max(width / 2, picture.size.width - width / 2));
  for (const float part : {0.3f, 0.15f, 0.45f, 0.0f, 0.6f, 0.75f, 0.9f}) {
    const float top = plot.top + (plot.bottom - plot.top - height) * part;
    const Box box{middle - width / 2, top, middle + width / 2, top + height};
    if (!picture.space.is_free(box)) continue;
    picture.space.take(box);
    picture.words.push_back(box);
    picture.marks.emplace_back(Rectangle{{middle - 7, top}, {14, 14}, 7, Paint::grey, Fill::dashed_outline, 2});
    for (size_t i = 0; i < lines.size(); ++i) {
      picture.labels.emplace_back(Label{lines[i],
                                        {middle, top + 18 + static_cast<float>(i) * line_of(size)},
                                        Align::centre,
                                        size,
                                        false,
                                        Paint::text_2});
    }
    return;
  }
}

void add_missing_months(Picture& picture) {
  const auto& points = picture.trend.points;
  for (size_t i = 0; i < points.size(); ++i) {
    if (points[i].value) continue;
    const size_t first = i;
    while (i + 1 < points.size() && !points[i + 1].value) ++i;
    add_missing(picture, first, i);
  }
}

// False when the target found no place for its name.
bool compose(Picture& picture, bool legend) {
  const Trend& trend = picture.trend;
  const Plot& plot = picture.plot;
  picture.space.take({{plot.margin, plot.bottom}, {picture.size.width, plot.bottom}}, 1);
  if (legend) add_legend(picture);
  for (size_t i = 0; trend.target && i + 1 < trend.points.size(); ++i) {
    if (trend.points[i].value && trend.points[i + 1].value) add_gap(picture, i);
  }
  if (trend.target) add_target(picture);
  add_line(picture);
  add_points(picture);
  add_scale(picture);
  add_point_labels(picture);
  const bool named = !trend.target || trend.target_label.empty() || legend || add_target_label(picture);
  add_missing_months(picture);
  if (!trend.points.empty()) add_periods(picture);
  return named;
}

}  // namespace

Size size_of(const Trend& trend, Width width) {
  if (trend.compact) return width == Width::wide ? Size{640, 230} : Size{300, 185};
  return width == Width::wide ? Size{760, 420} : Size{358, 300};
}

Drawing draw_figure(const Trend& trend, Size size) {
  for (const bool legend : {false, true}) {
    Picture picture{trend, plot_of(trend, size, legend), size, FreeSpace({0, 0, size.width, size.height}), {}, {}, {}};
    if (!compose(picture, legend) && !legend) continue;
    // The ground of missing months, the grid, the rest, the words.
    const auto ground_ends = std::find_if(picture.marks.begin(), picture.marks.end(), [](const Mark& mark) {
      const auto* box = std::get_if<Rectangle>(&mark);
      return !box || box->paint != Paint::wash;
    });
    Drawing drawing{size, {picture.marks.begin(), ground_ends}};
    for (Mark& line : grid_marks(picture)) drawing.marks.emplace_back(std::move(line));
    drawing.marks.insert(drawing.marks.end(), ground_ends, picture.marks.end());
    for (Mark& label : picture.labels) drawing.marks.emplace_back(std::move(label));
    return drawing;
  }
  return {size, {}};
}

}  // namespace roadshow::figures
