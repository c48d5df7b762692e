// A value over months: one line with a point a month, the target as a dashed ink line, stripes where the line is on
// the wrong side of it. Missing months break the line and are named.
#include <algorithm>
#include <cmath>
#include <string>

#include "figures/shapes.hpp"

namespace roadshow::figures {
namespace {

struct Scale {
  double low = 0;
  double high = 1;
  double step = 1;
};

double nice_step(double range, int lines) {
  const double rough = range / lines;
  const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * magnitude >= rough) return factor * magnitude;
  }
  return 10 * magnitude;
}

// Starts at zero unless all values lie in the upper half; then a grid line carries a value (rule 10).
Scale scale_of(const Trend& trend) {
  double low = trend.target.value_or(1e300);
  double high = trend.target.value_or(-1e300);
  for (const auto& point : trend.points) {
    if (!point.value) continue;
    low = std::min(low, *point.value);
    high = std::max(high, *point.value);
  }
  if (high <= 0 || low > high) return {0, 1, 1};
  if (low < high / 2) low = 0;
  const double range = std::max(high - low, high * 0.05);
  const double step = nice_step(range, trend.compact ? 2 : 5);
  Scale scale{low <= 0 ? 0 : std::floor((low - step) / step) * step, high + range * 0.04, step};
  scale.low = std::max(0.0, scale.low);
  return scale;
}

std::string plain_number(double value) {
  std::string text = std::to_string(static_cast<long long>(std::llround(value)));
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) text.insert(static_cast<size_t>(i), ",");
  return text;
}

struct Plot {
  float left;
  float right;
  float top;
  float bottom;
  float label_size;
  float value_size;
  Scale scale;
  size_t count;

  float x(size_t index) const {
    return left + (right - left) * static_cast<float>(index) / static_cast<float>(std::max<size_t>(1, count - 1));
  }
  float y(double value) const {
    return bottom - static_cast<float>((value - scale.low) / (scale.high - scale.low)) * (bottom - top);
  }
};

// Whether the label of a point stands below it: the line comes down to it from both sides.
bool is_valley(const Trend& trend, size_t i) {
  const auto neighbour = [&](size_t j) { return j < trend.points.size() && trend.points[j].value; };
  const double value = *trend.points[i].value;
  return (i > 0 && neighbour(i - 1) && *trend.points[i - 1].value > value) &&
         (!neighbour(i + 1) || *trend.points[i + 1].value >= value) && i + 1 < trend.points.size();
}

float label_top(const Plot& plot, const Trend& trend, size_t i) {
  const float y = plot.y(*trend.points[i].value);
  return is_valley(trend, i) ? y + 12 : y - 14 - plot.value_size * line_height;
}

// Whether a number of the scale from `top` to `bottom` would run into the line of the target or the label of the
// first point, which stand where the scale does.
bool is_in_the_way(const Plot& plot, const Trend& trend, float top, float bottom) {
  const auto meets = [&](float from, float to) { return to > top - 4 && from < bottom + 4; };
  if (trend.target && meets(plot.y(*trend.target), plot.y(*trend.target))) return true;
  if (trend.points.empty() || !trend.points[0].value || trend.points[0].label.empty()) return false;
  const float label = label_top(plot, trend, 0);
  return meets(label, label + plot.value_size * line_height);
}

