#include "canvas/layout.hpp"

#include <algorithm>
#include <cmath>

namespace roadshow::canvas {

using page::Kind;
using page::Look;

namespace {

bool is_inline(const page::Node& node) {
  return node.kind == Kind::text || node.kind == Kind::strong || node.kind == Kind::link;
}

Around inside_page() { return {}; }

float lower_of(const View& view, const Style& style) {
  return style.lower == Token::none ? 0 : view.of(style.lower_width);
}

// Whether content that is lower than its box stands in the middle of it.
bool is_centred(Flow flow) {
  switch (flow) {
    case Flow::text:
    case Flow::row:
    case Flow::spread:
    case Flow::header:
    case Flow::choice:
    case Flow::answer_row:
    case Flow::ladder_row:
    case Flow::rank_card:
    case Flow::action_bar:
      return true;
    default:
      return false;
  }
}

}  // namespace

View view_of(float width, float height, float text_scale) {
  View view;
  view.width = width;
  view.height = height;
  view.text_scale = std::clamp(text_scale, 0.5f, 3.0f);
  view.kiosk = width >= 900 && height >= 1.5f * width;
  view.narrow = !view.kiosk && width / view.text_scale < 1024;
  const float margin = view.kiosk    ? 72.0f
                       : view.narrow ? 32.0f
                                     : std::clamp((width - 1024) / 416 * 64 + 48, 48.0f, 112.0f);
  view.content = std::min(width - 2 * margin, view.kiosk ? 1200.0f : 1216.0f);
  view.margin = std::floor((width - view.content) / 2);
  return view;
}

Stage lay_out(const page::Node& root, const View& view) {
  const auto attempt = [&](float tightness, bool keys_at_foot) {
    Stage stage;
    stage.view = view;
    stage.view.tightness = tightness;
    stage.view.keys_at_foot = keys_at_foot;
    Layout(stage, root).run();
    return stage;
  };
  if (!view.kiosk) return attempt(0, false);
  // A kiosk shows one screen and avoids scrolling; a page that cannot fit scrolls, with its keys in the header.
  for (const float tightness : {0.0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}) {
    Stage stage = attempt(tightness, true);
    if (stage.height <= view.height + 0.5f) return stage;
  }
  return attempt(0.3f, false);
}

void Layout::run() {
  const Extent extent = lay(root_, inside_page(), {view_.margin, 0, view_.content, 0});
  stage_.height = extent.height;
  push_down();
  keep_at_foot();
  if (!keys_.empty()) stage_.height += kiosk_bar(stage_.height);
}

// Bars that belong to the foot of the window go there when the page is short.
void Layout::push_down() {
  const float spare = view_.height - (keys_.empty() ? 0 : 144) - stage_.height;
  if (spare <= 0) return;
  for (size_t i = 0; i < stage_.boxes.size(); ++i) {
    const Box& box = stage_.boxes[i];
    if (!box.style->push || !box.style->bleed) continue;
    size_t pictures = stage_.pictures.size();
    for (size_t j = i; j < stage_.boxes.size(); ++j)
      if (stage_.boxes[j].picture >= 0) pictures = std::min(pictures, static_cast<size_t>(stage_.boxes[j].picture));
    move({i, box.first_fragment, pictures}, 0, spare);
    break;
  }
  stage_.height += spare;
}

// As in flow, the bar of keys stays in the window on a page that is taller, unless it would take more than a quarter of
// it.
void Layout::keep_at_foot() {
  if (stage_.height <= view_.height + 0.5f) return;
  for (size_t i = 0; i < stage_.boxes.size(); ++i) {
    const Box& box = stage_.boxes[i];
    const bool last = box.area.bottom() >= stage_.height - 1;
    if (box.node && box.node->look == Look::action_bar && last && box.area.height <= view_.height / 4) stage_.foot = i;
  }
}

Area area_of_control(const Box& box) {
  Area area = box.area;
  if (box.style->flow == Flow::disclosure) area.height = box.face;
  return area;
}

Around Layout::inside(const Node& node, const Style& style, const Around& around) const {
  Around inner = around;
  const bool list_of_switch = around.look == Look::segmented && node.look == Look::row;
  if (node.look != Look::plain && !list_of_switch) inner.look = node.look;
  if (style.role != Role::inherit) inner.role = style.role;
  if (style.ink != Token::none) inner.ink = style.ink;
  if (style.strong_ink != Token::none) inner.strong_ink = style.strong_ink;
  if (style.underlined) inner.underlined = true;
  if (style.align != Align::start) inner.align = style.align;
  if (style.ground != Ground::page) inner.ground = style.ground;
  if (node.invalid) inner.invalid = true;
  return inner;
}

Extent Layout::lay(const Node& node, const Around& around, const Place& place) {
  const Style& style = style_of(node, around.look);
  if (style.flow == Flow::hidden) return {};
  if (style.flow == Flow::picture) return picture(node, style, around, place);
  Around inner = inside(node, style, around);
  if (node.look == Look::segment && (node.checked || node.current)) inner.ink = Token::on_blue;
  if (node.look == Look::scale_step && node.checked) inner.ink = Token::on_deep;
  if (node.look == Look::rank_number && node.text == "1") inner.ink = Token::on_deep;
  if (node.disabled) inner.ink = Token::text_2;

  Area area{place.x, place.y, place.width, 0};
  if (style.max_width.desktop > 0) area.width = std::min(area.width, view_.of(style.max_width) * view_.text_scale);
  Place content_place{area.x, area.y, area.width, 0};
  if (style.flow == Flow::ladder_row && !view_.kiosk &&
      !view_.narrow) {  // its words, not its edge, stand on the margin
    area.x = content_place.x -= 16;
    area.width = content_place.width += 16;
  }
  if (style.bleed) {
    area.x = 0;
    area.width = view_.width;
    content_place.x = view_.margin;
    content_place.width = view_.content;
  }
  const float left = view_.of(style.padding.left);
  const float top = view_.of(style.padding.top);
  const float sides_height = top + view_.of(style.padding.bottom) + lower_of(view_, style);
  content_place.x += left;
  content_place.y += top;
  content_place.width -= left + view_.of(style.padding.right);
  const float target = page::is_interactive(node.kind) ? view_.least_target() : 0;
  const float least =
      std::max({place.min_height, view_.of(style.min_height), style.flow == Flow::card ? equal_height_ : 0, target});
  content_place.min_height = std::max(0.0f, least - sides_height);

  const size_t index = stage_.boxes.size();
  Box box;
  box.node = &node;
  box.style = &style;
  box.around = around.look;
  box.ground = inner.ground;
  box.invalid = inner.invalid;
  box.first_fragment = stage_.fragments.size();
  stage_.boxes.push_back(box);
  const size_t outer = current_;
  current_ = index;
  const Mark start{index + 1, stage_.fragments.size(), stage_.pictures.size()};
  const float height = content(node, style, inner, content_place);
  current_ = outer;
  area.height = std::max(height + sides_height, least);
  if (is_centred(style.flow) || (style.flow == Flow::card && view_.kiosk))
    move(start, 0, std::floor((area.height - height - sides_height) / 2));
  stage_.boxes[index].area = area;
  stage_.boxes[index].end = stage_.boxes.size();
  return {area.width, area.height};
}

float Layout::content(const Node& node, const Style& style, const Around& inner, const Place& place) {
  switch (style.flow) {
    case Flow::text:
      return words(node, style, inner, place);
    case Flow::row:
    case Flow::spread:
      return row(node, style, inner, place);
    case Flow::grid:
      return grid(node, style, inner, place);
    case Flow::columns:
      return columns(node, style, inner, place);
    case Flow::header:
      return header(node, style, inner, place);
    case Flow::hero:
      return hero(node, style, inner, place);
    case Flow::card:
      return card(node, style, inner, place);
    case Flow::ladder_row:
      return ladder_row(node, style, inner, place);
    case Flow::table:
      return table(node, style, inner, place);
    case Flow::answer_row:
      return answer_row(node, style, inner, place);
    case Flow::stepper:
      return stepper(node, style, inner, place);
    case Flow::stop:
      return stop(node, style, inner, place);
    case Flow::progress_row:
      return progress_row(node, style, inner, place);
    case Flow::progress:
      return progress(node, style, inner, place);
    case Flow::choice:
      return choice(node, style, inner, place);
    case Flow::scale:
      return scale(node, style, inner, place);
    case Flow::rank_card:
      return rank_card(node, style, inner, place);
    case Flow::text_box:
      return text_box(node, style, inner, place);
    case Flow::action_bar:
      return action_bar(node, style, inner, place);
    case Flow::route_stop:
      return route_stop(node, style, inner, place);
    case Flow::disclosure:
      return disclosure(node, style, inner, place);
    case Flow::hidden:
    case Flow::picture:
      return 0;
    case Flow::stack:
    case Flow::bullet:
      break;
  }
  return stack(node, inner, place);
}

float Layout::stack(const Node& node, const Around& inner, const Place& place) {
  const Style& own = style_of(node, Look::plain);
  float y = place.y;
  if (node.look == Look::finding && view_.kiosk) return finding(node, inner, place);
  if (!node.text.empty() && is_inline(node)) y += text_line(node, own, inner, place);
  Mark pushed = mark();
  bool has_pushed = false;
  const Node* before = nullptr;
  for (const Node& child : node.children) {
    const Style& style = style_of(child, inner.look);
    if (style.flow == Flow::hidden) continue;
    const bool applies = before || node.kind == Kind::main;
    float above = applies ? view_.of(style.above) : 0;
    if (before) above = std::max(above, view_.of(own.gap));
    if (!before && node.kind == Kind::main && style.flow == Flow::text) above = view_.of({36, 56});
    if (before && before->look == Look::hero && child.look == Look::cards && !view_.kiosk) above = -48;
    if (style.push) {
      pushed = mark();
      has_pushed = true;
    }
    float width = place.width;
    if (style.shrink) width = std::min(width, natural(child, inner));
    const bool key = style.flow == Flow::row && style.lower != Token::none;
    if (key && view_.kiosk) width = std::max(width, std::min(place.width, 400.0f));
    if (style.width.desktop > 0 && style.flow != Flow::columns)
      width = std::min(width, view_.of(style.width) > 0 ? view_.of(style.width) : width);
    const Mark start = mark();
    const float tall = child.look == Look::segment ? segment_height_ : 0;
    const Extent extent = lay(child, inner, {place.x, y + above, width, tall});
    if (inner.align == Align::end && style.shrink) move(start, place.width - extent.width, 0);
    if (extent.height <= 0) continue;
    y += above + extent.height;
    before = &child;
  }
  float height = y - place.y;
  if (has_pushed && height < place.min_height) {
    move(pushed, 0, place.min_height - height);
    height = place.min_height;
  }
  return height;
}

std::vector<Run> Layout::runs_of(const Node& node, const Style& style, const Around& inner) const {
  std::vector<Run> runs;
  const Type& type = type_of(style.role != Role::inherit ? style.role : inner.role);
  const Lettering letters{type.weight, view_.letters(type.size), type.tracking};
  Lettering bold = letters;
  bold.weight = Weight::bold;
  const bool strong = node.kind == Kind::strong || node.kind == Kind::heading || node.current;
  if (!node.text.empty()) runs.push_back({node.text, strong ? bold : letters, inner.ink, inner.underlined, &node});
  for (const Node& child : node.children) {
    if (!is_inline(child)) continue;
    Run run{child.text, letters, inner.ink, inner.underlined, &child};
    if (child.kind == Kind::strong) {
      run.lettering = bold;
      if (inner.strong_ink != Token::none) run.ink = inner.strong_ink;
    }
    if (child.kind == Kind::link) {
      run.ink = Token::blue;
      run.underlined = true;
    }
    runs.push_back(run);
  }
  return runs;
}

void Layout::put_lines(const Lines& lines, float x, float y) {
  Box& box = stage_.boxes[current_];
  if (box.fragments == 0) box.first_fragment = stage_.fragments.size();
  for (Fragment fragment : lines.fragments) {
    fragment.x += x;
    fragment.baseline += y;
    stage_.fragments.push_back(fragment);
  }
  box.fragments += lines.fragments.size();
}

// The own words of a node in a row or above its children.
float Layout::text_line(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const Type& type = type_of(style.role != Role::inherit ? style.role : inner.role);
  const Lettering letters{type.weight, view_.letters(type.size), type.tracking};
  const Lines lines = break_lines({{node.text, letters, inner.ink, inner.underlined, &node}},
                                  {place.width, view_.letters(type.line), inner.align, false});
  put_lines(lines, place.x, place.y);
  return lines.height;
}

float Layout::words(const Node& node, const Style& style, const Around& inner, const Place& place) {
  const Type& type = type_of(style.role != Role::inherit ? style.role : inner.role);
  const float line = view_.letters(type.line);
  const Lines lines = break_lines(runs_of(node, style, inner), {place.width, line, inner.align, type.balanced});
  // A first digit stands on the margin by eye.
  const float pull = style.role == Role::hero_number ? view_.letters(type.size) * 0.04f : 0;
  put_lines(lines, place.x - pull, place.y);
  for (const Node& child : node.children) {
    if (!is_inline(child)) continue;
    Box box;
    box.node = &child;
    box.style = &style_of(child, inner.look);
    box.around = inner.look;
    box.ground = inner.ground;
    box.first_fragment = stage_.fragments.size();
    bool any = false;
    for (const Fragment& fragment : lines.fragments) {
      if (fragment.owner != &child) continue;
      const float top = place.y + std::floor(fragment.baseline / line) * line;
      const Area piece{place.x + fragment.x, top, fragment.width, line};
      if (!any) box.area = piece;
      const float right = std::max(box.area.right(), piece.right());
      const float bottom = std::max(box.area.bottom(), piece.bottom());
      box.area.x = std::min(box.area.x, piece.x);
      box.area.y = std::min(box.area.y, piece.y);
      box.area.width = right - box.area.x;
      box.area.height = bottom - box.area.y;
      any = true;
    }
    box.end = stage_.boxes.size() + 1;
    if (any) stage_.boxes.push_back(box);
  }
  return lines.height;
}

void Layout::move(const Mark& from, float dx, float dy) {
  if (dx == 0 && dy == 0) return;
  for (size_t i = from.boxes; i < stage_.boxes.size(); ++i) {
    stage_.boxes[i].area.x += dx;
    stage_.boxes[i].area.y += dy;
  }
  for (size_t i = from.fragments; i < stage_.fragments.size(); ++i) {
    stage_.fragments[i].x += dx;
    stage_.fragments[i].baseline += dy;
  }
  for (size_t i = from.pictures; i < stage_.pictures.size(); ++i) {
    stage_.pictures[i].x += dx;
    stage_.pictures[i].y += dy;
  }
}

void Layout::forget(const Mark& from) {
  stage_.boxes.resize(from.boxes);
  stage_.fragments.resize(from.fragments);
  stage_.pictures.resize(from.pictures);
}

}  // namespace roadshow::canvas
