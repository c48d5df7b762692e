// A drawing as SVG: the picture before the canvas is ready, without WebGL and in print, and its labels always.
//
// Colours are classes (fill-blue, line-blue), so that themes and forced colours reach them and no style attribute is
// needed. Marks stand in <g class="marks">, which the style sheet hides once the canvas has painted the same marks;
// labels stand in <g class="labels"> and stay.
#pragma once

#include <string>
#include <string_view>

#include "figures/drawing.hpp"

namespace roadshow::html {

// `id` makes the names of patterns unique on the page; `css_class` is narrow or wide, or icon.
std::string to_svg(const figures::Drawing& drawing, std::string_view id, std::string_view css_class);

}  // namespace roadshow::html