void add_grid(const Plot& plot, const Trend& trend, Drawing& drawing) {
  const bool compact = trend.compact;
  const double first = plot.scale.low > 0 ? plot.scale.low : plot.scale.step;
  int lines = 0;
  for (double value = first; value < plot.scale.high && !(compact && lines > 0); value += plot.scale.step, ++lines) {
    const float y = plot.y(value) - (value == plot.scale.low ? 12.0f : 0.0f);
    drawing.marks.emplace_back(Line{{{plot.left, y}, {plot.right, y}}, 1, Paint::border, Dash::none, false});
    const float top = y - plot.label_size * line_height - 1;
    if (is_in_the_way(plot, trend, top, y)) continue;
    drawing.marks.emplace_back(
        Label{plain_number(value) + trend.axis_unit, {0, top}, Align::left, plot.label_size, false, Paint::text_2});
  }
  drawing.marks.emplace_back(
      Line{{{plot.left, plot.bottom}, {std::min(drawing.size.width, plot.right + 6), plot.bottom}},
           2,
           Paint::text_2,
           Dash::none,
           false});
  if (plot.scale.low <= 0 && !compact) {
    drawing.marks.emplace_back(Label{"0" + trend.axis_unit,
                                     {0, plot.bottom - plot.label_size * line_height - 1},
                                     Align::left,
                                     plot.label_size,
                                     false,
                                     Paint::text_2});
  }
}

// The part of one stretch of line that is on the wrong side of the target.
void add_gap(const Plot& plot, const Trend& trend, size_t index, Drawing& drawing) {
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
  drawing.marks.emplace_back(std::move(gap));
}

void add_line(const Plot& plot, const Trend& trend, Drawing& drawing) {
  Line line{{}, trend.compact ? 3.0f : 5.0f, Paint::blue, Dash::none, true};
  const auto finish = [&] {
    if (line.points.size() > 1) drawing.marks.emplace_back(line);
    line.points.clear();
  };
  for (size_t i = 0; i < trend.points.size(); ++i) {
    if (trend.points[i].value)
      line.points.push_back({plot.x(i), plot.y(*trend.points[i].value)});
    else
      finish();
  }
  finish();
}

void add_missing(const Plot& plot, const Trend& trend, size_t index, Drawing& drawing) {
  const float half = (plot.right - plot.left) / static_cast<float>(std::max<size_t>(1, plot.count - 1)) / 2;
  const float x = std::min(plot.x(index), drawing.size.width - half);
  const float middle = plot.top + (plot.bottom - plot.top) * 0.3f;
  drawing.marks.emplace_back(
      Rectangle{{x - half, plot.top}, {half * 2, plot.bottom - plot.top}, 0, Paint::wash, Fill::solid, 0});
  drawing.marks.emplace_back(Rectangle{{x - 7, middle}, {14, 14}, 7, Paint::grey, Fill::dashed_outline, 2});
  // One word a line: the column of a month is narrow.
  float y = middle + 18;
  size_t start = 0;
  while (start <= trend.no_data.size()) {
    const size_t end = std::min(trend.no_data.find(' ', start), trend.no_data.size());
    drawing.marks.emplace_back(Label{
        trend.no_data.substr(start, end - start), {x, y}, Align::centre, plot.label_size - 1, false, Paint::text_2});
    y += plot.label_size * line_height;
    start = end + 1;
  }
}

void add_points(const Plot& plot, const Trend& trend, Drawing& drawing) {
  Dots edge{{}, trend.compact ? 5.0f : 8.0f, Paint::white, false};
  Dots small{{}, trend.compact ? 3.5f : 5.5f, Paint::blue, false};
  Dots large{{}, trend.compact ? 7.0f : 9.0f, Paint::blue_dark, false};
  for (size_t i = 0; i < trend.points.size(); ++i) {
    const auto& point = trend.points[i];
    if (!point.value) continue;
    const Point at{plot.x(i), plot.y(*point.value)};
    edge.centres.push_back(at);
    (point.label.empty() ? small : large).centres.push_back(at);
  }
  for (Dots* dots : {&edge, &small, &large}) {
    if (!dots->centres.empty()) drawing.marks.emplace_back(std::move(*dots));
  }
}

