#include "canvas/paint/painter.hpp"

#include <algorithm>
#include <cmath>

#include "canvas/paint/shapes.hpp"
#include "canvas/paint/text.hpp"

namespace roadshow::canvas {
namespace {

using figures::Paint;

bool shows_data(Paint paint) {
  switch (paint) {
    case Paint::blue:
    case Paint::blue_dark:
    case Paint::blue_bright:
    case Paint::sky:
    case Paint::orange:
    case Paint::plum:
      return true;
    default:
      return false;
  }
}

class Painter {
 public:
  Painter(ImDrawList& list, const figures::Drawing& drawing, const Placement& placement, const Palette& palette,
          Labels labels, const Phase& phase, Motion& motion)
      : list_(list),
        placement_(placement),
        palette_(palette),
        labels_(labels),
        phase_(phase),
        motion_(motion),
        sweep_(placement.origin.x + drawing.size.width * placement.scale * phase.grown()) {}

  void operator()(const figures::Dots& dots) {
    const float radius = length(dots.radius);
    const Colour colour = palette_[dots.paint];
    for (const figures::Point& centre : dots.centres) {
      const ImVec2 at = place(centre);
      if (growing() && at.x > sweep_) continue;
      const DotLook look{colour, dots.ring};
      const DotLook before =
          phase_.kind == Motion::Kind::dots && dot_ < motion_.before.size() ? motion_.before[dot_] : look;
      const float part =
          before.colour == look.colour && before.ring == look.ring ? 1 : phase_.dot_changed(column(dots, centre));
      DotLook now{mix(before.colour, look.colour, part), part < 0.5f ? before.ring : look.ring};
      if (now.ring)
        ring(list_, at, radius, std::max(1.0f, length(1.5f)), now.colour);
      else
        disc(list_, at, radius, now.colour);
      if (dot_ < motion_.now.size())
        motion_.now[dot_] = now;
      else
        motion_.now.push_back(now);
      ++dot_;
    }
  }

  void operator()(const figures::Rectangle& rectangle) {
    Area area = snapped(rectangle);
    const Colour colour = palette_[rectangle.paint];
    const float line = std::max(1.0f, std::round(length(rectangle.line)));
    if (growing() && shows_data(rectangle.paint)) area.width = std::min(area.width, sweep_ - area.x);
    if (area.width <= 0 || area.height <= 0) return;
    switch (rectangle.fill) {
      case figures::Fill::solid:
        box(list_, area, Radii::all(length(rectangle.radius)), colour);
        break;
      case figures::Fill::stripes:
        stripes(list_, corners_of(area), placement_.origin, length(stripe_pitch), colour, palette_[Paint::orange_wash]);
        break;
      case figures::Fill::dashed_outline:
        dashed_frame(list_, area, length(rectangle.radius), line, colour);
        break;
      case figures::Fill::outline:
        frame(list_, area, length(rectangle.radius), length(rectangle.line), colour);
        break;
    }
  }

  void operator()(const figures::Line& line) {
    std::vector<ImVec2> points;
    points.reserve(line.points.size());
    for (const figures::Point& point : line.points) points.push_back(place(point));
    const bool upright = axis_aligned(points) && !line.round;
    const float width = upright ? std::max(1.0f, std::round(length(line.width))) : std::max(1.0f, length(line.width));
    if (upright) snap(points, width);
    if (growing() && shows_data(line.paint)) points = up_to_sweep(points);
    const Colour colour = palette_[line.paint];
    if (line.dash == figures::Dash::dashed)
      dashed_line(list_, points, width, length(10), length(6), colour);
    else
      polyline(list_, points, width, colour, line.round);
  }

  void operator()(const figures::Polygon& shape) {
    std::vector<ImVec2> points;
    points.reserve(shape.points.size());
    for (const figures::Point& point : shape.points) points.push_back(place(point));
    if (growing() && shows_data(shape.paint)) points = cut(points, 1, 0, sweep_);
    if (shape.fill == figures::Fill::stripes)
      stripes(list_, points, placement_.origin, length(stripe_pitch), palette_[shape.paint],
              palette_[Paint::orange_wash]);
    else
      polygon(list_, points, palette_[shape.paint]);
  }

