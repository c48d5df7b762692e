// The stage: paints what the browser has laid out, as web/measure.ts has read it, in the order of the list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "canvas/paint/scene.hpp"
#include "canvas/paint/shapes.hpp"

namespace roadshow::canvas {

struct Stage {
  std::vector<uint32_t>
      numbers;  // entries, each led by its code (web/paint_list.ts); lengths are floats, in CSS pixels
  std::vector<std::string> texts;
  Colour ground = 0xffffffff;
};

// `texts`: one after the other, each with a zero at its end.
Stage read_stage(const uint32_t* numbers, size_t count, const char* texts, Colour ground);

struct View {  // what a frame depends on besides the page
  float width = 0;
  float height = 0;
  float scroll = 0;
  float pixel_ratio = 1;
  double now_ms = 0;
  bool still = false;
  float away = 0;                 // of what moves: 1 where it was, 0 where it belongs
  const float* shifts = nullptr;  // of each layer but the page, since it was measured
};

struct DrawnControl {
  std::string_view id;
  Area area;  // CSS pixels from the top left of the window, as it was drawn
};

// One frame of the part of the page that the window shows. True when it needs another. `controls` is left holding what
// was drawn that can be pressed, chosen or written in.
bool draw_stage(Scene& scene, const Stage& stage, const View& view, std::vector<DrawnControl>& controls);

}  // namespace roadshow::canvas
