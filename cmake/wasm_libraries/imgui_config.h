// How Dear ImGui is built here: it draws, and nothing else. The library and the canvas both read this (IMGUI_USER_CONFIG).
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT // the canvas loads its own
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_IMPL_OPENGL_ES3 // WebGL2
#define ImDrawIdx unsigned int // a whole screen may pass 65,535 vertices, and WebGL2 has no base vertex
