// Shared by the drawings of this room: one function a figure, and what they all need to place words.
#pragma once

#include <string_view>

#include "figures/drawing.hpp"

namespace roadshow::figures {

Size size_of(const DotField&, Width width);
Size size_of(const TargetBar&, Width width);
Size size_of(const Trend&, Width width);
Size size_of(const Bars&, Width width);
Size size_of(const Meter&, Width width);
Size size_of(const Hills&, Width width);
Size size_of(const Icon&, Width width);

Drawing draw_figure(const DotField&, Size size);
Drawing draw_figure(const TargetBar&, Size size);
Drawing draw_figure(const Trend&, Size size);
Drawing draw_figure(const Bars&, Size size);
Drawing draw_figure(const Meter&, Size size);
Drawing draw_figure(const Hills&, Size size);
Drawing draw_figure(const Icon&, Size size);

// Below this width a figure uses its smaller lettering.
inline constexpr float narrow_below = 500;

// A careful guess at the width of words in Atkinson Hyperlegible Next, to keep labels apart. Errs on the wide side.
float guessed_width(std::string_view text, float size, bool bold);

// The height of a line of words, as a share of their size; baselines lie at `baseline` of the size.
inline constexpr float line_height = 1.25f;
inline constexpr float baseline = 0.95f;

}  // namespace roadshow::figures
