#include "canvas/paint/frame.hpp"

#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include "canvas/platform/platform.hpp"

namespace roadshow::canvas {
namespace {

// What lives from the first start to the end of the page. Made once, never destroyed.
struct Renderer {
  ImFontAtlas fonts;
  ImDrawListSharedData shared;
  ImDrawList* list = nullptr;
  ImDrawData data;
  bool open = false;
  int frames = 0;
  double began = 0;
  double program_ms = 0;
};
Renderer* renderer = nullptr;

Renderer& make_renderer() {
  auto* made = IM_NEW(Renderer)();
  // The OpenGL renderer asks the current context for its settings. It needs no more of it than this.
  auto* context = IM_NEW(ImGuiContext)(&made->fonts);
  ImGui::SetCurrentContext(context);
  context->IO.IniFilename = nullptr;
  made->shared.Context = context;
  made->shared.FontAtlas = &made->fonts;
  made->shared.CurveTessellationTol = 0.5f;
  made->shared.SetCircleTessellationMaxError(0.15f);
  made->shared.InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex | ImDrawListFlags_AntiAliasedFill;
  made->fonts.TexMinWidth = 1024;
  made->fonts.TexMinHeight = 512;
  made->fonts.TexMaxWidth = made->fonts.TexMaxHeight = 4096;
  ImFontAtlasAddDrawListSharedData(&made->fonts, &made->shared);
  made->list = IM_NEW(ImDrawList)(&made->shared);
  return *made;
}

}  // namespace

bool open_renderer() {
  if (!renderer) renderer = &make_renderer();
  if (ImGui::GetIO().BackendRendererUserData) ImGui_ImplOpenGL3_Shutdown();
  renderer->open = ImGui_ImplOpenGL3_Init("#version 300 es");
  return renderer->open;
}

void lose_renderer() {
  if (renderer) renderer->open = false;
}

bool renderer_is_open() { return renderer && renderer->open; }

ImFontAtlas& atlas() { return renderer->fonts; }

ImDrawList& begin_frame(int width, int height) {
  platform::resize(width, height);
  platform::clear();
  renderer->began = platform::now();
  ++renderer->frames;
  ImGui_ImplOpenGL3_NewFrame();
  if (!renderer->fonts.Builder) ImFontAtlasBuildInit(&renderer->fonts);
  ImFontAtlasUpdateNewFrame(&renderer->fonts, renderer->frames, true);

  const ImVec2 size(static_cast<float>(width), static_cast<float>(height));
  renderer->data.Clear();
  renderer->data.DisplaySize = size;
  renderer->data.FramebufferScale = ImVec2(1, 1);
  renderer->shared.ClipRectFullscreen = ImVec4(0, 0, size.x, size.y);
  renderer->list->_ResetForNewFrame();
  renderer->list->PushTexture(renderer->fonts.TexRef);
  renderer->list->PushClipRectFullScreen();
  return *renderer->list;
}

void end_frame() {
  ImVector<ImTextureData*>& textures = ImGui::GetPlatformIO().Textures;
  textures.resize(0);
  for (ImTextureData* texture : renderer->fonts.TexList) {
    texture->RefCount = 1;
    textures.push_back(texture);
  }
  renderer->data.Valid = true;
  renderer->data.Textures = &textures;
  renderer->data.AddDrawList(renderer->list);
  renderer->program_ms = platform::now() - renderer->began;
  ImGui_ImplOpenGL3_RenderDrawData(&renderer->data);
}

int frames_drawn() { return renderer ? renderer->frames : 0; }

double last_frame_program_ms() { return renderer ? renderer->program_ms : 0; }

}  // namespace roadshow::canvas
