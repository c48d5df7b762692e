// What SDL2's video calls of the parts left out here: each answers as SDL or the browser does when there is no such part.
#include "sdl_left_out.h"

#include <EGL/egl.h>
#include <GLES2/gl2.h>
#include <SDL.h>
#include <emscripten/html5.h>

SDL_Renderer* SDL_GetRenderer(SDL_Window* window)
{
    (void)window;
    return NULL;
}

void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer)
{
    (void)renderer;
}

void SDL_UnloadObject(void* handle)
{
    (void)handle;
}

void Emscripten_InitMouse(void)
{
}

void Emscripten_FiniMouse(void)
{
}

void Emscripten_RegisterEventHandlers(void* window)
{
    (void)window;
}

void Emscripten_UnregisterEventHandlers(void* window)
{
    (void)window;
}

EM_BOOL Emscripten_HandleCanvasResize(int type, const void* reserved, void* window)
{
    (void)type, (void)reserved, (void)window;
    return EM_FALSE;
}

void emscripten_sleep(unsigned int milliseconds)
{
    (void)milliseconds;
}

void emscripten_set_window_title(const char* title)
{
    (void)title;
}

EMSCRIPTEN_RESULT emscripten_request_fullscreen_strategy(const char* target, EM_BOOL defer, const EmscriptenFullscreenStrategy* strategy)
{
    (void)target, (void)defer, (void)strategy;
    return EMSCRIPTEN_RESULT_NOT_SUPPORTED;
}

EMSCRIPTEN_RESULT emscripten_exit_fullscreen(void)
{
    return EMSCRIPTEN_RESULT_NOT_SUPPORTED;
}

EGLBoolean eglSwapInterval(EGLDisplay display, EGLint interval)
{
    (void)display, (void)interval;
    return EGL_TRUE;
}

// The OpenGL functions SDL2 itself looks up by name. Ours are linked.
__eglMustCastToProperFunctionPointerType eglGetProcAddress(const char* name)
{
    static const struct {
        const char* name;
        __eglMustCastToProperFunctionPointerType function;
    } known[] = {
        { "glBindFramebuffer", (__eglMustCastToProperFunctionPointerType)glBindFramebuffer },
        { "glGetError", (__eglMustCastToProperFunctionPointerType)glGetError },
        { "glGetFramebufferAttachmentParameteriv", (__eglMustCastToProperFunctionPointerType)glGetFramebufferAttachmentParameteriv },
        { "glGetIntegerv", (__eglMustCastToProperFunctionPointerType)glGetIntegerv },
        { "glGetString", (__eglMustCastToProperFunctionPointerType)glGetString },
    };
    for (size_t i = 0; i < SDL_arraysize(known); ++i) {
        if (SDL_strcmp(name, known[i].name) == 0)
            return known[i].function;
    }
    return NULL;
}
