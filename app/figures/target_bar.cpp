// A bar against its target: solid for what happened, stripes for the gap, an ink mark at the target. A missing value is
// a dashed outline, never zero.
#include <algorithm>

#include "figures/shapes.hpp"

namespace roadshow::figures {

Size size_of(const TargetBar& /*bar*/, Width width) { return width == Width::wide ? Size{296, 56} : Size{358, 50}; }

Drawing draw_figure(const TargetBar& bar, Size size) {
  Drawing drawing{size, {}};
  const float label_size = 15;
  const float height = size.height > 52 ? 22.0f : 18.0f;
  const float top = size.height - height - 7;
  const auto x_of = [&](double value) {
    return static_cast<float>(std::clamp(value / bar.maximum, 0.0, 1.0)) * size.width;
  };

  if (!bar.value) {
    drawing.marks.emplace_back(Rectangle{{1, top}, {size.width - 2, height}, 4, Paint::grey, Fill::dashed_outline, 2});
  } else {
    const float value = x_of(*bar.value);
    const float target = bar.target ? x_of(*bar.target) : value;
    drawing.marks.emplace_back(Rectangle{{0, top}, {size.width, height}, 4, Paint::track, Fill::solid, 0});
    const float solid = bar.at_most ? std::min(value, target) : value;
    const float gap_start = bar.at_most ? target : value;
    const float gap_end = bar.at_most ? value : target;
    if (gap_end > gap_start)
      drawing.marks.emplace_back(
          Rectangle{{gap_start, top}, {gap_end - gap_start, height}, 0, Paint::orange, Fill::stripes, 0});
    if (solid > 0) drawing.marks.emplace_back(Rectangle{{0, top}, {solid, height}, 4, Paint::blue, Fill::solid, 0});
  }

  if (bar.target) {
    const float x = std::clamp(x_of(*bar.target), 2.5f, size.width - 2.5f);
    drawing.marks.emplace_back(Rectangle{{x - 2.5f, top - 6}, {5, height + 12}, 1, Paint::text, Fill::solid, 0});
    const bool fits_left = x > guessed_width(bar.target_label, label_size, false);
    drawing.marks.emplace_back(
        Label{bar.target_label,
              {fits_left ? x + 2.5f : std::max(0.0f, x - 2.5f), top - 6 - label_size * line_height},
              fits_left ? Align::right : Align::left,
              label_size,
              false,
              Paint::text});
  }
  return drawing;
}

}  // namespace roadshow::figures
