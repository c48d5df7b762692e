// The people of the area as a landscape of dots: three ridges, one behind the other. Decoration, the same every time.
#include <cmath>

#include "figures/shapes.hpp"

namespace roadshow::figures {
namespace {

struct Ridge {
  float base;    // height at its lowest, as a share of the picture
  float rise;    // how much higher its top is
  float centre;  // where the top is, as a share of the width
  float spread;
  Paint on_light;
  Paint on_dark;
};

// From the back to the front.
constexpr Ridge ridges[] = {
    {0.42f, 0.54f, 0.66f, 0.20f, Paint::dim_blue, Paint::blue},
    {0.24f, 0.40f, 1.05f, 0.22f, Paint::sky, Paint::blue_bright},
    {0.10f, 0.22f, 0.70f, 0.14f, Paint::blue, Paint::blue_light},
};

float height_at(const Ridge& ridge, float x) {
  const float distance = (x - ridge.centre) / ridge.spread;
  const float second = (x - (ridge.centre - 0.62f)) / (ridge.spread * 0.8f);
  return ridge.base + ridge.rise * std::exp(-distance * distance) + ridge.rise * 0.45f * std::exp(-second * second);
}

}  // namespace

Size size_of(const Hills& /*hills*/, Width width) { return width == Width::wide ? Size{720, 200} : Size{390, 72}; }

Drawing draw_figure(const Hills& hills, Size size) {
  Drawing drawing{size, {}};
  const float pitch = size.width < narrow_below ? 10.0f : 15.0f;
  for (size_t r = 0; r < 3; ++r) {
    Dots dots{{}, pitch * 0.36f, hills.dark ? ridges[r].on_dark : ridges[r].on_light, false};
    Dots crest{{}, pitch * 0.25f, dots.paint, false};
    const int rows = static_cast<int>(size.height / (pitch * 0.86f));
    for (int row = 0; row < rows; ++row) {
      const float y = size.height - pitch * (0.5f + 0.86f * static_cast<float>(row));
      const float offset = row % 2 == 0 ? 0.5f : 1.0f;
      for (float x = pitch * offset; x < size.width; x += pitch) {
        const float level = (size.height - y) / size.height;
        const auto top = [&](size_t ridge) { return height_at(ridges[ridge], x / size.width); };
        bool hidden = level > top(r);
        for (size_t front = r + 1; front < 3; ++front) hidden = hidden || level <= top(front);
        if (hidden) continue;
        (top(r) - level < 0.09f ? crest : dots).centres.push_back({x, y});
      }
    }
    if (!dots.centres.empty()) drawing.marks.emplace_back(std::move(dots));
    if (!crest.centres.empty()) drawing.marks.emplace_back(std::move(crest));
  }
  return drawing;
}

}  // namespace roadshow::figures
