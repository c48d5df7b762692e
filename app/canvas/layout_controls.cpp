// Arrangements of controls: stepper, progress, choices, ranking, text box, action bar.
#include <algorithm>
#include <cmath>

#include "canvas/layout.hpp"

namespace roadshow::canvas {

using page::Kind;
using page::Look;

// Back, the stops, next; where it is narrow or tall the stops stand above the keys.
float Layout::stepper(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const Node* stops = nullptr;
  std::vector<const Node*> keys;
  for (const Node& child : node.children) {
    if (child.kind == Kind::numbered_list)
      stops = &child;
    else
      keys.push_back(&child);
  }
  const float gap = view_.of(style.gap);
  const auto lay_stops = [&](float x, float y, float width) {
    if (!stops) return 0.0f;
    Box box;
    box.node = stops;
    static constexpr Style stops_style{.flow = Flow::stepper};
    box.style = &stops_style;
    box.around = inner.look;
    box.ground = inner.ground;
    box.first_fragment = stage_.fragments.size();
    const size_t index = stage_.boxes.size();
    stage_.boxes.push_back(box);
    const float each = width / static_cast<float>(stops->children.size());
    float tallest = 0;
    for (const Node& item : stops->children) {
      tallest = std::max(tallest, lay(item, inner, {x, y, each, 0}).height);
      x += each;
    }
    stage_.boxes[index].area = {x - width, y, width, tallest};
    stage_.boxes[index].end = stage_.boxes.size();
    return tallest;
  };
  float keys_width = 0;
  for (const Node* key : keys) keys_width += natural(*key, inner) + gap;
  if (!view_.kiosk && keys.size() == 2 && stops && place.width - keys_width >= 260 * view_.text_scale) {
    const float left = natural(*keys[0], inner);
    const float right = natural(*keys[1], inner);
    const float a = lay(*keys[0], inner, {place.x, place.y, left, 0}).height;
    const float b = lay_stops(place.x + left + gap, place.y, place.width - left - right - 2 * gap);
    const float c = lay(*keys[1], inner, {place.x + place.width - right, place.y, right, 0}).height;
    return std::max({a, b, c});
  }
  float y = place.y + lay_stops(place.x, place.y, place.width);
  y += y > place.y ? gap : 0;
  float tallest = 0;
  float x = place.x;
  for (size_t i = 0; i < keys.size(); ++i) {
    const bool last = i + 1 == keys.size();
    const float width = last ? place.x + place.width - x : std::max(natural(*keys[i], inner), view_.of({120, 280}));
    tallest = std::max(tallest, lay(*keys[i], inner, {x, y, width, 0}).height);
    x += width + gap;
  }
  return y + tallest - place.y;
}

// A circle with its number, drawn on the line; its label under it.
float Layout::stop(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float circle = view_.of({34, 58});
  const Type& type = type_of(style.role);
  const Weight weight = node.current ? Weight::bold : Weight::regular;
  const Lettering letters{weight, view_.letters(type.size), 0};
  const Lines lines = break_lines({{node.text, letters, inner.ink, false, &node}},
                                  {place.width, view_.letters(type.line), Align::centre, false});
  put_lines(lines, place.x, place.y + circle + view_.of({4, 8}));
  stage_.boxes[current_].face = circle;
  return circle + view_.of({4, 8}) + lines.height;
}

// "Question 3 of 12" and a note at its right, over segments across both.
float Layout::progress_row(const Node& node, const Style& /*style*/, const Around& inner, const Place& place) {
  float height = 0;
  for (const Node& child : node.children) {
    if (child.kind == Kind::progress) {
      height = std::max(height, lay(child, inner, {place.x, place.y, place.width, 0}).height);
    } else {
      const float width = std::min(natural(child, inner), place.width / 2);
      height = std::max(height, lay(child, inner, {place.x + place.width - width, place.y + 2, width, 0}).height);
    }
  }
  return height;
}

float Layout::progress(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float text = text_line(node, style, inner, place);
  stage_.boxes[current_].face = view_.of({10, 20});
  return text + view_.of(style.gap) + view_.of({10, 20});
}

// A row with its circle or square, its words and a note under them.
float Layout::choice(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float mark_size = view_.of({32, 52});
  const float left = mark_size + view_.of(style.gap);
  const Type& type = type_of(style.role);
  const Lettering letters{node.checked ? Weight::bold : Weight::regular, view_.letters(type.size), 0};
  const Lines lines = break_lines({{node.text, letters, inner.ink, false, &node}},
                                  {place.width - left, view_.letters(type.line), Align::start, false});
  put_lines(lines, place.x + left, place.y);
  stage_.boxes[current_].face = mark_size;
  float height = lines.height;
  for (const Node& child : node.children)
    height += lay(child, inner, {place.x + left, place.y + height, place.width - left, 0}).height;
  return height;
}

// Steps side by side, what is no step under them.
float Layout::scale(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float gap = view_.of(style.gap);
  std::vector<const Node*> steps;
  float y = place.y;
  const auto finish_steps = [&] {
    if (steps.empty()) return;
    y += view_.of({20, 32});
    float widest = 0;
    for (const Node* step : steps) widest = std::max(widest, natural(*step, inner));
    const float count = static_cast<float>(steps.size());
    const float each = (place.width - gap * (count - 1)) / count;
    if (each >= std::min(widest, 132 * view_.text_scale) && !view_.kiosk) {
      float tallest = 0;
      for (const bool measuring : {true, false}) {
        const Mark start = mark();
        float x = place.x;
        for (const Node* step : steps) {
          const float height = lay(*step, inner, {x, y, each, tallest}).height;
          if (measuring) tallest = std::max(tallest, height);
          x += each + gap;
        }
        if (measuring) forget(start);
      }
      y += tallest + gap;
    } else {
      for (const Node* step : steps) y += lay(*step, inner, {place.x, y, place.width, 0}).height + gap;
    }
    steps.clear();
    y += view_.of({8, 16});
  };
  const Node* before = nullptr;
  for (const Node& child : node.children) {
    if (child.look == Look::scale_step) {
      steps.push_back(&child);
      continue;
    }
    finish_steps();
    const Style& child_style = style_of(child, inner.look);
    const float above = before ? std::max(view_.of(child_style.above), child_style.flow == Flow::choice ? gap : 0) : 0;
    y += lay(child, inner, {place.x, y + above, place.width, 0}).height + above;
    before = &child;
  }
  finish_steps();
  return y - place.y;
}

// Number block over the whole height, words, keys.
float Layout::rank_card(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float lower = view_.of(style.lower_width);
  const float edge = view_.of(style.edge_width);
  const float inner_height = view_.of(style.min_height) - lower - 2 * edge;
  float x = place.x;
  float tallest = inner_height;
  struct Laid {
    Mark start;
    float height;
  };
  std::vector<Laid> laid;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = node.children[i];
    const Style& child_style = style_of(child, inner.look);
    const Mark start = mark();
    if (child.look == Look::rank_number) {
      const float width = view_.of(child_style.width);
      lay(child, inner, {x + edge, place.y + edge, width, inner_height});
      laid.push_back({start, inner_height + 2 * edge});
      x += width + view_.of({20, 32});
      continue;
    }
    const float keys = i + 1 < node.children.size() ? natural(node.children.back(), inner) + view_.of({32, 48}) : 0;
    const float width = i + 1 < node.children.size() ? place.x + place.width - x - keys : natural(child, inner);
    const float at = i + 1 < node.children.size() ? x : place.x + place.width - width - view_.of({16, 24});
    const float height = lay(child, inner, {at, place.y, width, 0}).height;
    laid.push_back({start, height});
    tallest = std::max(tallest, height);
    x += width;
  }
  for (size_t i = 0; i < laid.size(); ++i) {
    const float shift = i == 0 ? 0 : std::floor((tallest + 2 * edge - laid[i].height) / 2);
    move(laid[i].start, 0, shift);
    if (i + 1 < laid.size()) move(laid[i + 1].start, 0, -shift);
  }
  return tallest + 2 * edge;
}

