#include "canvas/stage/stage.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "canvas/paint/frame.hpp"
#include "canvas/paint/text.hpp"

namespace roadshow::canvas {
namespace {

// As in web/paint_list.ts.
enum class Code : uint32_t { fill, ring, polygon, text, picture, clip, unclip, move, layer, control };

class Walk {
 public:
  Walk(Scene& scene, const Stage& stage, const View& view, ImDrawList& list, std::vector<DrawnControl>& controls)
      : scene_(scene), stage_(stage), view_(view), list_(list), controls_(controls) {}

  bool run() {
    while (at_ < stage_.numbers.size()) step(static_cast<Code>(word()));
    return moving_;
  }

 private:
  void step(Code code) {
    switch (code) {
      case Code::fill: {
        const Area area = snapped(read_area());
        const Radii radii{length(number()), length(number()), length(number()), length(number())};
        box(list_, area, radii, word());
        break;
      }
      case Code::ring: {
        const Area area = snapped(read_area());
        const float radius = length(number());
        const float line = std::max(1.0f, std::round(length(number())));
        frame(list_, area, radius, line, word());
        break;
      }
      case Code::polygon: {
        const Colour colour = word();
        std::vector<ImVec2> points(word());
        for (ImVec2& point : points) {
          const float x = number();
          point = place(x, number());
        }
        polygon(list_, points, colour);
        break;
      }
      case Code::text:
        draw_line();
        break;
      case Code::picture:
        draw_picture();
        break;
      case Code::clip: {
        const Area area = snapped(read_area());
        list_.PushClipRect(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), true);
        break;
      }
      case Code::unclip:
        list_.PopClipRect();
        break;
      case Code::move: {
        const float x = number();
        move_ = ImVec2(x * view_.away, number() * view_.away);
        break;
      }
      case Code::layer: {
        const uint32_t layer = word();
        shift_ = layer == 0 ? 0 : view_.shifts[layer - 1];
        break;
      }
      case Code::control: {
        const Area area = snapped(read_area());
        const std::string& id = stage_.texts[word()];
        const float ratio = view_.pixel_ratio;
        if (area.bottom() >= 0 && area.y <= view_.height * ratio)
          controls_.push_back({id, {area.x / ratio, area.y / ratio, area.width / ratio, area.height / ratio}});
        break;
      }
    }
  }

  // As browsers paint letters: the ascent in whole pixels, and the baseline on one. The few hundredths by which two
  // engines shape a line differently go between its letters, so that both ends are where the document has them.
  void draw_line() {
    const float left = number();
    const float top = number();
    const float width = length(number());
    const float size = number();
    float tracking = number();
    const float below = number();
    const float thick = number();
    const bool bold = word() != 0;
    const Colour ink = word();
    const std::string& text = stage_.texts[word()];
    const Weight weight = bold ? Weight::bold : Weight::regular;
    const float ascent = std::round(metrics_of(weight).ascent * size);
    ImVec2 at = place(left, top + ascent);
    if (at.y < -length(size) || at.y - length(size) > view_.height * view_.pixel_ratio) return;
    Lettering lettering{weight, length(size), tracking / size};
    if (!text.empty()) {
      const float own = width_of(lettering, text);
      if (width <= 0)
        at.x -= own / 2;
      else if (const long gaps = letters_of(text); gaps > 0)
        lettering.tracking += (width - own - length(tracking)) / static_cast<float>(gaps) / lettering.size;
      draw_text(list_, lettering, text, at.x, at.y, ink);
    }
    if (thick > 0) {
      const float line = std::max(1.0f, std::round(length(thick)));
      box(list_, {std::round(at.x), std::round(at.y) + std::round(length(below)), std::round(width), line}, {}, ink);
    }
  }

  void draw_picture() {
    const Area area = read_area();
    const bool wide = word() != 0;
    const bool labels = word() != 0;
    const std::string& id = stage_.texts[word()];
    const std::string& palette = stage_.texts[word()];
    const ImVec2 origin = place(area.x, area.y);
    if (origin.y > view_.height * view_.pixel_ratio || origin.y + length(area.height) < 0) return;
    const FigureBox box{.width = wide ? figures::Width::wide : figures::Width::narrow,
                        .box_width = area.width,
                        .box_height = area.height,
                        .pixel_ratio = view_.pixel_ratio,
                        .now_ms = view_.now_ms,
                        .still = view_.still};
    const Painted painted = paint_picture(scene_, id, read_palette(palette), box,
                                          labels ? Labels::paint : Labels::leave_out, origin, list_);
    moving_ = moving_ || painted == Painted::moving;
  }

  static long letters_of(std::string_view text) {  // but the last
    return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }) - 1;
  }

  uint32_t word() { return at_ < stage_.numbers.size() ? stage_.numbers[at_++] : 0; }
  float number() {
    const uint32_t bits = word();
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  Area read_area() {
    Area area;
    area.x = number();
    area.y = number();
    area.width = number();
    area.height = number();
    return area;
  }

  float length(float css) const { return css * view_.pixel_ratio; }
  // Device pixels from the top left of the window.
  ImVec2 place(float x, float y) const {
    const float ratio = view_.pixel_ratio;
    return ImVec2((x + move_.x) * ratio, (y + move_.y + shift_) * ratio - std::round(view_.scroll * ratio));
  }
  Area snapped(const Area& area) const {  // as browsers paint boxes
    const ImVec2 start = place(area.x, area.y);
    const ImVec2 end = place(area.right(), area.bottom());
    const float x = std::round(start.x);
    const float y = std::round(start.y);
    return {x, y, std::round(end.x) - x, std::round(end.y) - y};
  }

  Scene& scene_;
  const Stage& stage_;
  const View& view_;
  ImDrawList& list_;
  std::vector<DrawnControl>& controls_;
  size_t at_ = 0;
  ImVec2 move_;
  float shift_ = 0;
  bool moving_ = false;
};

}  // namespace

Stage read_stage(const uint32_t* numbers, size_t count, const char* texts, Colour ground) {
  Stage stage;
  stage.numbers.assign(numbers, numbers + count);
  stage.ground = ground;
  for (; *texts != 0; texts += stage.texts.back().size() + 1) stage.texts.emplace_back(texts);
  return stage;
}

bool draw_stage(Scene& scene, const Stage& stage, const View& view, std::vector<DrawnControl>& controls) {
  controls.clear();
  if (!renderer_is_open()) return false;
  const float width = std::round(view.width * view.pixel_ratio);
  const float height = std::round(view.height * view.pixel_ratio);
  ImDrawList& list = begin_frame(static_cast<int>(width), static_cast<int>(height));
  box(list, {0, 0, width, height}, {}, stage.ground);
  const bool moving = Walk(scene, stage, view, list, controls).run();
  end_frame();
  return moving;
}

}  // namespace roadshow::canvas
