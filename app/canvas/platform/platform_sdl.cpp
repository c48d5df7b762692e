// The window on SDL2 in a browser.
//
// SDL2 looks for "#canvas", and its EGL for Module.canvas; both are pointed at the page's own element. The canvas lies
// under the document and must not take its input: SDL's event handlers are left out of our build of SDL2
// (cmake/wasm_libraries), and where an SDL2 with them is linked, the keyboard is bound to an empty element.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>

#include "canvas/platform/platform.hpp"

namespace roadshow::canvas::platform {
namespace {

SDL_Window* window = nullptr;
int shown_width = 0;
int shown_height = 0;

// clang-format off
EM_JS(int, point_sdl_at, (const char* selector), {
  const canvas = document.querySelector(UTF8ToString(selector));
  if (!canvas) return 0;
  Module["canvas"] = canvas;
  specialHTMLTargets["#canvas"] = canvas;
  return 1;
});
// clang-format on

}  // namespace

bool start(const char* selector) {
  if (window) return true;
  if (!point_sdl_at(selector)) return false;
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#sdl-keyboard");
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);  // OpenGL ES 3 is WebGL2
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 8);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  window = SDL_CreateWindow("", 0, 0, 1, 1, SDL_WINDOW_OPENGL);
  if (!window) return false;
  if (!SDL_GL_CreateContext(window)) {
    SDL_DestroyWindow(window);
    window = nullptr;
    return false;
  }
  shown_width = shown_height = 1;
  return true;
}

void resize(int width, int height) {
  if (width == shown_width && height == shown_height) return;
  SDL_SetWindowSize(window, width, height);
  shown_width = width;
  shown_height = height;
}

void clear() {
  glViewport(0, 0, shown_width, shown_height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
}

double now() { return emscripten_get_now(); }

}  // namespace roadshow::canvas::platform
