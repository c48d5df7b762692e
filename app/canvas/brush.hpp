// What the drawing walk of the stage shares: page coordinates to device pixels, colours by ground, states of controls.
#pragma once

#include <imgui.h>

#include "canvas/stage.hpp"

namespace roadshow::canvas {

struct Brush {
  ImDrawList& list;
  const Theme& theme;
  const Stage& stage;
  const Glance& glance;

  float length(float css) const { return css * glance.pixel_ratio; }
  float line(float css) const;  // at least one device pixel, whole
  float x(float css) const;
  float y(float css) const;
  Area area(const Area& css) const;  // on whole device pixels
  Colour ink(Token token, Ground ground) const;

  bool is_hovered(const Box& box) const;
  bool is_pressed(const Box& box) const;
  bool is_focused(const Box& box) const;
};

// Whether the focus shows as a yellow ground with dark words (keys, links) or as a ring (rows, cards, stops).
bool has_focus_ground(const Box& box);
void draw_focus(const Brush& brush, const Box& box);

// The ground, edges and rules of a box, in the state it is in.
void draw_ground(const Brush& brush, const Box& box, const Area* switch_around);

// What a component has besides words and ground: circles of choices, segments of progress, lines of routes.
void draw_marks(const Brush& brush, size_t index);

}  // namespace roadshow::canvas
