// How large a figure stands on the stage, and where.
#include <algorithm>
#include <cmath>

#include "canvas/layout.hpp"

namespace roadshow::canvas {

using page::Look;

namespace {

bool is_home_picture(figures::Symbol symbol) { return symbol >= figures::Symbol::picture_route; }

// The lettering of charts at arm's length.
float lettering_scale(const View& view) { return (view.kiosk ? 1.75f : 1.0f) * view.text_scale; }

// Drawn at `width` the field of dots needs this height: its dots are square, its lanes of words stay.
figures::Size size_at(const figures::Figure& figure, float width) {
  const figures::Width name = width < 500 ? figures::Width::narrow : figures::Width::wide;
  const figures::Size nominal = figures::nominal_size(figure, name);
  if (std::holds_alternative<figures::DotField>(figure))
    return {width, nominal.height + (width - nominal.width) * 25 / 40};
  if (std::holds_alternative<figures::Trend>(figure))
    return {width, std::clamp(nominal.height * width / nominal.width, 180.0f, nominal.height)};
  return {width, figures::nominal_size(figure, figures::Width::wide).height};
}

}  // namespace

Extent Layout::icon_size(const Node& node, Around around) const {
  Pair size{24, 36};
  const auto* icon = node.figure ? std::get_if<figures::Icon>(&*node.figure) : nullptr;
  if (icon && is_home_picture(icon->symbol)) return {view_.of({112, 168}), view_.of({72, 108})};
  switch (around.look) {
    case Look::brand:
      size = {40, 76};
      break;
    case Look::status_good:
    case Look::status_gap:
    case Look::status_missing:
    case Look::segment:
      size = {20, 32};
      break;
    case Look::icon_button:
      size = {28, 44};
      break;
    case Look::route_stop_done:
      size = {22, 34};
      break;
    default:
      break;
  }
  const float length = view_.of(size) * (around.look == Look::icon_button ? 1 : view_.text_scale);
  return {length, length};
}

void Layout::put_picture(const Node& node, figures::Size size, float x, float y, float scale, Ground ground) {
  figures::Figure figure = *node.figure;
  auto* icon = std::get_if<figures::Icon>(&figure);
  if (icon && node.look == Look::header_key && ground == Ground::page)
    icon->paint = figures::Paint::blue_dark;  // at the foot
  stage_.pictures.push_back({figures::draw(figure, size), &node, x, y, scale, ground});
  stage_.boxes[current_].picture = static_cast<int>(stage_.pictures.size()) - 1;
}

Extent Layout::picture(const Node& node, const Style& style, const Around& around, const Place& place) {
  if (!node.figure) return {};
  Box box;
  box.node = &node;
  box.style = &style;
  box.around = around.look;
  box.ground = around.ground;
  box.first_fragment = stage_.fragments.size();
  const size_t outer = current_;
  current_ = stage_.boxes.size();
  stage_.boxes.push_back(box);

  figures::Size size = figures::nominal_size(*node.figure, figures::Width::wide);
  float scale = 1;
  if (std::holds_alternative<figures::Icon>(*node.figure)) {
    scale = icon_size(node, around).width / size.width;
  } else if (std::holds_alternative<figures::Hills>(*node.figure)) {
    scale = view_.of({1, 1.35f});
    size = {place.width / scale, (place.min_height > 0 ? place.min_height : 200) / scale};
  } else {
    scale = lettering_scale(view_);
    if (place.width / scale < 240) scale = std::max(0.8f, place.width / 240);
    size = size_at(*node.figure, place.width / scale);
  }
  put_picture(node, size, place.x, place.y, scale, around.ground);
  const Extent extent{size.width * scale, size.height * scale};
  stage_.boxes[current_].area = {place.x, place.y, extent.width, extent.height};
  current_ = outer;
  return extent;
}

}  // namespace roadshow::canvas
