// One frame: a draw list of Dear ImGui, sent to the window when it is done.
//
// Of Dear ImGui the canvas uses the draw list, the font atlas and the OpenGL renderer, which work without its windows,
// input and layout; so those are not called, and the linker leaves them out.
#pragma once

#include <imgui.h>

namespace roadshow::canvas {

// Makes the atlas and the renderer; the window's context must exist. Call again after a lost context came back.
bool open_renderer();
void lose_renderer();  // the context is gone: nothing is drawn until open_renderer()
bool renderer_is_open();

ImFontAtlas& atlas();

// Sizes and clears the window and gives the list to draw in, in device pixels. Every begin needs its end.
ImDrawList& begin_frame(int width, int height);
void end_frame();

int frames_drawn();              // since the start
double last_frame_program_ms();  // making the draw list of the last frame; WebGL's own time is not in it

}  // namespace roadshow::canvas
