#include <algorithm>
#include <optional>

#include "content/sort_few.hpp"
#include "figures/trend_parts.hpp"

namespace roadshow::figures {

void add_label(Picture& picture, Label label, const Box& box) {
  picture.space.take(box);
  picture.labels.emplace_back(std::move(label));
}

namespace {

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

}  // namespace

// The newest value first, then the highest and the lowest, which have a note, then the oldest.
void add_point_labels(Picture& picture) {
  const auto& points = picture.trend.points;
  std::vector<size_t> order;
  for (size_t i = points.size(); i-- > 0;) {
    if (points[i].value && !points[i].label.empty()) order.push_back(i);
  }
  if (!order.empty()) {
    first_those(order.begin() + 1, order.end(), [&](size_t i) { return !points[i].note.empty(); });
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

}  // namespace roadshow::figures
