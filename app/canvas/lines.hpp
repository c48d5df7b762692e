// Words to lines: wraps runs of different letters within a width, balances headings, aligns.
#pragma once

#include <string_view>
#include <vector>

#include "canvas/shapes.hpp"
#include "canvas/style.hpp"

namespace roadshow::canvas {

struct Run {  // a stretch of words in one kind of letters
  std::string_view text;
  Lettering lettering;
  Token ink = Token::text;
  bool underlined = false;
  const page::Node* owner = nullptr;  // whose words they are
};

struct Fragment {  // a piece of a run on one line
  std::string_view text;
  Lettering lettering;
  Token ink = Token::text;
  bool underlined = false;
  const page::Node* owner = nullptr;
  float x = 0;
  float baseline = 0;
  float width = 0;
};

struct Lines {
  std::vector<Fragment> fragments;  // x and baseline from the top left of the first line
  float width = 0;                  // of the widest line
  float height = 0;
};

struct LineRules {
  float width = 0;
  float line_height = 0;
  Align align = Align::start;
  bool balanced = false;
};

Lines break_lines(const std::vector<Run>& runs, const LineRules& rules);

// Without any wrapping but that of line breaks in the text.
float natural_width(const std::vector<Run>& runs);

}  // namespace roadshow::canvas
