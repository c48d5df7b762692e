// canvas.wasm: the pure renderer beside core.wasm. It gets the page, the size and the time, draws, and answers
// rectangles. It handles no input and runs nothing while idle. Strings are UTF-8; a returned pointer is valid until
// the next call.
#include <emscripten.h>

#include <string>

#include "canvas/frame.hpp"
#include "canvas/platform.hpp"
#include "canvas/scene.hpp"
#include "canvas/stage.hpp"
#include "canvas/text.hpp"

namespace {

using namespace roadshow::canvas;

Scene& scene() {
  static Scene the_scene;
  return the_scene;
}

Stage& stage() {
  static Stage the_stage;
  return the_stage;
}

std::vector<DrawnControl>& controls() {
  static std::vector<DrawnControl> drawn;
  return drawn;
}

// {"height": h, "foot": "id", "boxes": [["id", x, y, width, height], ...]}. `foot` names the bar that stays at the foot
// of the window; none: "". The line that opens and closes a disclosure is "id/summary". For a text field there follow
// the size of its letters, the height of a line, and the space above and before the words.
std::string layout_as_json(const Stage& stage) {
  roadshow::Json boxes = roadshow::Json::array();
  for (const Box& box : stage.boxes) {
    if (!box.node || box.node->id.empty()) continue;
    const Area& area = box.area;
    boxes.push_back({box.node->id, area.x, area.y, area.width, area.height});
    if (box.node->kind == roadshow::page::Kind::disclosure) {
      const Area line = area_of_control(box);
      boxes.push_back({box.node->id + "/summary", line.x, line.y, line.width, line.height});
    }
    if (box.node->kind == roadshow::page::Kind::text_field) {
      const Type& type = type_of(box.style->role);
      const View& view = stage.view;
      for (const float number : {view.letters(type.size), view.letters(type.line), view.of(box.style->padding.top),
                                 view.of(box.style->padding.left)})
        boxes.back().push_back(number);
    }
  }
  const std::string foot = stage.foot > 0 ? stage.boxes[stage.foot].node->id : "";
  return roadshow::Json{{"height", stage.height}, {"foot", foot}, {"boxes", std::move(boxes)}}.dump();
}

}  // namespace

extern "C" {

// 1: the element that `selector` finds has a WebGL2 context now.
EMSCRIPTEN_KEEPALIVE int canvas_start(const char* selector) {
  return platform::start(selector) && open_renderer() ? 1 : 0;
}

// assets/theme.json, and which half of it.
EMSCRIPTEN_KEEPALIVE void canvas_theme(const char* json, int dark) { read_theme(json, dark != 0, scene().theme); }

// A TrueType font; 1 when it can be read. Copied.
EMSCRIPTEN_KEEPALIVE int canvas_font(int bold, const uint8_t* bytes, int length) {
  return load_font(bold ? Weight::bold : Weight::regular, bytes, length) ? 1 : 0;
}

// The root node of the page. 1 when it is understood; else the page before stays.
EMSCRIPTEN_KEEPALIVE int canvas_page(const char* json) {
  if (!read_page(json, scene())) return 0;
  stage() = {};  // it points into the page before
  controls().clear();
  return 1;
}

// Paints the figure of the picture `id`, without labels, on a canvas of width x height CSS pixels.
// 1: it needs another frame; 0: done; -1: there is no such picture, or no context.
EMSCRIPTEN_KEEPALIVE int canvas_figure(const char* id, int wide, float width, float height, float dpr, double now_ms,
                                       int still) {
  return static_cast<int>(
      paint_figure(scene(), id,
                   {.width = wide ? roadshow::figures::Width::wide : roadshow::figures::Width::narrow,
                    .box_width = width,
                    .box_height = height,
                    .pixel_ratio = dpr,
                    .now_ms = now_ms,
                    .still = still != 0}));
}

// Lays the whole page out for a window of width x height CSS pixels: the rectangles of all nodes, and the height.
EMSCRIPTEN_KEEPALIVE const char* canvas_stage_layout(float width, float height, float text_scale) {
  static std::string answer;
  stage() = lay_out(scene().root, view_of(width, height, text_scale));
  answer = layout_as_json(stage());
  return answer.c_str();
}

// Draws what the window shows of the page as it was last laid out. 1: it needs another frame.
EMSCRIPTEN_KEEPALIVE int canvas_stage_draw(float scroll_y, float dpr, double now_ms, int still, const char* hovered,
                                           const char* pressed, const char* focused) {
  return draw_stage(scene(), stage(),
                    {.scroll = scroll_y,
                     .pixel_ratio = dpr,
                     .now_ms = now_ms,
                     .still = still != 0,
                     .hovered = hovered,
                     .pressed = pressed,
                     .focused = focused},
                    controls())
             ? 1
             : 0;
}

// What the last frame showed that can be pressed, chosen or written in: [["id", x, y, width, height], ...], in CSS
// pixels of the window. For tests: each must lie under its element, and no element may be without.
EMSCRIPTEN_KEEPALIVE const char* canvas_stage_controls() {
  static std::string answer;
  roadshow::Json list = roadshow::Json::array();
  for (const DrawnControl& control : controls()) {
    const Area& area = control.area;
    list.push_back({control.node->id, area.x, area.y, area.width, area.height});
  }
  answer = list.dump();
  return answer.c_str();
}

// The context went and came back. In between nothing is drawn.
EMSCRIPTEN_KEEPALIVE void canvas_lost() { lose_renderer(); }
EMSCRIPTEN_KEEPALIVE int canvas_restored() { return open_renderer() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE int canvas_frames() { return frames_drawn(); }
EMSCRIPTEN_KEEPALIVE double canvas_last_frame_ms() { return last_frame_program_ms(); }

}  // extern "C"