  void operator()(const figures::Label& label) {
    if (labels_ == Labels::leave_out || label.text.empty()) return;
    const Lettering lettering{label.bold ? Weight::bold : Weight::regular, length(label.size), 0};
    const float width = width_of(lettering, label.text);
    const float shift = label.align == figures::Align::left    ? 0
                        : label.align == figures::Align::right ? width
                                                               : width / 2;
    const ImVec2 at = place(label.at);
    draw_text(list_, lettering, label.text, at.x - shift, at.y + length(label.size) * label_baseline,
              palette_[label.paint]);
  }

 private:
  static constexpr float stripe_pitch = 11;
  static constexpr float label_baseline = 0.95f;  // as figures/shapes.hpp has it

  bool growing() const { return phase_.kind == Motion::Kind::grow; }
  float length(float value) const { return value * placement_.scale; }
  ImVec2 place(figures::Point point) const {
    return ImVec2(placement_.origin.x + point.x * placement_.scale, placement_.origin.y + point.y * placement_.scale);
  }

  Area snapped(const figures::Rectangle& rectangle) const {
    const ImVec2 start = place(rectangle.at);
    const ImVec2 end = place({rectangle.at.x + rectangle.size.width, rectangle.at.y + rectangle.size.height});
    const float x = std::round(start.x);
    const float y = std::round(start.y);
    return {x, y, std::max(1.0f, std::round(end.x) - x), std::max(1.0f, std::round(end.y) - y)};
  }

  static bool axis_aligned(const std::vector<ImVec2>& points) {
    for (size_t i = 0; i + 1 < points.size(); ++i)
      if (std::abs(points[i].x - points[i + 1].x) > 0.01f && std::abs(points[i].y - points[i + 1].y) > 0.01f)
        return false;
    return true;
  }
  // Puts both edges of an upright line on pixel edges.
  static void snap(std::vector<ImVec2>& points, float width) {
    for (ImVec2& point : points)
      point = ImVec2(std::round(point.x - width / 2) + width / 2, std::round(point.y - width / 2) + width / 2);
  }

  std::vector<ImVec2> up_to_sweep(const std::vector<ImVec2>& points) const {
    std::vector<ImVec2> result;
    for (size_t i = 0; i < points.size() && (i == 0 || points[i - 1].x < sweep_); ++i) {
      if (points[i].x <= sweep_) {
        result.push_back(points[i]);
      } else if (i > 0) {
        const ImVec2 last = points[i - 1];
        const float part = (sweep_ - last.x) / (points[i].x - last.x);
        result.emplace_back(sweep_, last.y + (points[i].y - last.y) * part);
      }
    }
    return result;
  }

  int column(const figures::Dots& dots, figures::Point centre) const {
    return static_cast<int>(centre.x / (dots.radius * 2.5f));  // radius is 0.4 of the pitch
  }

  ImDrawList& list_;
  const Placement& placement_;
  const Palette& palette_;
  Labels labels_;
  const Phase& phase_;
  Motion& motion_;
  float sweep_;     // while growing: data is seen left of it
  size_t dot_ = 0;  // counts all dots of the drawing
};

}  // namespace

Palette read_palette(std::string_view text) {
  Palette palette;
  constexpr auto words = words_of(Paint{});
  while (!text.empty()) {
    const size_t name_end = std::min(text.find(' '), text.size());
    const std::string_view name = text.substr(0, name_end);
    text.remove_prefix(std::min(name_end + 1, text.size()));
    Colour colour = 0;
    size_t at = 0;
    for (; at < text.size() && text[at] != ' '; ++at) colour = colour * 10 + static_cast<Colour>(text[at] - '0');
    text.remove_prefix(std::min(at + 1, text.size()));
    for (size_t i = 0; i < words.size(); ++i)
      if (name == words[i]) palette.colours[i] = colour;
  }
  return palette;
}

void paint(ImDrawList& list, const figures::Drawing& drawing, const Placement& placement, const Palette& palette,
           Labels labels, const Phase& phase, Motion& motion) {
  Painter painter(list, drawing, placement, palette, labels, phase, motion);
  for (const figures::Mark& mark : drawing.marks) std::visit(painter, mark);
}

}  // namespace roadshow::canvas
