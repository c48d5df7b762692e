// Paints the marks of a figure with Dear ImGui's draw list: crisp at every device pixel ratio, at any scale.
#pragma once

#include <imgui.h>

#include <array>
#include <string_view>

#include "canvas/paint/colour.hpp"
#include "canvas/paint/motion.hpp"
#include "figures/drawing.hpp"

namespace roadshow::canvas {

// The colours of one picture's marks, as its SVG has them on the ground and in the state that it is in.
struct Palette {
  std::array<Colour, words_of(figures::Paint{}).size()> colours{};

  Colour operator[](figures::Paint paint) const { return colours[static_cast<size_t>(paint)]; }
};

// "blue 4290272768 white 4294967295": words of figures::Paint, and numbers of Colour. Others are transparent.
Palette read_palette(std::string_view text);

struct Placement {
  ImVec2 origin;    // of the drawing, in device pixels
  float scale = 1;  // device pixels for one pixel of the drawing
};

enum class Labels : uint8_t { leave_out, paint };

// `motion.now` is left holding how each dot looks.
void paint(ImDrawList& list, const figures::Drawing& drawing, const Placement& placement, const Palette& palette,
           Labels labels, const Phase& phase, Motion& motion);

}  // namespace roadshow::canvas
