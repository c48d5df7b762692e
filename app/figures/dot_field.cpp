// 1,000 people as dots, filled column by column. Each group is named: above its bracket, or below the field where
// another name has that place. The stepped line is a target (visual language, section 9).
#include <algorithm>

#include "content/sort_few.hpp"
#include "figures/labels.hpp"
#include "figures/shapes.hpp"

namespace roadshow::figures {
namespace {

constexpr int columns = 40;
constexpr int rows = 25;

struct Geometry {
  float pitch;
  float labels;  // height of the lane above the dots
  float below;   // height of the lane under them
  float number_size;
  float label_size;
};

Geometry geometry_of(float width) {
  const bool narrow = width < narrow_below;
  const float pitch = width / columns;
  // On a phone names have two lines. The lanes are as high at every step, so that the dots stay where they are.
  return narrow ? Geometry{pitch, 78, 28, 20, 15} : Geometry{pitch, 66, 32, 24, 17};
}

float column_left(const Geometry& g, int person) {
  const int column = person / rows;
  return static_cast<float>(column) * g.pitch;
}

// A group with a name, and the columns it stands in.
struct Heading {
  float left;
  float right;
  int first;  // person
  int last;
  const DotField::Group* group;
};

std::vector<Heading> headings_of(const DotField& field, const Geometry& g, float width) {
  std::vector<Heading> headings;
  int person = 0;
  for (const auto& group : field.groups) {
    if (group.count <= 0) continue;
    const float left = column_left(g, person);
    const int first = person;
    person += group.count;
    // A column shared with the next group belongs to that one's bracket.
    const bool shares = person % rows != 0 && person / rows > first / rows;
    const float right = shares ? column_left(g, person) - 2 : std::min(width, column_left(g, person - 1) + g.pitch);
    if (!group.number.empty()) {
      headings.push_back({left, right, first, person - 1, &group});
    } else if (group.strong && !headings.empty()) {
      headings.back().right = right;  // one label for both
      headings.back().last = person - 1;
    }
  }
  return headings;
}

// The words of a name on one line, or on two of about one length.
std::vector<std::string> lines_of(const std::string& words, bool two) {
  const size_t middle = words.size() / 2;
  size_t cut = std::string::npos;
  for (size_t at = words.find(' '); two && at != std::string::npos; at = words.find(' ', at + 1)) {
    const auto off = [&](size_t place) { return place > middle ? place - middle : middle - place; };
    if (cut == std::string::npos || off(at) < off(cut)) cut = at;
  }
  if (cut == std::string::npos) return {words};
  return {words.substr(0, cut), words.substr(cut + 1)};
}

struct Lanes {
  const Geometry& g;
  float width;
  FreeSpace space;
  Drawing& drawing;
};

struct Placed {
  Box box;
  Align align = Align::left;
};

// From the start of the bracket, to its end, or as far along as there is room; nothing when no place is free.
std::optional<Placed> place_along(Lanes& lanes, const Heading& heading, float words, float top, float bottom) {
  const float end = std::max(0.0f, lanes.width - words);
  for (const float part : {0.0f, 1.0f, 0.5f, 0.25f, 0.75f}) {
    const float left = std::clamp(heading.left + (heading.right - heading.left - words) * part, 0.0f, end);
    const Box box{left, top, left + words, bottom};
    if (!lanes.space.is_free(box)) continue;
    lanes.space.take({left - 6, top, left + words + 6, bottom});
    return Placed{box, part == 1 || left == end ? Align::right : Align::left};
  }
  return {};
}

void add_words(Lanes& lanes, const Placed& place, const DotField::Group& group, const std::string& text, float top,
               float size, bool bold) {
  const float x = place.align == Align::left ? place.box.left : place.box.right;
  const Paint paint = group.strong ? group.paint : Paint::text_2;
  lanes.drawing.marks.emplace_back(Label{text, {x, top}, place.align, size, bold, paint});
}

bool add_above(Lanes& lanes, const Heading& heading, const std::vector<std::string>& lines) {
  const Geometry& g = lanes.g;
  const DotField::Group& group = *heading.group;
  float words = guessed_width(group.number, g.number_size, true);
  for (const std::string& line : lines) words = std::max(words, guessed_width(line, g.label_size, group.strong));
  const float bottom = g.labels - 17;
  const float label_height = g.label_size * 1.15f;
  const float height = g.number_size * line_height - 3 + static_cast<float>(lines.size()) * label_height;
  const float top = std::max(0.0f, bottom - height);
  const auto place = place_along(lanes, heading, words, top, bottom);
  if (!place) return false;
  add_words(lanes, *place, group, group.number, top, g.number_size, true);
  float y = top + g.number_size * line_height - 3;
  for (const std::string& line : lines) {
    add_words(lanes, *place, group, line, y, g.label_size, group.strong);
    y += label_height;
  }
  return true;
}

bool add_below(Lanes& lanes, const Heading& heading) {
  const Geometry& g = lanes.g;
  const DotField::Group& group = *heading.group;
  const std::string text = group.label.empty() ? group.number : group.number + " " + group.label;
  const float words = guessed_width(text, g.label_size, group.strong);
  const float top = g.labels + rows * g.pitch + 8;
  const auto place = place_along(lanes, heading, words, top, top + g.label_size * line_height);
  if (place) add_words(lanes, *place, group, text, top, g.label_size, group.strong);
  return place.has_value();
}

void add_bracket(Lanes& lanes, const Heading& heading, bool above) {
  const Geometry& g = lanes.g;
  const float left = heading.left + 1;
  const float right = heading.right - 1;
  const float end = above ? g.labels - 14 : g.labels + rows * g.pitch + 7;
  const float near = above ? end + 8 : end - 5;
  lanes.drawing.marks.emplace_back(
      Line{{{left, near}, {left, end}, {right, end}, {right, near}}, 2, Paint::text_2, Dash::none, false});
}

// A line around people who are only a part of one column.
void add_circle(Lanes& lanes, const Heading& heading) {
  const Geometry& g = lanes.g;
  const float top = g.labels + static_cast<float>(heading.first % rows) * g.pitch;
  const float height = static_cast<float>(heading.last - heading.first + 1) * g.pitch;
  const float left = std::max(0.0f, column_left(g, heading.first) - 2);
  const float right = std::min(lanes.width, column_left(g, heading.first) + g.pitch + 2);
  lanes.drawing.marks.emplace_back(
      Rectangle{{left, top - 2}, {right - left, height + 4}, g.pitch / 2 + 2, Paint::text, Fill::outline, 2});
}

// Those that the step is about choose their places first. False when a name found no place, or only its number did.
bool add_headings(Lanes& lanes, const std::vector<Heading>& headings, bool two_lines) {
  bool all = true;
  for (const Heading& heading : headings) {
    const bool part_of_column = heading.first / rows == heading.last / rows && heading.last - heading.first + 1 < rows;
    if (part_of_column) add_circle(lanes, heading);
    if (part_of_column && add_below(lanes, heading)) continue;
    bool above = add_above(lanes, heading, lines_of(heading.group->label, two_lines));
    const bool below = !above && add_below(lanes, heading);
    all = all && (above || below);
    if (!above && !below) above = add_above(lanes, heading, {});
    if (!part_of_column && (above || below)) add_bracket(lanes, heading, above);
  }
  return all;
}

void add_target(Lanes& lanes, const DotField& field) {
  const Geometry& g = lanes.g;
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
  lanes.drawing.marks.emplace_back(std::move(line));
  const float words = guessed_width(field.target_label, g.label_size, true);
  const float x = std::clamp(step_x + words / 2, words, lanes.width);
  const Box box{x - words, bottom + 10, x, bottom + 10 + g.label_size * line_height};
  lanes.space.take(box);
  lanes.drawing.marks.emplace_back(
      Label{field.target_label, {x, box.top}, Align::right, g.label_size, true, Paint::text});
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
  Lanes lanes{g, size.width, FreeSpace({0, 0, size.width, size.height + 8}), drawing};
  if (field.target > 0) add_target(lanes, field);
  std::vector<Heading> headings = headings_of(field, g, size.width);
  first_those(headings.begin(), headings.end(), [](const Heading& one) { return one.group->strong; });
  // Names on one line where all have room so; on a phone on two.
  Drawing on_one_line = drawing;
  Lanes one_line{g, size.width, lanes.space, on_one_line};
  if (add_headings(one_line, headings, false) || size.width >= narrow_below) return on_one_line;
  add_headings(lanes, headings, true);
  return drawing;
}

}  // namespace roadshow::figures
