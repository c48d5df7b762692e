// The one window: a WebGL2 context on a canvas element of the page. It has no main loop and takes no input; the page
// calls when there is something to draw. Which platform it is, is chosen by the file that is built (platform_*.cpp).
#pragma once

namespace roadshow::canvas::platform {

// Makes the context on the element that `selector` finds, once. False when the device has no WebGL2.
bool start(const char* selector);

// The size of the canvas in device pixels. Setting the same size again costs nothing and clears nothing.
void resize(int width, int height);

// Makes the whole canvas transparent.
void clear();

// Milliseconds, for measuring only: the time of animations comes from outside.
double now();

}  // namespace roadshow::canvas::platform
