// Icons in a 24 x 24 box and the pictures of the home cards in a 112 x 72 box, from the same marks as the charts.
#include <tuple>

#include "figures/shapes.hpp"

namespace roadshow::figures {
namespace {

bool is_picture(Symbol symbol) { return symbol >= Symbol::picture_route; }

class Pen {
 public:
  explicit Pen(Drawing& drawing) : drawing_(drawing) {}

  void line(std::vector<Point> points, Paint paint, float width = 2.5f) {
    drawing_.marks.emplace_back(Line{std::move(points), width, paint, Dash::none, true});
  }
  void dots(std::vector<Point> centres, float radius, Paint paint) {
    drawing_.marks.emplace_back(Dots{std::move(centres), radius, paint, false});
  }
  void box(Point at, Size size, float radius, Paint paint, Fill fill = Fill::solid) {
    drawing_.marks.emplace_back(Rectangle{at, size, radius, paint, fill, 2.5f});
  }
  void polygon(std::vector<Point> points, Paint paint) {
    drawing_.marks.emplace_back(Polygon{std::move(points), paint, Fill::solid});
  }

 private:
  Drawing& drawing_;
};

// A road with open stops that ends in a filled one: the brand mark and the picture of the plan.
void route(Pen& pen, const std::vector<Point>& stops, float radius, float width, Paint paint, Paint ground) {
  pen.line(stops, paint, width);
  std::vector<Point> open(stops.begin(), stops.end() - 1);
  pen.dots(stops, radius, paint);
  pen.dots(open, radius - width * 0.85f, ground);
}

void draw_picture(Pen& pen, Symbol symbol) {
  switch (symbol) {
    case Symbol::picture_route:
      route(pen, {{12, 58}, {34, 46}, {57, 32}, {79, 23}, {101, 28}}, 9, 4, Paint::blue, Paint::white);
      break;
    case Symbol::picture_dots: {
      std::vector<Point> within;
      std::vector<Point> waiting;
      std::vector<Point> long_wait;
      for (int column = 0; column < 14; ++column) {
        for (int row = 0; row < 10; ++row) {
          auto& group = column < 8 ? within : column < 13 ? waiting : long_wait;
          group.push_back({4 + 7.4f * static_cast<float>(column), 4 + 7.1f * static_cast<float>(row)});
        }
      }
      pen.dots(within, 2.7f, Paint::blue);
      pen.dots(waiting, 2.7f, Paint::dim_grey);
      pen.dots(long_wait, 2.7f, Paint::orange);
      break;
    }
    case Symbol::picture_pins:
      pen.box({2, 60}, {108, 7}, 3.5f, Paint::dim_grey);
      for (const auto& [x, scale, paint] :
           {std::tuple{22.0f, 0.6f, Paint::blue}, {56.0f, 1.0f, Paint::blue}, {92.0f, 0.6f, Paint::orange}}) {
        const float top = 60 - 52 * scale;
        const float r = 19 * scale;
        pen.polygon({{x - r * 0.86f, top + r * 1.5f}, {x + r * 0.86f, top + r * 1.5f}, {x, 60}}, paint);
        pen.dots({{x, top + r}}, r, paint);
        pen.dots({{x, top + r}}, r * 0.42f, Paint::white);
      }
      break;
    default:  // speech
      pen.box({0, 4}, {68, 38}, 8, Paint::white);
      pen.polygon({{12, 38}, {32, 38}, {12, 54}}, Paint::white);
      pen.box({50, 24}, {60, 34}, 8, Paint::blue_bright);
      pen.polygon({{82, 54}, {100, 54}, {100, 70}}, Paint::blue_bright);
      pen.dots({{68, 41}, {80, 41}, {92, 41}}, 3.6f, Paint::white);
      break;
  }
}

void draw_icon(Pen& pen, Symbol symbol, Paint paint) {
  switch (symbol) {
    case Symbol::brand:
      route(pen, {{3.5f, 18.5f}, {11, 17}, {12.5f, 9}, {20, 5.5f}}, 3.5f, 2.6f, paint, Paint::blue);
      break;
    case Symbol::back:
      pen.line({{14, 6}, {8, 12}, {14, 18}}, paint);
      break;
    case Symbol::next:
      pen.line({{10, 6}, {16, 12}, {10, 18}}, paint);
      break;
    case Symbol::up:
      pen.line({{6, 14}, {12, 8}, {18, 14}}, paint);
      break;
    case Symbol::down:
      pen.line({{6, 10}, {12, 16}, {18, 10}}, paint);
      break;
    case Symbol::check:
      pen.line({{5, 13}, {10, 18}, {19, 7}}, paint);
      break;
    case Symbol::check_circle:
      pen.dots({{12, 12}}, 10, paint);
      pen.line({{7.5f, 12.5f}, {10.8f, 15.8f}, {16.5f, 9}}, Paint::white);
      break;
    case Symbol::cannot:
      pen.box({3, 3}, {18, 18}, 9, paint, Fill::outline);
      pen.line({{8, 12}, {16, 12}}, paint);
      break;
    case Symbol::below:
      pen.polygon({{3, 5}, {21, 5}, {12, 20}}, paint);
      break;
    case Symbol::above:
      pen.polygon({{3, 19}, {12, 4}, {21, 19}}, paint);
      break;
    case Symbol::close:
      pen.line({{5, 5}, {19, 19}}, paint);
      pen.line({{19, 5}, {5, 19}}, paint);
      break;
    case Symbol::menu:
      for (const float y : {6.0f, 12.0f, 18.0f}) pen.line({{4, y}, {20, y}}, paint);
      break;
    case Symbol::missing:
      pen.box({3, 3}, {18, 18}, 9, paint, Fill::dashed_outline);
      break;
    case Symbol::grid:
      pen.dots({{5, 5}, {12, 5}, {19, 5}, {5, 12}, {12, 12}, {19, 12}, {5, 19}, {12, 19}, {19, 19}}, 2.4f, paint);
      break;
    case Symbol::table:
      pen.box({3, 4}, {18, 16}, 1.5f, paint, Fill::outline);
      pen.line({{3, 9.5f}, {21, 9.5f}}, paint, 2);
      pen.line({{3, 14.8f}, {21, 14.8f}}, paint, 2);
      pen.line({{9.5f, 4}, {9.5f, 20}}, paint, 2);
      break;
    case Symbol::text_size:
      pen.line({{1.5f, 18}, {5, 9}, {8.5f, 18}}, paint, 2);
      pen.line({{2.8f, 15}, {7.2f, 15}}, paint, 2);
      pen.line({{10, 18}, {16, 4}, {22, 18}}, paint, 2.5f);
      pen.line({{12.2f, 13.2f}, {19.8f, 13.2f}}, paint, 2.5f);
      break;
    case Symbol::view:
      pen.box({2.5f, 4}, {19, 16}, 2, paint, Fill::outline);
      pen.box({7, 8.5f}, {10, 7}, 1, paint);
      break;
    case Symbol::language:  // a globe
      pen.box({2.5f, 2.5f}, {19, 19}, 9.5f, paint, Fill::outline);
      pen.line({{2.5f, 12}, {21.5f, 12}}, paint, 2);
      pen.line({{12, 2.5f},
                {8.2f, 7},
                {7.6f, 12},
                {8.2f, 17},
                {12, 21.5f},
                {15.8f, 17},
                {16.4f, 12},
                {15.8f, 7},
                {12, 2.5f}},
               paint, 2);
      break;
    case Symbol::restart:  // most of a circle, and where it comes from
      pen.line({{6.3f, 6.3f},
                {9.5f, 4.4f},
                {13, 4.1f},
                {16.5f, 5.4f},
                {19.1f, 8.3f},
                {20, 12},
                {19.1f, 15.7f},
                {16.5f, 18.6f},
                {13, 19.9f},
                {9.5f, 19.6f},
                {6.3f, 17.7f},
                {4.5f, 14.7f}},
               paint);
      pen.line({{5.3f, 2}, {5.3f, 7.6f}, {11, 7.6f}}, paint);
      break;
    case Symbol::sound:
      pen.polygon({{3, 9}, {7, 9}, {7, 15}, {3, 15}}, paint);
      pen.polygon({{7, 9}, {13, 4}, {13, 20}, {7, 15}}, paint);
      pen.line({{16, 9}, {17.2f, 12}, {16, 15}}, paint, 2);
      pen.line({{19, 6}, {21.4f, 12}, {19, 18}}, paint, 2);
      break;
    case Symbol::grip:
      pen.dots({{8.5f, 5}, {15.5f, 5}, {8.5f, 12}, {15.5f, 12}, {8.5f, 19}, {15.5f, 19}}, 2, paint);
      break;
    default:
      break;
  }
}

}  // namespace

Size size_of(const Icon& icon, Width /*width*/) { return is_picture(icon.symbol) ? Size{112, 72} : Size{24, 24}; }

Drawing draw_figure(const Icon& icon, Size /*size*/) {
  Drawing drawing{size_of(icon, Width::wide), {}};
  Pen pen(drawing);
  if (is_picture(icon.symbol)) {
    draw_picture(pen, icon.symbol);
  } else {
    draw_icon(pen, icon.symbol, icon.paint);
  }
  return drawing;
}

}  // namespace roadshow::figures
