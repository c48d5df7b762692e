// Paints the marks of a figure with Dear ImGui's draw list: crisp at every device pixel ratio, at any scale.
#pragma once

#include <imgui.h>

#include "canvas/motion.hpp"
#include "canvas/theme.hpp"
#include "figures/drawing.hpp"

namespace roadshow::canvas {

// What a picture stands on. On the header and on dark cards "white" is the colour of their words.
enum class Ground : uint8_t { page, header, deep };

struct Palette {
  const Theme& theme;
  Ground ground = Ground::page;
  bool focused = false;  // on the yellow of the focus

  Colour operator[](figures::Paint paint) const {
    if (focused) {
      const bool hollow = paint == figures::Paint::blue && ground == Ground::header;  // in the brand
      return theme[hollow ? Token::focus : Token::focus_text];
    }
    if (paint == figures::Paint::white && ground == Ground::header) return theme[Token::on_header];
    if (paint == figures::Paint::white && ground == Ground::deep) return theme[Token::on_deep];
    if (paint == figures::Paint::blue && ground == Ground::header) return theme[Token::header];
    return theme[paint];
  }
};

struct Placement {
  ImVec2 origin;    // of the drawing, in device pixels
  float scale = 1;  // device pixels for one pixel of the drawing
};

enum class Labels : uint8_t { leave_out, paint };

// `motion.now` is left holding how each dot looks.
void paint(ImDrawList& list, const figures::Drawing& drawing, const Placement& placement, const Palette& palette,
           Labels labels, const Phase& phase, Motion& motion);

}  // namespace roadshow::canvas
