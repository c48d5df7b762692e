#include "canvas/paint/text.hpp"

#include <imgui_internal.h>

#include <array>
#include <cmath>
#include <cstring>

#include "canvas/paint/frame.hpp"
#include "canvas/paint/typeface.hpp"

namespace roadshow::canvas {
namespace {

struct Font {
  Typeface face;
  ImFont* drawn = nullptr;  // by Dear ImGui
};

Font& font_of(Weight weight) {
  static std::array<Font, 2> fonts;
  return fonts[static_cast<size_t>(weight)];
}

// Calls `use(code, x)` for each letter, x from 0; returns the width.
template <class Use>
float walk(const Lettering& lettering, std::string_view text, const Use& use) {
  Typeface& face = font_of(lettering.weight).face;
  const char* at = text.data();
  const char* end = at + text.size();
  float x = 0;
  int before = -1;
  while (at < end) {
    unsigned int code = 0;
    at += ImTextCharFromUtf8(&code, at, end);
    const int glyph = face.glyph(code);
    if (before >= 0) x += face.kerning(before, glyph) * lettering.size;
    use(code, x);
    x += (face.advance(code) + lettering.tracking) * lettering.size;
    before = glyph;
  }
  return x;
}

}  // namespace

bool load_font(Weight weight, const uint8_t* bytes, int length) {
  Font& font = font_of(weight);
  if (font.drawn || length < 100) return font.drawn != nullptr;
  void* copy = IM_ALLOC(static_cast<size_t>(length));
  std::memcpy(copy, bytes, static_cast<size_t>(length));
  if (!font.face.open(static_cast<const uint8_t*>(copy))) {
    IM_FREE(copy);
    return false;
  }
  ImFontConfig settings;
  settings.FontDataOwnedByAtlas = true;
  font.drawn = atlas().AddFontFromMemoryTTF(copy, length, 0, &settings);
  return font.drawn != nullptr;
}

bool fonts_are_loaded() { return font_of(Weight::regular).drawn && font_of(Weight::bold).drawn; }

bool has_letters(std::string_view text) {
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    unsigned int code = 0;
    at += ImTextCharFromUtf8(&code, at, end);
    const bool is_space = code == ' ' || code == '\n' || code == '\t' || code == '\r';
    if (!is_space && (font_of(Weight::regular).face.glyph(code) <= 0 || font_of(Weight::bold).face.glyph(code) <= 0))
      return false;
  }
  return true;
}

float width_of(const Lettering& lettering, std::string_view text) {
  return walk(lettering, text, [](uint32_t, float) {}) - lettering.tracking * lettering.size;
}

LineMetrics metrics_of(Weight weight) {
  const Typeface& face = font_of(weight).face;
  return {face.ascent(), face.descent()};
}

void draw_text(ImDrawList& list, const Lettering& lettering, std::string_view text, float x, float y, Colour colour) {
  Font& font = font_of(lettering.weight);
  if (!font.drawn) return;
  // Dear ImGui's size is the height from the highest letter to the lowest, and it rounds it; the density makes up for
  // that, so that letters are never stretched.
  const float height = lettering.size * (font.face.ascent() + font.face.descent());
  const float rounded = std::max(1.0f, std::round(height));
  const float density = height / rounded;
  ImFontBaked* baked = font.drawn->GetFontBaked(rounded, density);
  // Dear ImGui keeps small letters at two steps a pixel and large ones at one: between those they would blur.
  const float steps = height > 36 ? 1 : 2;
  const float baseline = std::round(y) - std::round(baked->Ascent) * density;
  walk(lettering, text, [&](uint32_t code, float pen) {
    const ImFontGlyph* glyph = baked->FindGlyph(static_cast<ImWchar>(code));
    if (!glyph || !glyph->Visible) return;
    const float left = std::round((x + pen) * steps) / steps;
    list.PrimReserve(6, 4);
    list.PrimRectUV(ImVec2(left + glyph->X0 * density, baseline + glyph->Y0 * density),
                    ImVec2(left + glyph->X1 * density, baseline + glyph->Y1 * density), ImVec2(glyph->U0, glyph->V0),
                    ImVec2(glyph->U1, glyph->V1), colour);
  });
}

}  // namespace roadshow::canvas
