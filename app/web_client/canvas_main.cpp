// canvas.wasm: the pure renderer beside core.wasm. It gets what the browser laid out, and the time, and draws. It
// handles no input and runs nothing while idle. Strings are UTF-8; a returned pointer is valid until the next call.
#include <emscripten.h>

#include <string>

#include "canvas/paint/frame.hpp"
#include "canvas/paint/scene.hpp"
#include "canvas/paint/text.hpp"
#include "canvas/platform/platform.hpp"
#include "canvas/stage/stage.hpp"

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

}  // namespace

extern "C" {

// 1: the element that `selector` finds has a WebGL2 context now.
EMSCRIPTEN_KEEPALIVE int canvas_start(const char* selector) {
  return platform::start(selector) && open_renderer() ? 1 : 0;
}

// A TrueType font; 1 when it can be read. Copied.
EMSCRIPTEN_KEEPALIVE int canvas_font(int bold, const uint8_t* bytes, int length) {
  return load_font(bold ? Weight::bold : Weight::regular, bytes, length) ? 1 : 0;
}

// The figures of the page (canvas/paint/scene.hpp). 1 when they are understood; else those before stay.
EMSCRIPTEN_KEEPALIVE int canvas_pictures(const char* json) { return read_pictures(json, scene()) ? 1 : 0; }

// Paints the figure of the picture `id`, without labels, on a canvas of width x height CSS pixels. `palette`:
// canvas/paint/painter.hpp. 1: it needs another frame; 0: done; -1: there is no such picture, or no context.
EMSCRIPTEN_KEEPALIVE int canvas_figure(const char* id, const char* palette, int wide, float width, float height,
                                       float dpr, double now_ms, int still) {
  return static_cast<int>(
      paint_figure(scene(), id, read_palette(palette),
                   {.width = wide ? roadshow::figures::Width::wide : roadshow::figures::Width::narrow,
                    .box_width = width,
                    .box_height = height,
                    .pixel_ratio = dpr,
                    .now_ms = now_ms,
                    .still = still != 0}));
}

// 1 when the fonts have every letter of the text.
EMSCRIPTEN_KEEPALIVE int canvas_paintable(const char* text) { return has_letters(text) ? 1 : 0; }

// What the stage shows from now on (canvas/stage/stage.hpp).
EMSCRIPTEN_KEEPALIVE void canvas_stage(const uint32_t* numbers, int count, const char* texts, uint32_t ground) {
  controls().clear();  // they name texts of the list before
  stage() = read_stage(numbers, static_cast<size_t>(count), texts, ground);
}

// Draws what a window of width x height CSS pixels shows of it. 1: it needs another frame.
EMSCRIPTEN_KEEPALIVE int canvas_stage_draw(float width, float height, float scroll, float dpr, double now_ms, int still,
                                           float away, const float* shifts) {
  return draw_stage(scene(), stage(),
                    {.width = width,
                     .height = height,
                     .scroll = scroll,
                     .pixel_ratio = dpr,
                     .now_ms = now_ms,
                     .still = still != 0,
                     .away = away,
                     .shifts = shifts},
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
    list.push_back({control.id, area.x, area.y, area.width, area.height});
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
