#include "figures/drawing.hpp"

#include "figures/shapes.hpp"

namespace roadshow::figures {

Size nominal_size(const Figure& figure, Width width) {
  return std::visit([&](const auto& one) { return size_of(one, width); }, figure);
}

Drawing draw(const Figure& figure, Size size) {
  return std::visit([&](const auto& one) { return draw_figure(one, size); }, figure);
}

void mirror(Drawing& drawing) {
  const float width = drawing.size.width;
  const auto turn = [&](Point& point) { point.x = width - point.x; };
  const auto turn_all = [&](std::vector<Point>& points) {
    for (Point& point : points) turn(point);
  };
  for (Mark& mark : drawing.marks) {
    if (auto* dots = std::get_if<Dots>(&mark)) turn_all(dots->centres);
    if (auto* box = std::get_if<Rectangle>(&mark)) box->at.x = width - box->at.x - box->size.width;
    if (auto* line = std::get_if<Line>(&mark)) turn_all(line->points);
    if (auto* polygon = std::get_if<Polygon>(&mark)) turn_all(polygon->points);
    if (auto* label = std::get_if<Label>(&mark)) turn(label->at);
  }
}

float guessed_width(std::string_view text, float size, bool bold) {
  int characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return static_cast<float>(characters) * size * (bold ? 0.58f : 0.55f);
}

}  // namespace roadshow::figures
