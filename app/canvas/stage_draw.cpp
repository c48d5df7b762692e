// The drawing walk: box by box, ground, marks, picture, words.
#include <algorithm>
#include <cmath>

#include "canvas/brush.hpp"
#include "canvas/frame.hpp"

namespace roadshow::canvas {

using page::Look;

float Brush::line(float css) const { return std::max(1.0f, std::round(length(css))); }
float Brush::x(float css) const { return std::round(length(css)); }
float Brush::y(float css) const { return std::round(length(css)) - std::round(length(glance.scroll)); }

Area Brush::area(const Area& css) const {
  const float left = x(css.x);
  const float top = y(css.y);
  return {left, top, x(css.right()) - left, y(css.bottom()) - top};
}

Colour Brush::ink(Token token, Ground ground) const {
  const bool is_words =
      token == Token::text || token == Token::text_2 || token == Token::blue || token == Token::blue_dark;
  if (is_words && ground == Ground::header) return theme[Token::on_header];
  if (is_words && ground == Ground::deep) return theme[Token::on_deep];
  return theme[token];
}

bool Brush::is_hovered(const Box& box) const {
  return box.node && !glance.hovered.empty() && box.node->id == glance.hovered && !box.node->disabled;
}
bool Brush::is_pressed(const Box& box) const {
  return box.node && !glance.pressed.empty() && box.node->id == glance.pressed && !box.node->disabled;
}

bool Brush::is_focused(const Box& box) const {
  return box.node && !glance.focused.empty() && box.node->id == glance.focused;
}

namespace {

void draw_words(const Brush& brush, const Box& box, float down, bool focused) {
  for (size_t i = box.first_fragment; i < box.first_fragment + box.fragments; ++i) {
    const Fragment& fragment = brush.stage.fragments[i];
    const Colour colour = focused ? brush.theme[Token::focus_text] : brush.ink(fragment.ink, box.ground);
    const float x = brush.x(fragment.x);
    const float baseline = brush.y(fragment.baseline) + down;
    Lettering lettering = fragment.lettering;
    lettering.size = brush.length(lettering.size);
    draw_text(brush.list, lettering, fragment.text, x, baseline, colour);
    if (!fragment.underlined || focused) continue;
    const bool hovered = fragment.owner && !brush.glance.hovered.empty() &&
                         (fragment.owner->id == brush.glance.hovered || brush.is_hovered(box));
    const float line = brush.line(fragment.lettering.size / (hovered ? 6.5f : 18));
    canvas::box(
        brush.list,
        {x, baseline + brush.line(fragment.lettering.size * 0.22f), std::round(brush.length(fragment.width)), line}, 0,
        colour);
  }
}

class Walk {
 public:
  Walk(Scene& scene, const Brush& brush, std::vector<DrawnControl>& controls)
      : scene_(scene), brush_(brush), controls_(controls) {}

  bool run(bool overlay, bool at_foot) {
    const Stage& stage = brush_.stage;
    for (size_t i = 0; i < stage.boxes.size(); ++i)
      if (stage.boxes[i].overlay == overlay && stage.is_at_foot(i) == at_foot) draw(i);
    return moving_;
  }

 private:
  void draw(size_t index) {
    const Box& box = brush_.stage.boxes[index];
    if (box.style->flow == Flow::row && box.node && box.node->look == Look::segmented) switch_ = box.area;
    if (index >= pressed_end_) down_ = 0;
    if (brush_.is_pressed(box) && box.style->lower != Token::none) {
      down_ = brush_.length(brush_.stage.view.of(box.style->lower_width));  // the label sinks with the key
      pressed_end_ = box.end;
    }
    const bool focused = brush_.is_focused(box);
    if (focused && has_focus_ground(box)) focus_end_ = box.style->flow == Flow::disclosure ? index + 1 : box.end;
    const float top = box.area.y - brush_.glance.scroll;
    if (top > brush_.stage.view.height || top + box.area.height < -16) return;
    draw_ground(brush_, box, switch_.width > 0 ? &switch_ : nullptr);
    if (focused) draw_focus(brush_, box);
    draw_marks(brush_, index);
    const bool on_focus = index < focus_end_;
    if (box.picture >= 0) draw_picture(brush_.stage.pictures[static_cast<size_t>(box.picture)], on_focus);
    draw_words(brush_, box, down_, on_focus);
    if (box.node && page::is_interactive(box.node->kind)) note(box);
  }

  void note(const Box& box) {
    const Area drawn = brush_.area(area_of_control(box));
    const float ratio = brush_.glance.pixel_ratio;
    controls_.push_back({box.node, {drawn.x / ratio, drawn.y / ratio, drawn.width / ratio, drawn.height / ratio}});
  }

  void draw_picture(const PlacedPicture& placed, bool on_focus) {
    const figures::Figure& figure = *placed.node->figure;
    if (brush_.theme.dark && std::holds_alternative<figures::Hills>(figure)) return;
    const auto known = scene_.pictures.find(placed.node->id);
    Motion& motion = scene_.motions[placed.node->id];
    Phase phase;
    if (known != scene_.pictures.end())
      phase = phase_of(motion, figure, known->second.json, brush_.glance.now_ms, brush_.glance.still);
    const Placement placement{ImVec2(brush_.x(placed.x), brush_.y(placed.y) + down_),
                              placed.scale * brush_.glance.pixel_ratio};
    paint(brush_.list, placed.drawing, placement, Palette{brush_.theme, placed.ground, on_focus}, Labels::paint, phase,
          motion);
    moving_ = moving_ || !phase.done();
  }

  Scene& scene_;
  const Brush& brush_;
  std::vector<DrawnControl>& controls_;
  Area switch_;  // around the parts of the switch being drawn
  float down_ = 0;
  size_t pressed_end_ = 0;
  size_t focus_end_ = 0;
  bool moving_ = false;
};

}  // namespace

bool draw_stage(Scene& scene, const Stage& stage, const Glance& glance, std::vector<DrawnControl>& controls) {
  controls.clear();
  if (!renderer_is_open()) return false;
  const float ratio = glance.pixel_ratio;
  ImDrawList& list = begin_frame(static_cast<int>(std::round(stage.view.width * ratio)),
                                 static_cast<int>(std::round(stage.view.height * ratio)));
  const Brush brush{list, scene.theme, stage, glance};
  box(list, {0, 0, std::round(stage.view.width * ratio), std::round(stage.view.height * ratio)}, 0,
      scene.theme[Token::ground]);
  bool moving = Walk(scene, brush, controls).run(false, false);
  if (stage.foot > 0) {
    Glance end = glance;
    end.scroll = stage.scroll_of_foot();
    moving = Walk(scene, Brush{list, scene.theme, stage, end}, controls).run(false, true) || moving;
  }
  moving = Walk(scene, brush, controls).run(true, false) || moving;
  end_frame();
  return moving;
}

}  // namespace roadshow::canvas
