// Antialiased shapes in device pixels, on a draw list of Dear ImGui: what figures and controls are made of.
#pragma once

#include <imgui.h>

#include <vector>

#include "canvas/paint/colour.hpp"

namespace roadshow::canvas {

struct Area {  // a rectangle
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
};

// Many discs or rings of one colour cost one pass over a table of directions.
void disc(ImDrawList& list, ImVec2 centre, float radius, Colour colour);
void ring(ImDrawList& list, ImVec2 centre, float radius, float line, Colour colour);  // `radius` to the outer edge

struct Radii {  // of corners, from the top left, clockwise
  float top_left = 0;
  float top_right = 0;
  float bottom_right = 0;
  float bottom_left = 0;

  static Radii all(float radius) { return {radius, radius, radius, radius}; }
};
void box(ImDrawList& list, const Area& area, const Radii& radii, Colour colour);
// A border inside the area.
void frame(ImDrawList& list, const Area& area, float radius, float line, Colour colour);
void dashed_frame(ImDrawList& list, const Area& area, float radius, float line, Colour colour);

// Stripes of 45 degrees, clipped to a convex polygon, on a ground. `pitch` from stripe to stripe along x; one begins at
// `origin`.
void stripes(ImDrawList& list, const std::vector<ImVec2>& polygon, ImVec2 origin, float pitch, Colour colour,
             Colour ground);
void polygon(ImDrawList& list, const std::vector<ImVec2>& points, Colour colour);
std::vector<ImVec2> corners_of(const Area& area);
// The part of a convex polygon where a*x + b*y <= c.
std::vector<ImVec2> cut(const std::vector<ImVec2>& polygon, float a, float b, float c);

void polyline(ImDrawList& list, const std::vector<ImVec2>& points, float width, Colour colour, bool round);
// `on` and `off` are lengths along the line.
void dashed_line(ImDrawList& list, const std::vector<ImVec2>& points, float width, float on, float off, Colour colour);

}  // namespace roadshow::canvas
