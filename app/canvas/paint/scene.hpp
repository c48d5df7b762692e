// The figures of the page, and how far each one's motion has come.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "canvas/paint/painter.hpp"
#include "figures/drawing.hpp"

namespace roadshow::canvas {

struct Picture {
  figures::Figure figure;
  bool mirrored = false;  // for pages that are read from the right
  std::string json;       // of the figure
};

struct Scene {
  std::map<std::string, Picture, std::less<>> pictures;  // by id
  std::map<std::string, Motion, std::less<>> motions;    // kept from page to page: bars grow on first view only
};

// Replaces the pictures by those of {"pictures": [{"id", "figure", "mirrored"}, ...]}. False, and the old ones stay,
// when `json` is no such list.
bool read_pictures(std::string_view json, Scene& scene);

struct FigureBox {
  figures::Width width = figures::Width::wide;
  float box_width = 0;  // CSS pixels
  float box_height = 0;
  float pixel_ratio = 1;
  double now_ms = 0;
  bool still = false;
};

enum class Painted : int8_t { unknown = -1, done = 0, moving = 1 };

// One frame with one figure, without its labels, as large as the box allows.
Painted paint_figure(Scene& scene, std::string_view id, const Palette& palette, const FigureBox& box);

// The same into a list, with its top left at `origin` in device pixels.
Painted paint_picture(Scene& scene, std::string_view id, const Palette& palette, const FigureBox& box, Labels labels,
                      ImVec2 origin, ImDrawList& list);

}  // namespace roadshow::canvas
