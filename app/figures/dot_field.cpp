// 1,000 people as dots, filled column by column, with labels above, a bracket over each labelled group and the
// stepped line of a target (visual language, section 9).
#include <algorithm>

#include "figures/shapes.hpp"

namespace roadshow::figures {
namespace {

constexpr int columns = 40;
constexpr int rows = 25;

struct Geometry {
  float pitch;
  float labels;  // height of the lane above the dots
  float below;   // height of the lane for the name of the target line
  float number_size;
  float label_size;
};

Geometry geometry_of(float width) {
  const bool narrow = width < narrow_below;
  return {width / columns, narrow ? 56.0f : 66.0f, narrow ? 26.0f : 30.0f, narrow ? 20.0f : 24.0f,
          narrow ? 15.0f : 17.0f};
}

float column_left(const Geometry& g, int person) {
  const int column = person / rows;
  return static_cast<float>(column) * g.pitch;
}

// The words above a group. Labels that would run into their neighbour keep only the number.
struct Heading {
  float left;
  float right;
  const DotField::Group* group;
  bool at_right_end;
  bool with_words;
};

float width_of(const Geometry& g, const Heading& heading) {
  const float number = guessed_width(heading.group->number, g.number_size, true);
  if (!heading.with_words) return number;
  return std::max(number, guessed_width(heading.group->label, g.label_size, heading.group->strong));
}

void add_headings(const DotField& field, const Geometry& g, float width, Drawing& drawing) {
  std::vector<Heading> headings;
  int person = 0;
  for (const auto& group : field.groups) {
    const float left = column_left(g, person);
    person += group.count;
    // A column shared with the next group belongs to that one's bracket.
    const bool shares = person % rows != 0 && person / rows > (person - group.count) / rows;
    const float right = shares ? column_left(g, person) - 2 : std::min(width, column_left(g, person - 1) + g.pitch);
    if (!group.number.empty() && group.count > 0) {
      headings.push_back({left, right, &group, false, true});
    } else if (group.strong && !headings.empty()) {
      headings.back().right = right;  // one label for both
    }
  }
  for (Heading& heading : headings) heading.at_right_end = heading.left + width_of(g, heading) > width;
  for (size_t i = 0; i + 1 < headings.size(); ++i) {
    const Heading& next = headings[i + 1];
    const float limit = (next.at_right_end ? width - width_of(g, next) : next.left) - 8;
    if (headings[i].left + width_of(g, headings[i]) > limit) headings[i].with_words = false;
  }
  for (const Heading& heading : headings) {
    const Align align = heading.at_right_end ? Align::right : Align::left;
    const float x = heading.at_right_end ? width : heading.left;
    const Paint paint = heading.group->strong ? heading.group->paint : Paint::text_2;
    drawing.marks.emplace_back(Label{heading.group->number, {x, 0}, align, g.number_size, true, paint});
    if (heading.with_words) {
      drawing.marks.emplace_back(Label{heading.group->label,
                                       {x, g.number_size * line_height - 3},
                                       align,
                                       g.label_size,
                                       heading.group->strong,
                                       paint});
    }
    const float top = g.labels - 14;
    drawing.marks.emplace_back(Line{
        {{heading.left + 1, top + 8}, {heading.left + 1, top}, {heading.right - 1, top}, {heading.right - 1, top + 8}},
        2,
        Paint::text_2,
        Dash::none,
        false});
  }
}

void add_target(const DotField& field, const Geometry& g, float width, Drawing& drawing) {
  const float step_x = column_left(g, field.target);
  const float step_y = g.labels + static_cast<float>(field.target % rows) * g.pitch;
  const float bottom = g.labels + rows * g.pitch;
  Line line{{}, 3, Paint::text, Dash::none, false};
  if (field.target % rows == 0) {
    line.points = {{step_x, g.labels - 6}, {step_x, bottom + 8}};
  } else {
    line.points = {
        {step_x + g.pitch, g.labels - 6}, {step_x + g.pitch, step_y}, {step_x, step_y}, {step_x, bottom + 8}};
  }
  drawing.marks.emplace_back(std::move(line));
  const float words = guessed_width(field.target_label, g.label_size, true);
  const float x = std::min(step_x + words / 2, width);
  drawing.marks.emplace_back(Label{field.target_label, {x, bottom + 8}, Align::right, g.label_size, true, Paint::text});
}

}  // namespace

Size size_of(const DotField& /*field*/, Width width) {
  const float w = width == Width::wide ? 752.0f : 358.0f;
  const Geometry g = geometry_of(w);
  return {w, g.labels + rows * g.pitch + g.below};
}

Drawing draw_figure(const DotField& field, Size size) {
  const Geometry g = geometry_of(size.width);
  Drawing drawing{size, {}};
  add_headings(field, g, size.width, drawing);
  int person = 0;
  for (const auto& group : field.groups) {
    Dots dots{{}, g.pitch * 0.4f, group.paint, group.ring};
    dots.centres.reserve(static_cast<size_t>(std::max(0, group.count)));
    for (int i = 0; i < group.count; ++i, ++person) {
      dots.centres.push_back(
          {column_left(g, person) + g.pitch / 2, g.labels + (static_cast<float>(person % rows) + 0.5f) * g.pitch});
    }
    if (!dots.centres.empty()) drawing.marks.emplace_back(std::move(dots));
  }
  if (field.target > 0) add_target(field, g, size.width, drawing);
  return drawing;
}

}  // namespace roadshow::figures
