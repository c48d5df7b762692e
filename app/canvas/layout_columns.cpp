// Columns: equal ones of a grid, two of an explainer, a question with its side.
#include <algorithm>
#include <cmath>

#include "canvas/layout.hpp"

namespace roadshow::canvas {

using page::Look;

float Layout::grid(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const int children = static_cast<int>(node.children.size());
  const int most = std::clamp(children, 3, std::max(3, style.columns));
  const int wanted = view_.kiosk ? 1 : view_.narrow ? 2 : most;
  const float gap = view_.of(style.gap);
  const float one = (place.width - gap * static_cast<float>(wanted - 1)) / static_cast<float>(wanted);
  float y = place.y;
  for (size_t first = 0; first < node.children.size(); first += static_cast<size_t>(wanted)) {
    const size_t last = std::min(node.children.size(), first + static_cast<size_t>(wanted));
    // On a tablet a last card that would stand alone takes the row.
    const float width = wanted == 2 && last - first == 1 && first > 0 ? place.width : one;
    float tallest = 0;
    for (const bool measuring : {true, false}) {  // once for the heights, once for good
      const Mark start = mark();
      for (size_t i = first; i < last; ++i) {
        const float x = place.x + static_cast<float>(i - first) * (width + gap);
        const Extent extent = lay(node.children[i], inner, {x, y, width, 0});
        tallest = std::max(tallest, extent.height);
      }
      if (!measuring) break;
      forget(start);
      equal_height_ = tallest;
    }
    equal_height_ = 0;
    y += tallest + gap;
  }
  return std::max(0.0f, y - gap - place.y);
}

// What stands beside a question comes second in the page, right after the question; here it has the right column.
float Layout::question(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const auto find_side = [](const Node& child) { return child.look == Look::side; };
  const auto side = std::find_if(node.children.begin(), node.children.end(), find_side);
  const bool beside = side != node.children.end() && !view_.kiosk && !view_.narrow;
  const float gap = view_.of(style.gap);
  const float right = std::min(std::abs(style.width.desktop), place.width * 0.45f);
  const float width = beside ? place.width - right - gap : place.width;
  float y = place.y;
  for (const Node& child : node.children) {
    if (&child == &*side) continue;
    const Style& child_style = style_of(child, inner.look);
    if (child_style.flow == Flow::hidden) continue;
    const bool controls = child_style.flow != Flow::text;
    const float above = y > place.y ? std::max(view_.of(child_style.above), controls ? view_.of({20, 32}) : 0) : 0;
    const float wide = child_style.shrink ? std::min(width, natural(child, inner)) : width;
    y += above + lay(child, inner, {place.x, y + above, wide, 0}).height;
  }
  if (side == node.children.end()) return y - place.y;
  if (!beside) return y + gap + lay(*side, inner, {place.x, y + gap, width, 0}).height - place.y;
  return std::max(y - place.y, lay(*side, inner, {place.x + width + gap, place.y, right, 0}).height);
}

float Layout::columns(const Node& node, const Style& style, const Around& inner, const Place& place) {
  if (style.reversed) return question(node, style, inner, place);
  std::vector<const Node*> order;
  for (const Node& child : node.children) order.push_back(&child);
  const float gap = view_.of(style.gap);
  if (view_.kiosk || view_.narrow || order.size() != 2) {
    float y = place.y;
    for (const Node* child : order) y += lay(*child, inner, {place.x, y, place.width, 0}).height + gap;
    return y - gap - place.y;
  }
  const float fixed = std::min(std::abs(style.width.desktop), place.width * 0.45f);
  const float rest = place.width - fixed - gap;
  const float left = style.width.desktop > 0 ? fixed : rest;
  const float height_left = lay(*order[0], inner, {place.x, place.y, left, 0}).height;
  const float height_right = lay(*order[1], inner, {place.x + left + gap, place.y, place.width - left - gap, 0}).height;
  return std::max(height_left, height_right);
}

}  // namespace roadshow::canvas
