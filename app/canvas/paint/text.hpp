// Letters: Atkinson Hyperlegible Next in two weights, measured and kerned from the font itself, rasterised on demand by
// Dear ImGui at the size in device pixels. Layout measures in CSS pixels, so it is the same at every pixel ratio.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <string_view>

#include "canvas/paint/colour.hpp"

namespace roadshow::canvas {

enum class Weight : uint8_t { regular, bold };

struct Lettering {
  Weight weight = Weight::regular;
  float size = 16;     // of the em square
  float tracking = 0;  // added to each advance, as a share of the size
};

// Takes a copy of a TrueType font. False when it cannot be read.
bool load_font(Weight weight, const uint8_t* bytes, int length);
bool fonts_are_loaded();

bool has_letters(std::string_view text);  // every one of them, in both weights

float width_of(const Lettering& lettering, std::string_view text);

struct LineMetrics {  // shares of the size; down is positive
  float ascent = 0.95f;
  float descent = 0.29f;
};
LineMetrics metrics_of(Weight weight);

// `lettering` and positions in device pixels; `y` is the baseline.
void draw_text(ImDrawList& list, const Lettering& lettering, std::string_view text, float x, float y, Colour colour);

}  // namespace roadshow::canvas
