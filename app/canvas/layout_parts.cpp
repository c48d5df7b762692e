// Arrangements of one component each: header, banner of home, ladder row, table, stepper, question ...
#include <algorithm>
#include <cmath>

#include "canvas/layout.hpp"

namespace roadshow::canvas {

using page::Kind;
using page::Look;

// Brand and pack at the left, keys at the right; a kiosk has its keys at the foot.
float Layout::header(const Node& node, const Style& style, const Around& inner, const Place& place) {
  std::vector<const Node*> names;
  std::vector<const Node*> keys;
  for (const Node& child : node.children) (child.look == Look::header_key ? keys : names).push_back(&child);
  float x = place.x;
  float height = 0;
  const auto centred = [&](const Node& child, float at, float width) {
    const Mark start = mark();
    const float tall = lay(child, inner, {at, place.y, width, 0}).height;
    move(start, 0, std::floor((place.min_height - tall) / 2));
    height = std::max(height, place.min_height);
  };
  float keys_width = -view_.of(style.gap);
  if (!view_.kiosk)
    for (const Node* key : keys) keys_width += natural(*key, inner) + view_.of(style.gap);
  const float end = place.x + place.width - std::max(0.0f, keys_width) - 24;
  std::vector<const Node*> below;  // names that have no room beside the keys
  for (const Node* name : names) {
    const float width = natural(*name, inner);
    if (x + width > end && x > place.x) {
      below.push_back(name);
      continue;
    }
    centred(*name, x, width);
    x += width + view_.of({50, 68});
  }
  float more = 0;
  for (const Node* name : below) more += lay(*name, inner, {place.x, place.y + height + more, place.width, 0}).height;
  if (more > 0) more += 16;
  if (view_.keys_at_foot) {
    for (const Node* key : keys) keys_.emplace_back(key, inner);
    return height + more;
  }
  if (view_.kiosk) {  // in a line of their own
    float at = place.x;
    for (const Node* key : keys) {
      const float width = natural(*key, inner);
      lay(*key, inner, {at, place.y + height + more, width, 0});
      if (key->kind == Kind::disclosure && key->open) overlay(*key, inner, at + width, place.y + height + 104);
      at += width + 16;
    }
    return height + more + 120;
  }
  std::rotate(keys.begin(), keys.begin() + (keys.empty() ? 0 : 1), keys.end());  // the switch of views stands last
  x = place.x + place.width - keys_width;
  for (const Node* key : keys) {
    const float width = natural(*key, inner);
    centred(*key, x, width);
    if (key->kind == Kind::disclosure && key->open) overlay(*key, inner, x + width, place.y + place.min_height - 8);
    x += width + view_.of(style.gap);
  }
  return height + more;
}

// The open menu of a key: over the page, below its key.
void Layout::overlay(const Node& key, const Around& around, float right, float y) {
  const size_t first = stage_.boxes.size();
  Around inner = around;
  inner.ground = Ground::page;
  inner.ink = Token::text;
  inner.role = Role::body;
  const float width = std::min(view_.content, 320 * view_.text_scale);
  const Mark start = mark();
  float height = 0;
  for (const Node& child : key.children) height += lay(child, inner, {right - width, y + height, width, 0}).height;
  if (y + height > view_.height) move(start, 0, view_.kiosk ? -(height + 112) : 0);
  for (size_t i = first; i < stage_.boxes.size(); ++i) stage_.boxes[i].overlay = true;
}

float Layout::kiosk_bar(float y) {
  constexpr float height = 144;
  const float gap = 24;
  const float count = static_cast<float>(keys_.size());
  const float width = std::min(456.0f, (view_.content - gap * (count - 1)) / count);
  float x = view_.margin;
  static constexpr Style bar_style{.flow = Flow::stack, .fill = Token::ground, .head = Token::border, .rule_width = 2};
  Box bar;
  bar.style = &bar_style;
  bar.area = {0, y, view_.width, height};
  bar.first_fragment = stage_.fragments.size();
  stage_.boxes.push_back(bar);
  for (auto& [key, around] : keys_) {
    around.ground = Ground::page;
    around.ink = Token::blue_dark;
    lay(*key, around, {x, y + 24, width, 96});
    if (key->kind == Kind::disclosure && key->open) overlay(*key, around, x + width, y + 24);
    x += width + gap;
  }
  return height;
}

// A number with its unit beside its foot, then the sentence: on a kiosk, where height is dear.
float Layout::finding(const Node& node, const Around& inner, const Place& place) {
  float y = place.y;
  float number_width = 0;
  float number_height = 0;
  for (const Node& child : node.children) {
    const bool is_number = child.look == Look::hero_number || child.look == Look::hero_number_orange;
    const bool is_unit = child.look == Look::number_unit || child.look == Look::number_unit_orange;
    if (is_number) {
      number_width = natural(child, inner);
      number_height = lay(child, inner, {place.x, y, number_width, 0}).height;
      y += number_height;
    } else if (is_unit && number_height > 0) {
      const Mark start = mark();
      const float x = place.x + number_width + 32;
      const float height = lay(child, inner, {x, y, place.x + place.width - x, 0}).height;
      move(start, 0, -height - number_height * 0.1f);
    } else {
      const float above = y > place.y ? view_.of(style_of(child, inner.look).above) : 0;
      y += above + lay(child, inner, {place.x, y + above, place.width, 0}).height;
    }
  }
  return y - place.y;
}

// Words before a landscape of dots that stands on the lower edge.
float Layout::hero(const Node& node, const Style& style, const Around& inner, const Place& place) {
  constexpr float under_words = 64;
  const float bottom = view_.of(style.padding.bottom);
  const Mark start = mark();
  float height = 0;
  for (const bool measuring : {true, false}) {
    for (const Node& child : node.children) {
      if (child.kind != Kind::picture || measuring) continue;
      const Style& landscape = style_of(child, inner.look);
      const bool under = view_.kiosk || view_.narrow;  // words take the whole width
      const float wide =
          under ? view_.width
                : std::min(landscape.width.desktop + std::max(0.0f, (view_.width - 1440) / 2), view_.width / 2);
      const float tall = view_.kiosk    ? bottom + 8
                         : view_.narrow ? bottom + under_words
                                        : view_.of(landscape.min_height);
      lay(child, inner, {view_.width - wide, place.y + height + bottom - tall, wide, tall});
    }
    float y = place.y;
    for (const Node& child : node.children)
      if (child.kind != Kind::picture) y += lay(child, inner, {place.x, y, place.width, 0}).height;
    if (measuring) forget(start);
    height = std::max(y - place.y + (view_.narrow ? under_words : 0), place.min_height);
  }
  return height;
}

float Layout::card(const Node& node, const Style& style, const Around& inner, const Place& place) {
  if (!view_.kiosk || node.children.empty()) return stack(node, inner, place);
  // Picture beside the words, where there is width.
  const Node& image = node.children.front();
  const float gap = view_.of(style.gap);
  const Extent size = icon_size(image, inner);
  const Mark start = mark();
  lay(image, inner, {place.x + 12, place.y, size.width, size.height});
  const Mark after = mark();
  float y = place.y;
  for (size_t i = 1; i < node.children.size(); ++i) {
    const Style& child = style_of(node.children[i], inner.look);
    y += i > 1 ? view_.of(child.above) : 0;
    y += lay(node.children[i], inner, {place.x + size.width + 24 + gap, y, place.width - size.width - 24 - gap, 0})
             .height;
  }
  const float height = std::max(y - place.y, size.height);
  move(start, 0, std::floor((height - size.height) / 2));
  move(after, 0, -std::floor((height - size.height) / 2));
  return height;
}

// Name and value, the bar under both, then the words about the value.
float Layout::ladder_tall(const Node& node, const Around& inner, const Place& place) {
  const Node& value = node.children[2];
  const float left = place.width * 0.55f;
  const float name_height = lay(node.children[0], inner, {place.x, place.y, left, 0}).height;
  const size_t index = stage_.boxes.size();
  Box group;
  group.node = &value;
  group.style = &style_of(value, inner.look);
  group.around = inner.look;
  group.ground = inner.ground;
  group.first_fragment = stage_.fragments.size();
  stage_.boxes.push_back(group);
  Around words = inside(value, *group.style, inner);
  const size_t outer = current_;
  current_ = index;
  float top = name_height;
  if (!value.children.empty()) {
    Around right = words;
    right.align = Align::end;
    const Mark start = mark();
    const float height = lay(value.children[0], right, {place.x + left, place.y, place.width - left, 0}).height;
    top = std::max(name_height, height);
    move(start, 0, top - height);
  }
  const float bar_height = lay(node.children[1], inner, {place.x, place.y + top, place.width, 0}).height;
  float y = place.y + top + bar_height;
  for (size_t i = 1; i < value.children.size(); ++i)
    y += lay(value.children[i], words, {place.x, y, place.width, 0}).height;
  current_ = outer;
  stage_.boxes[index].area = {place.x, place.y, place.width, y - place.y};
  stage_.boxes[index].end = stage_.boxes.size();
  return y - place.y;
}

// Name, bar, value side by side; on a kiosk name and value over the bar.
float Layout::ladder_row(const Node& node, const Style& style, const Around& inner, const Place& place) {
  if (node.children.size() != 3) return stack(node, inner, place);
  if (view_.kiosk || place.width < 750 * view_.text_scale) return ladder_tall(node, inner, place);
  const Node& name = node.children[0];
  const Node& bar = node.children[1];
  const Node& value = node.children[2];
  const float gap = view_.of(style.gap);
  const float name_width = 208 * view_.text_scale;
  const float value_width = 268 * view_.text_scale;
  const float bar_width = place.width - name_width - gap - value_width - 20;
  struct Part {
    const Node& node;
    float x;
    float width;
  };
  const Part parts[] = {{name, place.x, name_width},
                        {bar, place.x + name_width + gap, bar_width},
                        {value, place.x + place.width - value_width, value_width}};
  Mark starts[3];
  float heights[3];
  float tallest = 0;
  for (size_t i = 0; i < 3; ++i) {
    starts[i] = mark();
    heights[i] = lay(parts[i].node, inner, {parts[i].x, place.y, parts[i].width, 0}).height;
    tallest = std::max(tallest, heights[i]);
  }
  for (size_t i = 0; i < 3; ++i) {
    const float shift = std::floor((tallest - heights[i]) / 2) - (i == 1 ? 2.0f : 0);
    move(starts[i], 0, shift);
    if (i < 2) move(starts[i + 1], 0, -shift);
  }
  return tallest;
}

std::vector<Run> Layout::cell_runs(const Node& row, size_t index, const Style& style, const Around& inner) const {
  std::vector<Run> runs = runs_of(row.children[index], style, inner);
  if (row.children[index].kind == Kind::column_header)
    for (Run& run : runs) run.lettering.weight = Weight::bold;
  return runs;
}

float Layout::table(const Node& node, const Style& style, const Around& inner, const Place& place) {
  size_t count = 0;
  for (const Node& row : node.children) count = std::max(count, row.children.size());
  if (count == 0) return 0;
  const float gap = view_.of({32, 32});
  std::vector<float> widths(count, 0);
  for (const Node& row : node.children)
    for (size_t i = 0; i < row.children.size(); ++i)
      widths[i] = std::max(widths[i], natural_width(cell_runs(row, i, style, inner)) + 2);
  float sum = gap * static_cast<float>(count - 1);
  for (const float width : widths) sum += width;
  if (sum < place.width) {
    widths[0] += place.width - sum;
  } else {  // long words wrap in proportion, figures last
    float excess = sum - place.width;
    for (int round = 0; round < 3 && excess > 1; ++round)
      for (size_t i = 0; i < count && excess > 1; ++i) {
        const float cut =
            std::min(excess, std::max(0.0f, widths[i] - place.width / static_cast<float>(count + 1)) * 0.7f);
        widths[i] -= cut;
        excess -= cut;
      }
  }
  const float space = view_.of({14, 22});
  const Type& type = type_of(style.role);
  const float line = view_.letters(type.line);
  float y = place.y;
  for (size_t r = 0; r < node.children.size(); ++r) {
    const Node& row = node.children[r];
    const size_t row_box = stage_.boxes.size();
    static constexpr Style head_style{.flow = Flow::stack, .rule = Token::text, .rule_width = {3, 5}};
    static constexpr Style row_style{.flow = Flow::stack, .rule = Token::border, .rule_width = {1, 2}};
    static constexpr Style cell_style{.flow = Flow::text};
    Box box;
    box.node = &row;
    box.style = r == 0 ? &head_style : &row_style;
    box.around = inner.look;
    box.ground = inner.ground;
    box.first_fragment = stage_.fragments.size();
    stage_.boxes.push_back(box);
    float height = line;
    float x = place.x;
    const size_t outer = current_;
    for (size_t i = 0; i < row.children.size(); ++i) {
      const Node& cell = row.children[i];
      box.node = &cell;
      box.style = &cell_style;
      box.first_fragment = stage_.fragments.size();
      current_ = stage_.boxes.size();
      stage_.boxes.push_back(box);
      const Lines lines = break_lines(cell_runs(row, i, style, inner),
                                      {widths[i], line, cell.numeric ? Align::end : Align::start, false});
      put_lines(lines, x, y + space);
      stage_.boxes[current_].area = {x, y, widths[i], lines.height + 2 * space};
      height = std::max(height, lines.height);
      x += widths[i] + gap;
    }
    current_ = outer;
    stage_.boxes[row_box].area = {place.x, y, place.width, height + 2 * space};
    y += height + 2 * space;
  }
  return y - place.y;
}

float Layout::answer_row(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float gap = view_.of(style.gap);
  std::vector<float> widths(node.children.size(), 0);
  float rest = place.width;
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (i == 1) continue;
    widths[i] = i == 0 ? std::floor(place.width * (view_.kiosk ? 0.3f : 0.4f)) : natural(node.children[i], inner);
    rest -= widths[i] + gap;
  }
  if (widths.size() > 1) widths[1] = rest;
  struct Laid {
    Mark start;
    float height;
  };
  std::vector<Laid> laid;
  float tallest = 0;
  float x = place.x;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const Mark start = mark();
    const float height = lay(node.children[i], inner, {x, place.y, widths[i], 0}).height;
    laid.push_back({start, height});
    tallest = std::max(tallest, height);
    x += widths[i] + gap;
  }
  for (size_t i = 0; i < laid.size(); ++i) {
    const float shift = std::floor((tallest - laid[i].height) / 2);
    move(laid[i].start, 0, shift);
    if (i + 1 < laid.size()) move(laid[i + 1].start, 0, -shift);
  }
  return tallest;
}

}  // namespace roadshow::canvas
