// A value over months: one line with a point a month, the target as a dashed ink line, stripes where the line is on
// the wrong side of it. Missing months break the line and are named. The scale stands in a margin of its own; every
// other label takes the nearest place where it touches nothing, and is left out when there is none (the table has it).
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "figures/labels.hpp"
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

// Starts at zero unless all values lie in the upper half; every grid line carries its value (chart rule 10).
Scale scale_of(const Trend& trend, int lines) {
  double low = trend.target.value_or(1e300);
  double high = trend.target.value_or(-1e300);
  for (const auto& point : trend.points) {
    if (!point.value) continue;
    low = std::min(low, *point.value);
    high = std::max(high, *point.value);
  }
  if (low > high) return {};
  if (low < high / 2) low = std::min(low, 0.0);
  if (high < 0) high = 0;
  const double range = std::max(high - low, std::fabs(high) * 0.05);
  if (range <= 0) return {};
  const double step = nice_step(range, lines);
  double start = std::floor(low / step) * step;
  if (low > 0) start = std::max(0.0, std::floor((low - step) / step) * step);
  return {start, std::max(high + range * 0.04, start + step), step};
}

// "1,500", or "0.25" where the steps are as fine as that.
std::string scale_number(double value, double step) {
  const int decimals = step >= 1 ? 0 : static_cast<int>(std::lround(std::ceil(-std::log10(step) - 1e-9)));
  const auto unit = static_cast<long long>(std::llround(std::pow(10.0, decimals)));
  const long long size = std::llround(std::fabs(value) * static_cast<double>(unit));
  std::string text = std::to_string(size / unit);
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) text.insert(static_cast<size_t>(i), ",");
  if (decimals > 0) {
    std::string fraction = std::to_string(size % unit);
    fraction.insert(0, static_cast<size_t>(decimals) - fraction.size(), '0');
    text += "." + fraction;
  }
  return (value < 0 && size > 0 ? "\u2212" : "") + text;
}

std::vector<double> grid_of(const Scale& scale) {
  std::vector<double> values;
  for (double value = scale.low; value <= scale.high + scale.step * 1e-6; value += scale.step) values.push_back(value);
  return values;
}

struct Plot {
  float left = 0;
  float right = 0;
  float top = 0;
  float bottom = 0;
  float label_size = 0;
  float value_size = 0;
  float margin = 0;  // the numbers of the scale end here; 0: there is no room for them
  Scale scale;
  size_t count = 0;

  float x(size_t index) const {
    return left + (right - left) * static_cast<float>(index) / static_cast<float>(std::max<size_t>(1, count - 1));
  }
  float y(double value) const {
    return bottom - static_cast<float>((value - scale.low) / (scale.high - scale.low)) * (bottom - top);
  }
};

constexpr float line_of(float size) { return size * line_height; }

// The picture while it is made: marks lie in layers, and what lies where is known.
struct Picture {
  const Trend& trend;
  Plot plot;
  Size size;
  FreeSpace space;
  std::vector<Mark> marks;
  std::vector<Mark> labels;
  std::vector<Box> words;  // that stand in the plot, where the grid makes way
};

float point_radius(const Trend& trend, bool labelled) {
  if (trend.compact) return labelled ? 7.0f : 5.0f;
  return labelled ? 9.0f : 8.0f;
}

Plot plot_of(const Trend& trend, Size size, bool legend) {
  const bool small = trend.compact || size.width < narrow_below;
  Plot plot{.value_size = trend.compact ? 16.0f : small ? 18.0f : 22.0f, .count = trend.points.size()};
  plot.label_size = small ? 14.0f : 16.0f;
  plot.top = line_of(plot.value_size) + 20 + (legend ? line_of(plot.label_size) + 4 : 0);
  plot.bottom = size.height - line_of(plot.label_size) * 1.5f - 6;
  const int room = static_cast<int>((plot.bottom - plot.top) / (line_of(plot.label_size) * 1.7f)) - 1;
  plot.scale = scale_of(trend, std::clamp(room, 1, trend.compact ? 2 : 5));
  for (const double value : grid_of(plot.scale)) {
    const std::string text = scale_number(value, plot.scale.step) + trend.axis_unit;
    plot.margin = std::max(plot.margin, guessed_width(text, plot.label_size, false));
  }
  if (plot.margin > size.width * 0.35f) plot.margin = 0;
  plot.left = plot.margin + 8 + point_radius(trend, true);
  plot.right = size.width - 16;
  return plot;
}

