#include "figures/labels.hpp"

#include <algorithm>
#include <cmath>

namespace roadshow::figures {
namespace {

constexpr float air = 3;

// Whether the line through `from` and `to` has all of `points` on one side and all of the box on the other: the test of
// separating axes for two convex shapes.
bool separates(Point from, Point to, const std::vector<Point>& points, const Box& box, float grow) {
  const float x = to.y - from.y;
  const float y = from.x - to.x;
  const float length = std::hypot(x, y);
  if (length == 0) return false;
  const auto place = [&](Point point) { return (point.x * x + point.y * y) / length; };
  float shape_low = place(points.front());
  float shape_high = shape_low;
  for (const Point& point : points) {
    shape_low = std::min(shape_low, place(point));
    shape_high = std::max(shape_high, place(point));
  }
  float box_low = place({box.left, box.top});
  float box_high = box_low;
  for (const Point& corner : {Point{box.right, box.top}, {box.left, box.bottom}, {box.right, box.bottom}}) {
    box_low = std::min(box_low, place(corner));
    box_high = std::max(box_high, place(corner));
  }
  return box_high + grow <= shape_low || shape_high + grow <= box_low;
}

bool are_apart(const std::vector<Point>& points, const Box& box, float grow) {
  if (separates({0, 0}, {1, 0}, points, box, grow) || separates({0, 0}, {0, 1}, points, box, grow)) return true;
  for (size_t i = 0; i < points.size(); ++i) {
    if (separates(points[i], points[(i + 1) % points.size()], points, box, grow)) return true;
  }
  return false;
}

}  // namespace

void FreeSpace::take(const Box& box) {
  take({{box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}}, 0);
}

bool FreeSpace::is_free(const Box& box) const {
  if (box.left < bounds_.left || box.top < bounds_.top || box.right > bounds_.right || box.bottom > bounds_.bottom)
    return false;
  return std::all_of(taken_.begin(), taken_.end(),
                     [&](const Shape& shape) { return are_apart(shape.points, box, shape.grow + air); });
}

}  // namespace roadshow::figures
