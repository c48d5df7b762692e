// Words find a free place: they never touch a line, a mark or one another (visual language, chart rule 2).
#pragma once

#include <vector>

#include "figures/drawing.hpp"

namespace roadshow::figures {

struct Box {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
};

// Where nothing else may lie. What is drawn is added first, then each label as it finds its place.
class FreeSpace {
 public:
  explicit FreeSpace(Box bounds) : bounds_(bounds) {}

  // A convex shape, or a line of two points, that is `grow` larger on all sides.
  void take(std::vector<Point> shape, float grow) { taken_.push_back({std::move(shape), grow}); }
  void take(const Box& box);

  // Whether `box` lies within the bounds and touches nothing, with a little air around it.
  bool is_free(const Box& box) const;

 private:
  struct Shape {
    std::vector<Point> points;
    float grow = 0;
  };
  Box bounds_;
  std::vector<Shape> taken_;
};

}  // namespace roadshow::figures
