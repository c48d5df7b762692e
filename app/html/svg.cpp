#include "html/svg.hpp"

#include <cmath>

#include "figures/shapes.hpp"
#include "html/element.hpp"

namespace roadshow::html {
namespace {

using figures::Align;
using figures::Dash;
using figures::Fill;
using figures::Point;

// A tenth of a pixel is finer than the eye, and short numbers are most of a page's bytes. Thin rings need hundredths.
std::string number(float value, int decimals = 1) {
  const long scale = decimals == 1 ? 10 : 100;
  const long size = std::lround(std::fabs(static_cast<double>(value)) * static_cast<double>(scale));
  std::string text = value < 0 && size > 0 ? "-" : "";
  text += std::to_string(size / scale);
  if (size % scale == 0) return text;
  std::string fraction = std::to_string(size % scale);
  fraction.insert(0, static_cast<size_t>(decimals) - fraction.size(), '0');
  while (fraction.back() == '0') fraction.pop_back();
  return text + "." + fraction;
}

std::string attribute(const char* name, float value) { return std::string(" ") + name + "=\"" + number(value) + "\""; }

std::string paint_class(const char* kind, figures::Paint paint) {
  return " class=\"" + std::string(kind) + std::string(word(paint)) + "\"";
}

constexpr float ring_line = 1.5f;

class SvgWriter {
 public:
  explicit SvgWriter(std::string_view id) : id_(id) {}

  void write(const figures::Dots& dots) {
    if (dots.ring) return write_rings(dots);
    // Zero-length lines with round ends: a dot costs a few bytes instead of an element.
    std::string path;
    Point at{0, 0};
    for (const Point& centre : dots.centres) {
      path += path.empty() ? "M" + number(centre.x) + " " + number(centre.y)
                           : "m" + number(centre.x - at.x) + " " + number(centre.y - at.y);
      path += "h0";
      // The next step is taken from the rounded place, so that rounding does not add up.
      at = {at.x + std::round((centre.x - at.x) * 10) / 10, at.y + std::round((centre.y - at.y) * 10) / 10};
    }
    add_path(path, dots.radius * 2, dots.paint);
  }

  void write(const figures::Rectangle& box) {
    const bool outlined = box.fill == Fill::dashed_outline || box.fill == Fill::outline;
    const float inset = outlined ? box.line / 2 : 0;
    std::string fill = paint_class(outlined ? "line-" : "fill-", box.paint);
    if (box.fill == Fill::stripes) fill = " fill=\"url(#" + stripes() + ")\"";
    marks += "<rect" + attribute("x", box.at.x + inset) + attribute("y", box.at.y + inset) +
             attribute("width", box.size.width - inset * 2) + attribute("height", box.size.height - inset * 2) +
             (box.radius > 0 ? attribute("rx", box.radius) : "") + fill +
             (outlined ? attribute("stroke-width", box.line) : "") +
             (box.fill == Fill::dashed_outline ? " stroke-dasharray=\"6 4\"" : "") + "/>";
  }

  void write(const figures::Line& line) {
    marks += "<path d=\"" + points(line.points) + "\"" + paint_class("line-", line.paint) +
             attribute("stroke-width", line.width) + (line.dash == Dash::dashed ? " stroke-dasharray=\"9 6\"" : "") +
             (line.round ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : "") + "/>";
  }

  void write(const figures::Polygon& polygon) {
    marks +=
        "<path d=\"" + points(polygon.points) + "z\"" +
        (polygon.fill == Fill::stripes ? " fill=\"url(#" + stripes() + ")\"" : paint_class("fill-", polygon.paint)) +
        "/>";
  }

  void write(const figures::Label& label) {
    const char* anchor = label.align == Align::left ? "" : label.align == Align::centre ? "middle" : "end";
    labels += "<text" + attribute("x", label.at.x) + attribute("y", label.at.y + label.size * figures::baseline) +
              attribute("font-size", label.size) +
              (*anchor ? std::string(" text-anchor=\"") + anchor + "\"" : std::string()) +
              (label.bold ? " font-weight=\"700\"" : "") + paint_class("fill-", label.paint) + ">" +
              escaped(label.text) + "</text>";
  }

  std::string marks;
  std::string labels;
  bool has_stripes = false;

  std::string stripes() {
    has_stripes = true;
    return id_ + "-stripes";
  }

 private:
  // Circles of two arcs each, with a line of 1.5 px inside the radius of the dot.
  void write_rings(const figures::Dots& dots) {
    // Rounded as it is written: arcs whose ends are not two radii apart lie off their centre.
    const float radius = std::round((dots.radius - ring_line / 2) * 100) / 100;
    const auto exact = [](float value) { return number(value, 2); };
    const std::string half = "a" + exact(radius) + " " + exact(radius) + " 0 1 0 ";
    const std::string circle = half + exact(radius * 2) + " 0" + half + exact(radius * -2) + " 0";
    std::string path;
    for (const Point& centre : dots.centres) path += "M" + exact(centre.x - radius) + " " + exact(centre.y) + circle;
    marks +=
        "<path d=\"" + path + "\"" + paint_class("line-", dots.paint) + attribute("stroke-width", ring_line) + "/>";
  }

  void add_path(const std::string& path, float width, figures::Paint paint) {
    marks += "<path d=\"" + path + "\"" + paint_class("line-", paint) + attribute("stroke-width", width) +
             " stroke-linecap=\"round\"/>";
  }

  static std::string points(const std::vector<Point>& list) {
    std::string path;
    for (const Point& point : list) path += (path.empty() ? "M" : "L") + number(point.x) + " " + number(point.y);
    return path;
  }

  std::string id_;
};

}  // namespace

std::string to_svg(const figures::Drawing& drawing, std::string_view id, std::string_view css_class) {
  SvgWriter writer(std::string(id) + "-" + std::string(css_class));
  for (const auto& mark : drawing.marks) std::visit([&](const auto& one) { writer.write(one); }, mark);
  std::string svg = "<svg class=\"" + std::string(css_class) + "\" viewBox=\"0 0 " + number(drawing.size.width) + " " +
                    number(drawing.size.height) + "\"" + attribute("width", drawing.size.width) +
                    attribute("height", drawing.size.height) + " aria-hidden=\"true\" focusable=\"false\">";
  if (writer.has_stripes) {
    svg += "<defs><pattern id=\"" + writer.stripes() +
           "\" width=\"7.78\" height=\"7.78\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
           "<rect width=\"7.78\" height=\"7.78\" class=\"fill-orange-wash\"/><rect width=\"3.5\" height=\"7.78\" "
           "class=\"fill-orange\"/></pattern></defs>";
  }
  if (!writer.marks.empty()) svg += "<g class=\"marks\">" + writer.marks + "</g>";
  if (!writer.labels.empty()) svg += "<g class=\"labels\">" + writer.labels + "</g>";
  return svg + "</svg>";
}

}  // namespace roadshow::html
