#include "canvas/paint/typeface.hpp"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#include <imstb_truetype.h>
#pragma clang diagnostic pop

namespace roadshow::canvas {

struct Typeface::Tables {
  stbtt_fontinfo info{};
};

Typeface::Typeface() = default;
Typeface::~Typeface() = default;

bool Typeface::open(const uint8_t* bytes) {
  auto tables = std::make_unique<Tables>();
  const int offset = stbtt_GetFontOffsetForIndex(bytes, 0);
  if (offset < 0 || !stbtt_InitFont(&tables->info, bytes, offset)) return false;
  tables_ = std::move(tables);
  scale_ = stbtt_ScaleForMappingEmToPixels(&tables_->info, 1);
  int ascent = 0;
  int descent = 0;
  int gap = 0;
  stbtt_GetFontVMetrics(&tables_->info, &ascent, &descent, &gap);
  ascent_ = static_cast<float>(ascent) * scale_;
  descent_ = static_cast<float>(-descent) * scale_;
  return true;
}

const Typeface::Letter& Typeface::letter(uint32_t code) {
  Letter& letter = code < latin_.size() ? latin_[code] : others_[code];
  if (letter.glyph < 0 && tables_) {
    int advance = 0;
    int bearing = 0;
    letter.glyph = stbtt_FindGlyphIndex(&tables_->info, static_cast<int>(code));
    stbtt_GetGlyphHMetrics(&tables_->info, letter.glyph, &advance, &bearing);
    letter.advance = static_cast<float>(advance) * scale_;
  }
  return letter;
}

int Typeface::glyph(uint32_t code) { return letter(code).glyph; }

float Typeface::advance(uint32_t code) { return letter(code).advance; }

float Typeface::kerning(int left_glyph, int right_glyph) {
  const uint32_t pair = static_cast<uint32_t>(left_glyph) << 16 | static_cast<uint32_t>(right_glyph);
  const auto [found, is_new] = kerning_.try_emplace(pair, 0.0f);
  if (is_new && tables_)
    found->second = static_cast<float>(stbtt_GetGlyphKernAdvance(&tables_->info, left_glyph, right_glyph)) * scale_;
  return found->second;
}

}  // namespace roadshow::canvas