float Layout::text_box(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const Type& type = type_of(style.role);
  const float line = view_.letters(type.line);
  const Lettering letters{Weight::regular, view_.letters(type.size), 0};
  const Lines lines =
      break_lines({{node.value, letters, inner.ink, false, &node}}, {place.width, line, Align::start, false});
  put_lines(lines, place.x, place.y);
  return std::max(lines.height, line * static_cast<float>(std::max(1, node.level)));
}

// Back and the green button at the left, quiet links at the right; a kiosk has the links above.
float Layout::action_bar(const Node& node, const Style& style, const Around& inner, const Place& place) {
  std::vector<const Node*> keys;
  std::vector<const Node*> links;
  for (const Node& child : node.children) (child.look == Look::link_quiet ? links : keys).push_back(&child);
  const float gap = view_.of(style.gap);
  float y = place.y;
  float x = place.x;
  float links_width = 0;
  for (const Node* link : links) links_width += natural(*link, inner) + 32;
  float keys_width = 0;
  for (const Node* key : keys)
    keys_width += std::max(natural(*key, inner), key->look == Look::button_primary ? 240.0f : 0) + gap;
  const float least_keys = view_.kiosk ? view_.of({240, 280}) + gap + 320 + gap : keys_width;
  const bool apart = least_keys + links_width > place.width;
  const float keys_end = place.x + place.width - (apart || links.empty() ? 0 : links_width);
  const auto lay_links = [&](float right, float bar_height) {
    float at = right - links_width + 32;
    float tallest = 0;
    for (const Node* link : links) {
      const float width = natural(*link, inner);
      const Mark start = mark();
      const float height = lay(*link, inner, {at, y, width, 0}).height;
      if (bar_height > 0) move(start, 0, std::floor((bar_height - height) / 2));
      tallest = std::max(tallest, height);
      at += width + 32;
    }
    return tallest;
  };
  if (apart && !links.empty()) y += lay_links(place.x + links_width - 32, 0) + 16;
  float tallest = 0;
  for (size_t i = 0; i < keys.size(); ++i) {
    float width = natural(*keys[i], inner);
    if (keys[i]->look == Look::button_primary) width = std::max(width, 240.0f);
    if (view_.kiosk) width = i + 1 == keys.size() ? keys_end - x : std::max(width, view_.of({240, 280}));
    tallest = std::max(tallest, lay(*keys[i], inner, {x, y, width, 0}).height);
    x += width + gap;
  }
  if (!apart) lay_links(place.x + place.width, tallest);
  return y + tallest - place.y;
}

