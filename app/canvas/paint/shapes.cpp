#include "canvas/paint/shapes.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace roadshow::canvas {
namespace {

constexpr float pi = 3.14159265f;
constexpr Colour no_alpha = 0x00ffffff;

// Directions of a circle in `count` steps; kept, since a thousand dots ask for the same ones.
const std::vector<ImVec2>& directions(float radius) {
  static std::array<std::vector<ImVec2>, 65> tables;
  static float last_radius = -1;
  static size_t count = 12;
  if (radius != last_radius) {
    const float wanted = pi / std::acos(1 - std::min(0.5f, 0.1f / std::max(radius, 0.5f)));
    count = std::clamp<size_t>(static_cast<size_t>(wanted), 12, 64);
    last_radius = radius;
  }
  std::vector<ImVec2>& table = tables[count];
  if (table.empty())
    for (size_t i = 0; i < count; ++i) {
      const float angle = 2 * pi * static_cast<float>(i) / static_cast<float>(count);
      table.emplace_back(std::cos(angle), std::sin(angle));
    }
  return table;
}

// Triangles between neighbouring circles of the same directions; from the centre when the first has no radius.
struct Circle {
  float radius;
  Colour colour;
};
void circles(ImDrawList& list, ImVec2 centre, const Circle* rings, size_t count, bool filled) {
  const std::vector<ImVec2>& table = directions(rings[0].radius);
  const unsigned steps = static_cast<unsigned>(table.size());
  const unsigned bands = static_cast<unsigned>(count) - 1;
  const unsigned indices = (filled ? (steps - 2) * 3 : 0) + bands * steps * 6;
  const unsigned vertices = static_cast<unsigned>(count) * steps;
  list.PrimReserve(static_cast<int>(indices), static_cast<int>(vertices));
  const ImVec2 uv = list._Data->TexUvWhitePixel;
  const unsigned first = list._VtxCurrentIdx;
  ImDrawVert* vertex = list._VtxWritePtr;
  for (size_t ring = 0; ring < count; ++ring) {
    const float radius = rings[ring].radius;
    const Colour colour = rings[ring].colour;
    for (const ImVec2& direction : table)
      *vertex++ = {ImVec2(centre.x + direction.x * radius, centre.y + direction.y * radius), uv, colour};
  }
  ImDrawIdx* index = list._IdxWritePtr;
  if (filled)
    for (unsigned i = 2; i < steps; ++i, index += 3) {
      index[0] = first;
      index[1] = first + i - 1;
      index[2] = first + i;
    }
  for (unsigned band = 0; band < bands; ++band) {
    const unsigned inner = first + band * steps;
    const unsigned outer = inner + steps;
    for (unsigned i = 0; i < steps; ++i, index += 6) {
      const unsigned next = i + 1 == steps ? 0 : i + 1;
      index[0] = index[3] = inner + i;
      index[1] = outer + i;
      index[2] = index[4] = outer + next;
      index[5] = inner + next;
    }
  }
  list._VtxWritePtr = vertex;
  list._IdxWritePtr = index;
  list._VtxCurrentIdx = first + vertices;
}

float length_of(ImVec2 from, ImVec2 to) { return std::hypot(to.x - from.x, to.y - from.y); }

// The outline of a rounded rectangle, clockwise. Dear ImGui's own keeps a straight piece of 2 px, so no circle is
// round.
void rounded_path(ImDrawList& list, float left, float top, float right, float bottom, const Radii& radii) {
  const float most = std::min(right - left, bottom - top) / 2;
  const auto corner = [&](float x, float y, int first, float radius) {
    const float r = std::min(radius, most);
    if (r < 0.5f) {
      list.PathLineTo(ImVec2(x, y));
      return;
    }
    const ImVec2 centre(x == left ? x + r : x - r, y == top ? y + r : y - r);
    const int steps = std::clamp(static_cast<int>(r), 4, 24);
    for (int i = 0; i <= steps; ++i) {
      const float angle = (static_cast<float>(first) + static_cast<float>(i) / static_cast<float>(steps)) * pi / 2;
      const ImVec2 point(centre.x + std::cos(angle) * r, centre.y + std::sin(angle) * r);
      // Where two arcs meet their ends fall together, and a line of no length has no direction.
      if (list._Path.Size == 0 || length_of(list._Path.back(), point) > 0.05f) list.PathLineTo(point);
    }
  };
  corner(left, top, 2, radii.top_left);
  corner(right, top, 3, radii.top_right);
  corner(right, bottom, 0, radii.bottom_right);
  corner(left, bottom, 1, radii.bottom_left);
  if (list._Path.Size > 1 && length_of(list._Path.back(), list._Path.front()) <= 0.05f) list._Path.pop_back();
}

ImVec2 between(ImVec2 from, ImVec2 to, float part) {
  return ImVec2(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
}

}  // namespace

void disc(ImDrawList& list, ImVec2 centre, float radius, Colour colour) {
  const Circle rings[] = {{std::max(radius - 0.5f, 0.1f), colour}, {radius + 0.5f, colour & no_alpha}};
  circles(list, centre, rings, 2, true);
}

void ring(ImDrawList& list, ImVec2 centre, float radius, float line, Colour colour) {
  const float inner = std::max(radius - line, 0.1f);
  const Circle rings[] = {{radius + 0.5f, colour & no_alpha},
                          {radius - 0.5f, colour},
                          {std::min(inner + 0.5f, radius - 0.5f), colour},
                          {std::max(inner - 0.5f, 0.0f), colour & no_alpha}};
  circles(list, centre, rings, 4, false);
}

void box(ImDrawList& list, const Area& area, const Radii& radii, Colour colour) {
  if (area.width <= 0 || area.height <= 0 || colour >> 24 == 0) return;
  if (std::max({radii.top_left, radii.top_right, radii.bottom_right, radii.bottom_left}) < 0.5f) {
    list.AddRectFilled(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), colour);
    return;
  }
  rounded_path(list, area.x, area.y, area.right(), area.bottom(), radii);
  list.PathFillConvex(colour);
}

