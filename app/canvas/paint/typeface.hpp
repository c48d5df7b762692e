// What a TrueType font says about its letters: advances, kerning, ascent. Dear ImGui rasterises the same font but
// neither kerns it nor answers widths without rasterising.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace roadshow::canvas {

// Lengths are shares of the size (the em square), as in CSS.
class Typeface {
 public:
  Typeface();
  ~Typeface();

  // `bytes` must stay alive. False when it is no TrueType font.
  bool open(const uint8_t* bytes);

  int glyph(uint32_t code);
  float advance(uint32_t code);
  float kerning(int left_glyph, int right_glyph);
  float ascent() const { return ascent_; }
  float descent() const { return descent_; }  // down is positive

 private:
  struct Letter {
    int glyph = -1;
    float advance = 0;
  };
  const Letter& letter(uint32_t code);

  struct Tables;  // of stb_truetype
  std::unique_ptr<Tables> tables_;
  float scale_ = 0;
  float ascent_ = 0.95f;
  float descent_ = 0.29f;
  std::array<Letter, 0x180> latin_;  // European letters, looked up directly
  std::unordered_map<uint32_t, Letter> others_;
  std::unordered_map<uint32_t, float> kerning_;
};

}  // namespace roadshow::canvas
