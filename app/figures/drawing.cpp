#include "figures/drawing.hpp"

#include "figures/shapes.hpp"

namespace roadshow::figures {

Size nominal_size(const Figure& figure, Width width) {
  return std::visit([&](const auto& one) { return size_of(one, width); }, figure);
}

Drawing draw(const Figure& figure, Size size) {
  return std::visit([&](const auto& one) { return draw_figure(one, size); }, figure);
}

float guessed_width(std::string_view text, float size, bool bold) {
  int characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return static_cast<float>(characters) * size * (bold ? 0.58f : 0.55f);
}

}  // namespace roadshow::figures
