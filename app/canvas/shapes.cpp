#include "canvas/shapes.hpp"

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
  const float wanted = pi / std::acos(1 - std::min(0.5f, 0.08f / std::max(radius, 0.5f)));
  const size_t count = std::clamp<size_t>(static_cast<size_t>(wanted), 12, 64);
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
  const int steps = static_cast<int>(table.size());
  const int bands = static_cast<int>(count) - 1;
  const int fan = filled ? (steps - 2) * 3 : 0;
  list.PrimReserve(fan + bands * steps * 6, static_cast<int>(count) * steps);
  const ImVec2 uv = list._Data->TexUvWhitePixel;
  const unsigned int first = list._VtxCurrentIdx;
  for (size_t ring = 0; ring < count; ++ring)
    for (const ImVec2& direction : table)
      list.PrimWriteVtx(ImVec2(centre.x + direction.x * rings[ring].radius, centre.y + direction.y * rings[ring].radius),
                        uv, rings[ring].colour);
  if (filled)
    for (int i = 2; i < steps; ++i) {
      list.PrimWriteIdx(first);
      list.PrimWriteIdx(first + static_cast<unsigned>(i) - 1);
      list.PrimWriteIdx(first + static_cast<unsigned>(i));
    }
  for (int band = 0; band < bands; ++band) {
    const unsigned inner = first + static_cast<unsigned>(band * steps);
    const unsigned outer = inner + static_cast<unsigned>(steps);
    for (int i = 0; i < steps; ++i) {
      const unsigned here = static_cast<unsigned>(i);
      const unsigned next = static_cast<unsigned>((i + 1) % steps);
      for (const unsigned index : {inner + here, outer + here, outer + next, inner + here, outer + next, inner + next})
        list.PrimWriteIdx(index);
    }
  }
}

ImDrawFlags flags_of(Corners corners) {
  switch (corners) {
    case Corners::right: return ImDrawFlags_RoundCornersRight;
    case Corners::left: return ImDrawFlags_RoundCornersLeft;
    case Corners::top: return ImDrawFlags_RoundCornersTop;
    case Corners::bottom: return ImDrawFlags_RoundCornersBottom;
    case Corners::all: break;
  }
  return ImDrawFlags_RoundCornersAll;
}

float length_of(ImVec2 from, ImVec2 to) { return std::hypot(to.x - from.x, to.y - from.y); }

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

void box(ImDrawList& list, const Area& area, float radius, Colour colour, Corners corners) {
  if (area.width <= 0 || area.height <= 0 || colour >> 24 == 0) return;
  list.AddRectFilled(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), colour,
                     std::min({radius, area.width / 2, area.height / 2}), flags_of(corners));
}

void frame(ImDrawList& list, const Area& area, float radius, float line, Colour colour) {
  const float half = line / 2;
  list.PathRect(ImVec2(area.x + half, area.y + half), ImVec2(area.right() - half, area.bottom() - half),
                std::max(0.0f, radius - half), ImDrawFlags_RoundCornersAll);
  list.PathStroke(colour, ImDrawFlags_Closed, line);
}

void dashed_frame(ImDrawList& list, const Area& area, float radius, float line, Colour colour) {
  const float half = line / 2;
  list.PathRect(ImVec2(area.x + half, area.y + half), ImVec2(area.right() - half, area.bottom() - half),
                std::max(0.0f, radius - half), ImDrawFlags_RoundCornersAll);
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

void stripes(ImDrawList& list, const std::vector<ImVec2>& shape, float pitch, Colour colour, Colour ground) {
  if (shape.size() < 3) return;
  polygon(list, shape, ground);
  float least = shape[0].x + shape[0].y;  // stripes lie along x + y
  float most = least;
  for (const ImVec2& point : shape) {
    least = std::min(least, point.x + point.y);
    most = std::max(most, point.x + point.y);
  }
  for (float at = std::floor(least / pitch) * pitch; at < most; at += pitch)
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