void frame(ImDrawList& list, const Area& area, float radius, float line, Colour colour) {
  const float half = line / 2;
  rounded_path(list, area.x + half, area.y + half, area.right() - half, area.bottom() - half,
               Radii::all(std::max(0.0f, radius - half)));
  list.PathStroke(colour, ImDrawFlags_Closed, line);
}

void dashed_frame(ImDrawList& list, const Area& area, float radius, float line, Colour colour) {
  const float half = line / 2;
  rounded_path(list, area.x + half, area.y + half, area.right() - half, area.bottom() - half,
               Radii::all(std::max(0.0f, radius - half)));
  std::vector<ImVec2> points(list._Path.begin(), list._Path.end());
  list.PathClear();
  if (points.empty()) return;
  points.push_back(points.front());
  float length = 0;
  for (size_t i = 0; i + 1 < points.size(); ++i) length += length_of(points[i], points[i + 1]);
  const float count = std::max(6.0f, std::round(length / (5.2f * line)));  // whole dashes all the way round
  dashed_line(list, points, line, length / count * 0.58f, length / count * 0.42f, colour);
}

std::vector<ImVec2> corners_of(const Area& area) {
  return {ImVec2(area.x, area.y), ImVec2(area.right(), area.y), ImVec2(area.right(), area.bottom()),
          ImVec2(area.x, area.bottom())};
}

std::vector<ImVec2> cut(const std::vector<ImVec2>& polygon, float a, float b, float c) {
  std::vector<ImVec2> result;
  for (size_t i = 0; i < polygon.size(); ++i) {
    const ImVec2 here = polygon[i];
    const ImVec2 next = polygon[(i + 1) % polygon.size()];
    const float at_here = a * here.x + b * here.y - c;
    const float at_next = a * next.x + b * next.y - c;
    if (at_here <= 0) result.push_back(here);
    if ((at_here < 0) != (at_next < 0) && at_here != at_next)
      result.push_back(between(here, next, at_here / (at_here - at_next)));
  }
  return result;
}

void polygon(ImDrawList& list, const std::vector<ImVec2>& points, Colour colour) {
  if (points.size() < 3) return;
  float area = 0;  // Dear ImGui's soft edges need the points clockwise
  for (size_t i = 0; i < points.size(); ++i) {
    const ImVec2 here = points[i];
    const ImVec2 next = points[(i + 1) % points.size()];
    area += here.x * next.y - next.x * here.y;
  }
  if (area >= 0) {
    list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), colour);
  } else {
    const std::vector<ImVec2> turned(points.rbegin(), points.rend());
    list.AddConvexPolyFilled(turned.data(), static_cast<int>(turned.size()), colour);
  }
}

void stripes(ImDrawList& list, const std::vector<ImVec2>& shape, ImVec2 origin, float pitch, Colour colour,
             Colour ground) {
  if (shape.size() < 3) return;
  polygon(list, shape, ground);
  float least = shape[0].x + shape[0].y;  // stripes lie along x + y
  float most = least;
  for (const ImVec2& point : shape) {
    least = std::min(least, point.x + point.y);
    most = std::max(most, point.x + point.y);
  }
  const float first = origin.x + origin.y;
  for (float at = first + std::floor((least - first) / pitch) * pitch; at < most; at += pitch)
    polygon(list, cut(cut(shape, -1, -1, -at), 1, 1, at + pitch * 0.45f), colour);
}

void polyline(ImDrawList& list, const std::vector<ImVec2>& points, float width, Colour colour, bool round) {
  if (points.size() < 2) return;
  const bool closed = points.size() > 2 && points.front().x == points.back().x && points.front().y == points.back().y;
  if (round && width > 2.5f) {  // Dear ImGui has mitred joins only: a disc on each point rounds them
    for (size_t i = 0; i + 1 < points.size(); ++i) list.AddLine(points[i], points[i + 1], colour, width);
    for (const ImVec2& point : points) disc(list, point, width / 2, colour);
    return;
  }
  const int count = static_cast<int>(points.size()) - (closed ? 1 : 0);
  list.AddPolyline(points.data(), count, colour, closed ? ImDrawFlags_Closed : 0, width);
}

void dashed_line(ImDrawList& list, const std::vector<ImVec2>& points, float width, float on, float off, Colour colour) {
  float left = on;
  bool drawing = true;
  std::vector<ImVec2> dash;
  const auto draw = [&] {
    if (dash.size() > 1) list.AddPolyline(dash.data(), static_cast<int>(dash.size()), colour, 0, width);
    dash.clear();
  };
  for (size_t i = 0; i + 1 < points.size(); ++i) {
    const float length = length_of(points[i], points[i + 1]);
    float done = 0;
    while (length - done > 0.01f) {
      const float step = std::min(left, length - done);
      if (drawing && dash.empty()) dash.push_back(between(points[i], points[i + 1], done / length));
      done += step;
      left -= step;
      if (drawing) dash.push_back(between(points[i], points[i + 1], done / length));
      if (left > 0.01f) continue;
      draw();
      drawing = !drawing;
      left = drawing ? on : off;
    }
  }
  draw();
}

}  // namespace roadshow::canvas