void add_label(Picture& picture, Label label, const Box& box) {
  picture.space.take(box);
  picture.labels.emplace_back(std::move(label));
}

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
    std::sort(across.begin(), across.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
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

// Whether the line comes down to a point from both sides: its label looks better below.
bool is_valley(const Trend& trend, size_t i) {
  const auto neighbour = [&](size_t j) { return j < trend.points.size() && trend.points[j].value; };
  const double value = *trend.points[i].value;
  return (i > 0 && neighbour(i - 1) && *trend.points[i - 1].value > value) &&
         (!neighbour(i + 1) || *trend.points[i + 1].value >= value) && i + 1 < trend.points.size();
}

// The nearest free place beside a point for something of this size: above or below, then off to a side.
std::optional<Box> place_beside(const Picture& picture, size_t i, Size of) {
  const Trend& trend = picture.trend;
  const Point at{picture.plot.x(i), picture.plot.y(*trend.points[i].value)};
  const float radius = point_radius(trend, true);
  const bool below_first = is_valley(trend, i);
  for (const float away : {4.0f, 8.0f, 14.0f, 22.0f, 32.0f}) {
    for (const bool below : {below_first, !below_first}) {
      const float top = below ? at.y + radius + away : at.y - radius - away - of.height;
      for (const float aside : {0.0f, -0.25f, 0.25f, -0.5f, 0.5f}) {
        const float left =
            std::clamp(at.x + of.width * (aside - 0.5f), 0.0f, std::max(0.0f, picture.size.width - of.width));
        const Box box{left, top, left + of.width, top + of.height};
        if (box.bottom <= picture.plot.bottom - 4 && picture.space.is_free(box)) return box;
      }
    }
    for (const float side : {1.0f, -1.0f}) {
      const float left = side > 0 ? at.x + radius + away : at.x - radius - away - of.width;
      const Box box{left, at.y - of.height / 2, left + of.width, at.y + of.height / 2};
      if (box.bottom <= picture.plot.bottom - 4 && picture.space.is_free(box)) return box;
    }
  }
  return {};
}

void add_point_label(Picture& picture, size_t i) {
  const Plot& plot = picture.plot;
  const auto& point = picture.trend.points[i];
  const float width = guessed_width(point.label, plot.value_size, true);
  const float note_width = guessed_width(point.note, plot.label_size, false);
  const float height = line_of(plot.value_size);
  std::optional<Box> box;
  bool with_note = !point.note.empty();
  if (with_note) box = place_beside(picture, i, {std::max(width, note_width), height + line_of(plot.label_size)});
  with_note = box.has_value();
  if (!box) box = place_beside(picture, i, {width, height});
  if (!box) return;
  const float middle = (box->left + box->right) / 2;
  picture.words.push_back(*box);
  add_label(picture, Label{point.label, {middle, box->top}, Align::centre, plot.value_size, true, Paint::blue_dark},
            *box);
  if (!with_note) return;
  picture.labels.emplace_back(
      Label{point.note, {middle, box->top + height}, Align::centre, plot.label_size, false, Paint::text_2});
}

// The newest value first, then the highest and the lowest, which have a note, then the oldest.
void add_point_labels(Picture& picture) {
  const auto& points = picture.trend.points;
  std::vector<size_t> order;
  for (size_t i = points.size(); i-- > 0;) {
    if (points[i].value && !points[i].label.empty()) order.push_back(i);
  }
  if (!order.empty()) {
    std::stable_partition(order.begin() + 1, order.end(), [&](size_t i) { return !points[i].note.empty(); });
  }
  for (const size_t i : order) add_point_label(picture, i);
}

// On the line of the target, on the side where the values should not be; false when no place is free.
bool add_target_label(Picture& picture) {
  const Plot& plot = picture.plot;
  const float y = plot.y(*picture.trend.target);
  const float width = guessed_width(picture.trend.target_label, plot.label_size, true);
  const float height = line_of(plot.label_size);
  const float room = std::max(0.0f, plot.right - plot.left - width);
  for (const float away : {6.0f, 10.0f}) {
    for (const bool above : {picture.trend.at_most, !picture.trend.at_most}) {
      const float top = above ? y - away - height : y + away;
      for (const float part : {0.5f, 0.4f, 0.6f, 0.3f, 0.7f, 0.2f, 0.8f, 0.1f, 0.9f, 0.0f, 1.0f}) {
        const float left = plot.left + room * part;
        const Box box{left, top, left + width, top + height};
        if (box.bottom > plot.bottom - 4 || !picture.space.is_free(box)) continue;
        picture.words.push_back(box);
        add_label(
            picture,
            Label{
                picture.trend.target_label, {left + width / 2, top}, Align::centre, plot.label_size, true, Paint::text},
            box);
        return true;
      }
    }
  }
  return false;
}

// Where the label of the target has no room beside its line: a piece of that line and the label, above the plot.
void add_legend(Picture& picture) {
  const float height = line_of(picture.plot.label_size);
  const float width = guessed_width(picture.trend.target_label, picture.plot.label_size, true);
  picture.space.take({0, 0, std::min(picture.size.width, 36 + width), height});
  picture.marks.emplace_back(Line{{{0, height / 2}, {24, height / 2}}, 3, Paint::text, Dash::dashed, false});
  picture.labels.emplace_back(
      Label{picture.trend.target_label, {32, 0}, Align::left, picture.plot.label_size, true, Paint::text});
}

// As many months as have room for their names: all, every second, every third. The newest is always named.
void add_periods(Picture& picture) {
  const Plot& plot = picture.plot;
  const auto& points = picture.trend.points;
  const auto box_of = [&](size_t i) {
    const float width = guessed_width(points[i].period, plot.label_size, false);
    const float middle = std::clamp(plot.x(i), width / 2, std::max(width / 2, picture.size.width - width / 2));
    return Box{middle - width / 2, 0, middle + width / 2, 0};
  };
  const auto are_apart = [&](size_t i, size_t j) { return box_of(i).right + 8 <= box_of(j).left; };
  std::vector<size_t> named;
  for (size_t every = 1; every <= points.size(); ++every) {
    named.clear();
    for (size_t i = 0; i < points.size(); i += every) named.push_back(i);
    if (named.back() != points.size() - 1) {
      while (!named.empty() && !are_apart(named.back(), points.size() - 1)) named.pop_back();
      named.push_back(points.size() - 1);
    }
    bool fit = true;
    for (size_t i = 0; i + 1 < named.size(); ++i) fit = fit && are_apart(named[i], named[i + 1]);
    if (fit) break;
  }
  const float top = plot.bottom + line_of(plot.label_size) / 2 + 4;
  for (const size_t i : named) {
    const Box box = box_of(i);
    picture.labels.emplace_back(Label{
        points[i].period, {(box.left + box.right) / 2, top}, Align::centre, plot.label_size, false, Paint::text_2});
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
