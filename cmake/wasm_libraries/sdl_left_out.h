// Included before every file of SDL2: functions of Emscripten that SDL2 is to take from sdl_left_out.c instead.
#pragma once

#define eglGetProcAddress sdl_left_out_gl_function                         // Emscripten's takes in all of WebGL: 18 kB more, brotli
#define eglSwapInterval sdl_left_out_swap_interval                         // takes in a main loop, which we have none of
#define emscripten_sleep sdl_left_out_sleep                                // so does this
#define emscripten_set_window_title sdl_left_out_title                     // the document's title is the document's
#define emscripten_request_fullscreen_strategy sdl_left_out_full_screen    // so is full screen
#define emscripten_exit_fullscreen sdl_left_out_leave_full_screen
