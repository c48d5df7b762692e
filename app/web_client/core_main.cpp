// core.wasm: every control works with this module alone, which asks nothing of the browser. Strings cross as UTF-8; a
// reply stays valid until the next call.
#include <emscripten/em_macros.h>

#include "web_client/program.hpp"

namespace {

roadshow::web_client::Program& program() {
  static roadshow::web_client::Program instance;
  return instance;
}

const char* keep(std::string text) {
  static std::string last;
  last = std::move(text);
  return last.c_str();
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* core_boot(const char* message) { return keep(program().boot(message)); }

EMSCRIPTEN_KEEPALIVE const char* core_dispatch(const char* event) { return keep(program().dispatch(event)); }

EMSCRIPTEN_KEEPALIVE const char* core_scene() { return keep(program().scene()); }
}
