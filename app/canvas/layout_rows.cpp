// Rows: children side by side, with the words and the figure of the node itself among them; and the width that a node
// would like to have.
#include <algorithm>
#include <cmath>

#include "canvas/layout.hpp"

namespace roadshow::canvas {

using page::Kind;
using page::Look;

namespace {
constexpr float least_text_width = 130;
constexpr float least_beside = 260;  // for words that share a line with what does not wrap
}  // namespace

std::vector<Layout::Item> Layout::items_of(const Node& node, const Style& style, const Around& inner) const {
  std::vector<Item> items;
  const bool icon_first = node.kind == Kind::radio;  // of the picture/table switch
  const auto add_words = [&] {
    if (!node.text.empty() && node.kind != Kind::radio_group)
      items.push_back({Item::words, &node, natural_width(runs_of(node, style, inner)), false});
  };
  if (node.figure) items.push_back({Item::figure, &node, icon_size(node, inner).width, false});
  if (!icon_first) add_words();
  if (node.kind != Kind::disclosure)
    for (const Node& child : node.children) {
      const Style& child_style = style_of(child, inner.look);
      if (child_style.flow == Flow::hidden) continue;
      items.push_back({Item::child, &child, natural(child, inner), child_style.grow || inner.look == Look::segmented});
    }
  if (icon_first) add_words();
  return items;
}

float Layout::row(const Node& node, const Style& style, const Around& inner, const Place& place) {
  std::vector<Item> items = items_of(node, style, inner);
  if (items.empty()) return 0;
  const float gap = view_.of(style.gap);
  float used = gap * static_cast<float>(items.size() - 1);
  float growing = 0;
  for (const Item& item : items) {
    used += item.width;
    growing += item.grow ? 1 : 0;
  }
  float spare = place.width - used;
  bool wraps = false;
  const bool all_grow = growing == static_cast<float>(items.size());
  if (spare >= 0 && growing > 0) {
    for (Item& item : items) item.width += item.grow ? spare / growing : 0;
    spare = 0;
  } else if (spare < 0 && all_grow) {
    for (Item& item : items) item.width = (place.width - gap * (growing - 1)) / growing;
    spare = 0;
  } else if (spare < 0) {
    // What can wrap takes the room that the others leave.
    for (size_t i = items.size(); i-- > 0 && spare < 0;) {
      Item& item = items[i];
      const bool can_wrap = item.grow || item.kind == Item::words ||
                            style_of(*item.node, inner.look).flow == Flow::text ||
                            style_of(*item.node, inner.look).flow == Flow::stack;
      const float wanted = item.width + spare;
      if (!can_wrap || wanted < (view_.kiosk ? 3 : 1) * least_text_width) continue;
      item.width = wanted;
      spare = 0;
    }
    wraps = spare < 0;
  }
  if (inner.look == Look::segmented && segment_height_ == 0) {  // all parts as tall as the tallest
    const Mark start = mark();
    float tallest = 0;
    for (const Item& item : items)
      if (item.kind == Item::child) tallest = std::max(tallest, lay(*item.node, inner, {0, 0, item.width, 0}).height);
    forget(start);
    segment_height_ = tallest;
    const float height = row(node, style, inner, place);
    segment_height_ = 0;
    return height;
  }

  const float start_x = inner.align == Align::centre && style.align == Align::centre && spare > 0
                            ? place.x + std::floor(spare / 2)
                            : place.x;
  float x = start_x;
  float y = place.y;
  float line_height = 0;
  struct Laid {
    Mark mark;
    size_t own_fragment;
    float height;
    bool is_icon;
  };
  std::vector<Laid> line;
  const auto finish_line = [&] {
    float first_text = 0;
    for (const Laid& one : line)
      if (!one.is_icon && first_text == 0) first_text = std::min(one.height, view_.letters(type_of(Role::label).line));
    for (size_t i = 0; i < line.size(); ++i) {
      const float free = style.across == Align::centre       ? line_height - line[i].height
                         : line[i].is_icon && first_text > 0 ? std::max(0.0f, first_text - line[i].height)
                                                             : 0;
      if (free <= 0) continue;
      // Only this item: undo the move for those after it.
      move(line[i].mark, 0, std::floor(free / 2));
      if (i + 1 < line.size()) move(line[i + 1].mark, 0, -std::floor(free / 2));
    }
    y += line_height;
    line.clear();
    line_height = 0;
  };
  for (size_t i = 0; i < items.size(); ++i) {
    Item& item = items[i];
    const float left = place.x + place.width - x;
    if (wraps && item.width > left && left >= least_beside * view_.text_scale && item.kind == Item::child &&
        (item.grow || style_of(*item.node, inner.look).flow == Flow::text))
      item.width = left;
    const bool last_apart = style.flow == Flow::spread && i + 1 == items.size() && i > 0;
    if (!line.empty() && x + item.width > place.x + place.width + 1) {
      finish_line();
      y += std::min(gap, 12.0f);
      x = place.x;
    }
    if (last_apart) x = std::max(x, place.x + place.width - item.width);
    const float width = std::min(item.width, place.width);
    Laid laid{mark(), stage_.fragments.size(), 0, false};
    if (item.kind == Item::words) {
      Around left = inner;
      left.align = Align::start;
      const bool wraps = width + 1 < natural_width(runs_of(node, style, inner));
      const Lines lines = break_lines(runs_of(node, style, inner), {width, view_.letters(type_of(inner.role).line),
                                                                    wraps ? inner.align : Align::start, false});
      put_lines(lines, x, y);
      laid.height = lines.height;
    } else if (item.kind == Item::figure) {
      const Extent size = icon_size(node, inner);
      const figures::Size nominal = figures::nominal_size(*node.figure, figures::Width::wide);
      put_picture(node, nominal, x, y, size.width / nominal.width, inner.ground);
      laid.height = size.height;
      laid.is_icon = true;
    } else {
      const bool is_segment = item.node->look == Look::segment || item.node->kind == Kind::item;
      laid.height =
          lay(*item.node, inner, {x, y, width, is_segment && inner.look == Look::segmented ? segment_height_ : 0})
              .height;
      laid.is_icon = style_of(*item.node, inner.look).flow == Flow::picture;
    }
    line_height = std::max(line_height, laid.height);
    line.push_back(laid);
    x += width + gap;
  }
  finish_line();
  return y - place.y;
}

float Layout::row_natural(const Node& node, const Style& style, const Around& inner) const {
  const std::vector<Item> items = items_of(node, style, inner);
  float width = items.empty() ? 0 : view_.of(style.gap) * static_cast<float>(items.size() - 1);
  for (const Item& item : items) width += item.width;
  return width;
}

float Layout::natural(const Node& node, const Around& around) const {
  const Style& style = style_of(node, around.look);
  if (style.flow == Flow::hidden) return 0;
  if (style.flow == Flow::picture) return icon_size(node, around).width;
  if (view_.of(style.width) > 0 && style.flow != Flow::columns) return view_.of(style.width);
  const Around inner = inside(node, style, around);
  const float sides = view_.of(style.padding.left) + view_.of(style.padding.right);
  switch (style.flow) {
    case Flow::row:
    case Flow::spread:
      return sides + row_natural(node, style, inner);
    case Flow::text:
      return sides + natural_width(runs_of(node, style, inner));
    default:
      break;
  }
  float widest = node.text.empty() ? 0 : natural_width(runs_of(node, style, inner));
  for (const Node& child : node.children) widest = std::max(widest, natural(child, inner));
  return sides + widest;
}

}  // namespace roadshow::canvas
