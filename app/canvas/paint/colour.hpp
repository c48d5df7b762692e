// Colours as Dear ImGui takes them.
#pragma once

#include <cstdint>

namespace roadshow::canvas {

using Colour = uint32_t;  // alpha in the highest byte, then blue, green, red

// Between two colours, `part` from 0 to 1.
inline Colour mix(Colour from, Colour to, float part) {
  Colour result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float start = static_cast<float>(from >> shift & 255);
    const float end = static_cast<float>(to >> shift & 255);
    result |= static_cast<Colour>(start + (end - start) * part + 0.5f) << shift;
  }
  return result;
}

}  // namespace roadshow::canvas
