// The geometry of a figure, computed once: the canvas paints and animates it, markup writes it as SVG.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "figures/figure.hpp"

namespace roadshow::figures {

// All lengths in CSS pixels of the drawing's own size; x to the right, y down.
struct Point {
  float x = 0;
  float y = 0;
};
struct Size {
  float width = 0;
  float height = 0;
};

struct Dots {
  std::vector<Point> centres;
  float radius = 4;
  Paint paint = Paint::blue;
  bool ring = false;  // hollow, line of 1.5 px
};

enum class Fill { solid, stripes, dashed_outline, outline };
struct Rectangle {
  Point at;
  Size size;
  float radius = 0;
  Paint paint = Paint::blue;
  Fill fill = Fill::solid;  // stripes: 45 degrees in `paint` on orange-wash
  float line = 2;           // width of an outline
};

enum class Dash { none, dashed };
struct Line {
  std::vector<Point> points;
  float width = 2;
  Paint paint = Paint::text;
  Dash dash = Dash::none;
  bool round = false;  // round joins and ends
};

struct Polygon {  // filled, convex; or striped like Rectangle
  std::vector<Point> points;
  Paint paint = Paint::blue;
  Fill fill = Fill::solid;
};

enum class Align { left, centre, right };
struct Label {
  std::string text;
  Point at;  // top of the line box, at the side that `align` names
  Align align = Align::left;
  float size = 16;
  bool bold = false;
  Paint paint = Paint::text;
};

using Mark = std::variant<Dots, Rectangle, Line, Polygon, Label>;

struct Drawing {
  Size size;
  std::vector<Mark> marks;  // painted in this order
};

// Nominal widths: markup writes each figure at both, the browser shows the one that fits.
enum class Width { narrow, wide };  // phone: below 640 px, and side panels; desktop: from 640 px

// The size a figure is drawn at for a width class. The picture scales as a whole from there.
Size nominal_size(const Figure& figure, Width width);

// The marks of `figure` at `size`. Pure: the same input gives the same marks.
Drawing draw(const Figure& figure, Size size);

// Left for right, for pages that are read from the right. A label keeps its alignment: in such a page SVG text starts
// at its right side by itself.
void mirror(Drawing& drawing);

}  // namespace roadshow::figures