// Beside its point: above, or below where the line comes down to it.
void add_point_labels(const Plot& plot, const Trend& trend, Drawing& drawing) {
  for (size_t i = 0; i < trend.points.size(); ++i) {
    const auto& point = trend.points[i];
    if (!point.value || point.label.empty()) continue;
    const float x = plot.x(i);
    const float width = guessed_width(point.label, plot.value_size, true);
    const Align align = x - width / 2 < 0                    ? Align::left
                        : x + width / 2 > drawing.size.width ? Align::right
                                                             : Align::centre;
    const float anchor = align == Align::left ? 0 : align == Align::right ? drawing.size.width : x;
    const float y = label_top(plot, trend, i);
    drawing.marks.emplace_back(Label{point.label, {anchor, y}, align, plot.value_size, true, Paint::blue_dark});
    if (!point.note.empty() && is_valley(trend, i)) {
      drawing.marks.emplace_back(
          Label{point.note, {anchor, y + plot.value_size * line_height}, align, plot.label_size, false, Paint::text_2});
    }
  }
}

void add_target(const Plot& plot, const Trend& trend, Drawing& drawing) {
  const float y = plot.y(*trend.target);
  // Months without data at the end have no line to compare.
  size_t last = trend.points.size() - 1;
  while (last > 0 && !trend.points[last].value) --last;
  drawing.marks.emplace_back(Line{{{plot.left, y}, {plot.x(last), y}}, 3, Paint::text, Dash::dashed, false});
  // Above the line for an upper limit, below for a lower one: away from where the line should be.
  const float words = trend.at_most ? y - 8 - plot.label_size * line_height : y + 8;
  drawing.marks.emplace_back(Label{
      trend.target_label, {(plot.left + plot.right) / 2, words}, Align::centre, plot.label_size, true, Paint::text});
}

void add_periods(const Plot& plot, const Trend& trend, Drawing& drawing) {
  const size_t every = trend.compact ? 4 : (drawing.size.width < narrow_below ? 3 : 1);
  for (size_t i = 0; i < trend.points.size(); ++i) {
    const bool last = i + 1 == trend.points.size();
    if (!last && (i % every != 0 || trend.points.size() - 1 - i < (every + 1) / 2)) continue;
    const Align align = i == 0 ? Align::left : last ? Align::right : Align::centre;
    const float x = align == Align::left ? 0 : align == Align::right ? drawing.size.width : plot.x(i);
    drawing.marks.emplace_back(
        Label{trend.points[i].period, {x, plot.bottom + 8}, align, plot.label_size, false, Paint::text_2});
  }
}

}  // namespace

Size size_of(const Trend& trend, Width width) {
  if (trend.compact) return {346, 190};
  return width == Width::wide ? Size{760, 420} : Size{358, 300};
}

Drawing draw_figure(const Trend& trend, Size size) {
  Drawing drawing{size, {}};
  const bool small = trend.compact || size.width < narrow_below;
  const float value_size = trend.compact ? 16.0f : small ? 18.0f : 22.0f;
  const float label_size = small ? 14.0f : 16.0f;
  const Plot plot{.left = trend.compact ? 8.0f : 10.0f,
                  .right = size.width - 16,
                  .top = value_size * line_height + 20,
                  .bottom = size.height - label_size * line_height - 12,
                  .label_size = label_size,
                  .value_size = value_size,
                  .scale = scale_of(trend),
                  .count = trend.points.size()};
  add_grid(plot, trend, drawing);
  for (size_t i = 0; i < trend.points.size(); ++i) {
    if (!trend.points[i].value) add_missing(plot, trend, i, drawing);
  }
  for (size_t i = 0; trend.target && i + 1 < trend.points.size(); ++i) {
    if (trend.points[i].value && trend.points[i + 1].value) add_gap(plot, trend, i, drawing);
  }
  if (trend.target) add_target(plot, trend, drawing);
  add_line(plot, trend, drawing);
  add_points(plot, trend, drawing);
  add_point_labels(plot, trend, drawing);
  add_periods(plot, trend, drawing);
  return drawing;
}

}  // namespace roadshow::figures