// A stop of a route that runs down: its circle at the left, words beside it.
float Layout::route_stop(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const float circle = view_.of({34, 54});
  stage_.boxes[current_].face = circle;
  const size_t own = current_;
  float y = place.y;
  for (const Node& child : node.children) {
    if (child.kind != Kind::picture) {
      y += lay(child, inner, {place.x, y, place.width, 0}).height;
      continue;
    }
    const Extent size = icon_size(child, inner);
    const float left = place.x - view_.of(style.padding.left);
    lay(child, inner, {left + (circle - size.width) / 2, place.y + (circle - size.height) / 2, size.width, 0});
  }
  current_ = own;
  return y - place.y;
}

// The line that opens it, then what is open.
float Layout::disclosure(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const Type& type = type_of(style.role);
  const float line = view_.letters(type.line);
  const float left = view_.of({24, 36}) * view_.text_scale;
  const Lettering letters{Weight::regular, view_.letters(type.size), 0};
  const Lines lines =
      break_lines({{node.text, letters, inner.ink, true, &node}}, {place.width - left, line, Align::start, false});
  const float summary = std::max({view_.of(style.min_height), lines.height, view_.least_target()});
  put_lines(lines, place.x + left, place.y + std::floor((summary - lines.height) / 2));
  stage_.boxes[current_].face = summary;
  float y = place.y + summary;
  if (!node.open) return summary;
  Around open = inner;
  open.ink = Token::text;
  open.role = Role::body;
  for (const Node& child : node.children) {
    const float above = view_.of(style.gap);
    y += lay(child, open, {place.x, y + above, place.width, 0}).height + above;
  }
  return y - place.y;
}

}  // namespace roadshow::canvas
