// The stage: the whole screen, laid out from the same page that becomes the document, as a flat list in drawing order.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "canvas/lines.hpp"
#include "canvas/scene.hpp"
#include "canvas/shapes.hpp"
#include "canvas/style.hpp"

namespace roadshow::canvas {

// The window, and what follows from its shape.
struct View {
  float width = 1440;
  float height = 900;
  float text_scale = 1;
  bool kiosk = false;         // tall and wide: type and targets for arm's length, one column
  bool narrow = false;        // a tablet: columns go one under the other
  float tightness = 0;        // of a kiosk: how far its measures go towards those of a desktop, to fit one screen
  bool keys_at_foot = false;  // a kiosk whose page fits has the keys of the header in a bar at its foot
  float margin = 112;         // left of the content
  float content = 1216;

  float of(Pair pair) const {
    return kiosk ? pair.kiosk + std::min(0.0f, pair.desktop - pair.kiosk) * tightness : pair.desktop;
  }
  float least_target() const { return kiosk ? 64.0f : 24.0f; }  // of what a finger must hit, however tight
  float letters(Pair pair) const {                              // of type; nothing on a kiosk is smaller than 26 px
    const float size = of(pair);
    return (kiosk ? std::max(size, std::min(pair.kiosk, 26.0f)) : size) * text_scale;
  }
};
View view_of(float width, float height, float text_scale);

struct Box {
  const page::Node* node = nullptr;  // none: a bar that only the stage has
  const Style* style = nullptr;
  Area area;
  page::Look around = page::Look::plain;  // the nearest look around it
  Ground ground = Ground::page;           // of what stands in it
  size_t first_fragment = 0;
  size_t fragments = 0;
  size_t end = 0;  // one past the last box in it
  int picture = -1;
  bool overlay = false;  // lies over the page: drawn last
  bool invalid = false;  // an answer in error
  float face = 0;        // a part of its height that has its own ground: the key of an open menu, the circle of a stop
};

struct PlacedPicture {
  figures::Drawing drawing;
  const page::Node* node = nullptr;
  float x = 0;
  float y = 0;
  float scale = 1;
  Ground ground = Ground::page;
};

struct Stage {
  View view;
  std::vector<Box> boxes;  // parents before their children
  std::vector<Fragment> fragments;
  std::vector<PlacedPicture> pictures;
  float height = 0;
  size_t foot = 0;  // box of the bar that stays at the foot of the window while the page scrolls; 0: none

  // Where the boxes from `foot` on stand: as if the page were scrolled to its end.
  float scroll_of_foot() const { return height - view.height; }
  bool is_at_foot(size_t box) const { return foot > 0 && box >= foot && box < boxes[foot].end; }
};

// What can be pressed, chosen or written in, and where it is: all of a box, or of what opens and closes its first line.
Area area_of_control(const Box& box);

Stage lay_out(const page::Node& root, const View& view);

struct Glance {  // what a frame depends on besides the page
  float scroll = 0;
  float pixel_ratio = 1;
  double now_ms = 0;
  bool still = false;
  std::string_view hovered;  // ids
  std::string_view pressed;
  std::string_view focused;  // only when the focus is to be seen: for keyboard and switch
};

struct DrawnControl {
  const page::Node* node = nullptr;
  Area area;  // CSS pixels from the top left of the window, as it was drawn
};

// One frame of the part of the page that the window shows. True when it needs another. `controls` is left holding what
// was drawn that can be pressed, chosen or written in.
bool draw_stage(Scene& scene, const Stage& stage, const Glance& glance, std::vector<DrawnControl>& controls);

}  // namespace roadshow::canvas
