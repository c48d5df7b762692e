#include "figures/drawing.hpp"

#include <array>

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

namespace {

// Advance widths of the letters from the space to the tilde in Atkinson Hyperlegible Next, in hundredths of the size,
// rounded up.
using Advances = std::array<unsigned char, 95>;
constexpr Advances regular = {28, 29, 31, 66, 60, 92, 74, 16, 30, 30, 49, 61, 21, 37, 21, 39, 65, 41, 55,
                              58, 62, 59, 60, 51, 62, 60, 21, 21, 56, 63, 56, 48, 78, 63, 62, 65, 67, 57,
                              56, 70, 70, 40, 52, 64, 55, 83, 70, 72, 60, 73, 62, 60, 56, 69, 60, 86, 63,
                              58, 61, 32, 39, 35, 56, 38, 25, 53, 57, 49, 57, 54, 32, 56, 55, 26, 25, 50,
                              27, 85, 55, 55, 57, 58, 35, 48, 33, 54, 47, 69, 49, 45, 46, 35, 24, 35, 56};
constexpr Advances strong = {32, 31, 39, 77, 61, 97, 73, 21, 34, 34, 49, 60, 28, 38, 28, 44, 66, 44, 58,
                             60, 63, 61, 63, 54, 63, 58, 28, 28, 57, 62, 57, 55, 79, 68, 65, 66, 69, 60,
                             57, 72, 71, 43, 57, 67, 56, 86, 72, 75, 63, 76, 65, 61, 61, 69, 65, 89, 69,
                             65, 62, 34, 44, 35, 59, 40, 29, 56, 60, 51, 60, 57, 37, 60, 58, 30, 26, 56,
                             32, 89, 58, 58, 60, 60, 38, 51, 38, 57, 53, 74, 54, 53, 51, 39, 26, 39, 54};
constexpr int other_advance = 70;  // wider than most letters of the other alphabets that are read here

}  // namespace

float guessed_width(std::string_view text, float size, bool bold) {
  const Advances& advances = bold ? strong : regular;
  int width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;
    width += byte >= ' ' && byte < 0x7F ? advances[byte - static_cast<size_t>(' ')] : other_advance;
  }
  return static_cast<float>(width) * size / 100;
}

}  // namespace roadshow::figures
