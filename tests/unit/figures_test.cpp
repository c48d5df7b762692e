// Pictures tell the truth: every person is a dot, a missing figure is no bar and no line.
#include <cmath>
#include <map>

#include "figures/drawing.hpp"
#include "figures/shapes.hpp"
#include "page/screens.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::figures;

namespace {

constexpr Width widths[] = {Width::narrow, Width::wide};

template <class T>
std::vector<T> all(const Drawing& drawing) {
  std::vector<T> found;
  for (const Mark& mark : drawing.marks) {
    if (const auto* one = std::get_if<T>(&mark)) found.push_back(*one);
  }
  return found;
}

Drawing drawn(const Figure& figure, Width width) { return draw(figure, nominal_size(figure, width)); }

std::vector<std::string> labels_of(const Drawing& drawing) {
  std::vector<std::string> texts;
  for (const Label& label : all<Label>(drawing)) texts.push_back(label.text);
  return texts;
}

bool has_label(const Drawing& drawing, const std::string& text) {
  const auto texts = labels_of(drawing);
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::vector<Rectangle> with_fill(const Drawing& drawing, Fill fill) {
  auto boxes = all<Rectangle>(drawing);
  std::erase_if(boxes, [&](const Rectangle& box) { return box.fill != fill; });
  return boxes;
}

// Every picture of every page of the real pack, with the page it is on.
struct Placed {
  std::string place;
  Figure figure;
};
std::vector<Placed> real_figures() {
  std::vector<Placed> found;
  const auto take = [&](const page::Page& page) {
    each_node(page.root, [&](const page::Node& node) {
      if (node.kind == page::Kind::picture) found.push_back({page.path + " " + node.id, *node.figure});
    });
  };
  for (const std::string& path : page::static_paths(real_pack())) take(Visitor(path).page());
  for (const auto& place : real_pack().places) take(Visitor("/waits?at=" + place.id).page());
  return found;
}

DotField field_of_step(int step) {
  const Visitor visitor("/explain/waiting-list/" + std::to_string(step));
  return std::get<DotField>(*visitor.node("dot-field").figure);
}

TargetBar bar(std::optional<double> value, std::optional<double> target = 80) {
  return {.value = value, .target = target, .maximum = 100, .target_label = "Target 80%"};
}

}  // namespace

TEST_CASE("a field of dots has 1,000 people in each step, 25 to a column, none outside") {
  for (int step = 1; step <= 5; ++step) {
    for (const Width width : widths) {
      CAPTURE(step);
      const Drawing drawing = drawn(field_of_step(step), width);
      std::map<long, int> columns;
      std::set<std::pair<long, long>> places;
      int people = 0;
      for (const Dots& dots : all<Dots>(drawing)) {
        for (const Point& centre : dots.centres) {
          ++people;
          ++columns[std::lround(centre.x * 10)];
          places.insert({std::lround(centre.x * 10), std::lround(centre.y * 10)});
          CHECK(centre.x - dots.radius >= 0);
          CHECK(centre.x + dots.radius <= drawing.size.width);
          CHECK(centre.y - dots.radius >= 0);
          CHECK(centre.y + dots.radius <= drawing.size.height);
        }
      }
      CHECK(people == 1000);
      CHECK(places.size() == 1000);  // nobody stands on anybody
      CHECK(columns.size() == 40);
      for (const auto& [x, count] : columns) CHECK(count == 25);
    }
  }
}

TEST_CASE("groups fill the field in order, column by column from the left") {
  const Drawing drawing = drawn(field_of_step(2), Width::wide);
  Point before{-1, 0};
  std::vector<size_t> sizes;
  for (const Dots& dots : all<Dots>(drawing)) {
    sizes.push_back(dots.centres.size());
    for (const Point& centre : dots.centres) {
      const bool same_column = std::fabs(centre.x - before.x) < 0.01f;
      CHECK((same_column ? centre.y > before.y : centre.x > before.x));
      before = centre;
    }
  }
  CHECK(sizes == std::vector<size_t>{577, 365, 55, 3});
}

TEST_CASE("the line of the target steps through the field at person 920") {
  for (const Width width : widths) {
    const DotField field = field_of_step(3);
    CHECK(field.target == 920);
    const Drawing drawing = drawn(field, width);
    auto lines = all<Line>(drawing);
    std::erase_if(lines, [](const Line& line) { return line.paint != Paint::text; });
    REQUIRE(lines.size() == 1);
    const Line& line = lines[0];
    const auto x_at = [&](float y) {  // where the line stands at this height
      for (size_t i = 0; i + 1 < line.points.size(); ++i) {
        if (line.points[i].y <= y && y < line.points[i + 1].y) return line.points[i].x;
      }
      FAIL("the line does not reach " << y);
      return 0.0f;
    };
    int person = 0;
    for (const Dots& dots : all<Dots>(drawing)) {
      for (const Point& centre : dots.centres) CHECK((centre.x < x_at(centre.y)) == (person++ < 920));
    }
    CHECK(has_label(drawing, field.target_label));
  }
  // People short of the target are hollow.
  const auto dots = all<Dots>(drawn(field_of_step(3), Width::wide));
  REQUIRE(dots.size() == 3);
  CHECK(dots[1].ring);
  CHECK(dots[1].centres.size() == 343);
  CHECK_FALSE(dots[0].ring);
}

TEST_CASE("a group that cannot be is drawn as nobody and breaks nothing") {
  DotField field;
  field.groups = {{1055, Paint::blue, false, "1,055", "too many", false},
                  {-55, Paint::orange, false, "-55", "less than nobody", true}};
  for (const Width width : widths) CHECK(all<Dots>(drawn(field, width)).size() == 1);
}

TEST_CASE("a bar is as long as its value, stripes fill the gap, a mark stands at the target") {
  for (const Width width : widths) {
    const Drawing drawing = drawn(bar(50), width);
    const auto solid = with_fill(drawing, Fill::solid);
    const auto stripes = with_fill(drawing, Fill::stripes);
    REQUIRE(stripes.size() == 1);
    CHECK(stripes[0].at.x == doctest::Approx(drawing.size.width * 0.5));
    CHECK(stripes[0].size.width == doctest::Approx(drawing.size.width * 0.3));
    CHECK(std::any_of(solid.begin(), solid.end(), [&](const Rectangle& box) {
      return box.paint == Paint::blue && box.size.width == doctest::Approx(drawing.size.width * 0.5);
    }));
    CHECK(std::any_of(solid.begin(), solid.end(), [&](const Rectangle& box) {
      return box.paint == Paint::text && box.size.width == 5 &&
             box.at.x + 2.5f == doctest::Approx(drawing.size.width * 0.8);
    }));
    CHECK(has_label(drawing, "Target 80%"));
  }
}

TEST_CASE("a missing figure is a dashed outline and never a bar") {
  for (const Width width : widths) {
    for (const auto& target : {std::optional<double>(80), std::optional<double>()}) {
      const Drawing drawing = drawn(bar({}, target), width);
      CHECK(with_fill(drawing, Fill::dashed_outline).size() == 1);
      CHECK(with_fill(drawing, Fill::stripes).empty());
      for (const Rectangle& box : with_fill(drawing, Fill::solid)) CHECK(box.paint == Paint::text);  // the target only
    }
  }
}

TEST_CASE("a real zero is a bar of no length and not a missing figure") {
  for (const Width width : widths) {
    const Drawing drawing = drawn(bar(0), width);
    CHECK(with_fill(drawing, Fill::dashed_outline).empty());
    CHECK(with_fill(drawing, Fill::stripes).size() == 1);
    for (const Rectangle& box : with_fill(drawing, Fill::solid)) CHECK(box.paint != Paint::blue);
  }
}

TEST_CASE("stripes are for a gap only: none at the target, none beyond it, none without one") {
  CHECK(with_fill(drawn(bar(80), Width::wide), Fill::stripes).empty());
  CHECK(with_fill(drawn(bar(93), Width::wide), Fill::stripes).empty());
  CHECK(with_fill(drawn(bar(50, {}), Width::wide), Fill::stripes).empty());
}

TEST_CASE("with an upper limit the gap is what lies beyond it") {
  TargetBar over = bar(60, 40);
  over.at_most = true;
  const auto stripes = with_fill(drawn(over, Width::wide), Fill::stripes);
  REQUIRE(stripes.size() == 1);
  CHECK(stripes[0].at.x == doctest::Approx(296 * 0.4));
  CHECK(stripes[0].size.width == doctest::Approx(296 * 0.2));
  over.value = 30;
  CHECK(with_fill(drawn(over, Width::wide), Fill::stripes).empty());
}

TEST_CASE("a value beyond the end of the scale stays within the picture") {
  for (const double value : {-5.0, 250.0, 1e300}) {
    for (const Rectangle& box : all<Rectangle>(drawn(bar(value), Width::wide))) {
      CHECK(box.at.x >= 0);
      CHECK(box.at.x + box.size.width <= 296.01f);
    }
  }
}

TEST_CASE("a missing month breaks the line and is named") {
  Trend trend;
  for (const auto& value : {std::optional<double>(70), std::optional<double>(72), std::optional<double>(),
                            std::optional<double>(75), std::optional<double>(74)})
    trend.points.push_back({"Jun 21", value, "", ""});
  trend.no_data = "No data";
  for (const Width width : widths) {
    const Drawing drawing = drawn(trend, width);
    std::vector<size_t> stretches;
    for (const Line& line : all<Line>(drawing)) {
      if (line.paint == Paint::blue) stretches.push_back(line.points.size());
    }
    CHECK(stretches == std::vector<size_t>{2, 2});
    CHECK(with_fill(drawing, Fill::dashed_outline).size() == 1);
    CHECK(has_label(drawing, "No"));
    CHECK(has_label(drawing, "data"));
  }
}

TEST_CASE("the trend of urgent help at home misses May 2022 and says so") {
  const Trend trend = page::trend_of(real_pack(), measure("urgent-home-2-hours"), false);
  REQUIRE(trend.points.size() == 12);
  CHECK_FALSE(trend.points.back().value);
  CHECK(trend.points.front().period == "Jun 21");
  CHECK(has_label(drawn(trend, Width::wide), "data"));
  CHECK(with_fill(drawn(trend, Width::narrow), Fill::dashed_outline).size() == 1);
}

TEST_CASE("months that are all missing, all the same or all zero draw without fuss") {
  for (const auto& value :
       {std::optional<double>(), std::optional<double>(0), std::optional<double>(5), std::optional<double>(1e12)}) {
    for (const size_t months : {1u, 2u, 12u}) {
      Trend trend;
      trend.points.assign(months, {"Jun 21", value, "here", "a note"});
      trend.target = 0;
      for (const Width width : widths) {
        for (const Mark& mark : drawn(trend, width).marks) {
          if (const auto* line = std::get_if<Line>(&mark)) {
            for (const Point& point : line->points) CHECK((std::isfinite(point.x) && std::isfinite(point.y)));
          }
        }
      }
    }
  }
}

TEST_CASE("no label of the real pack runs out of its picture") {
  const float slack = 4;  // the width of words is guessed on the wide side
  for (const Placed& one : real_figures()) {
    for (const Width width : widths) {
      const Drawing drawing = drawn(one.figure, width);
      for (const Label& label : all<Label>(drawing)) {
        CAPTURE(one.place);
        CAPTURE(label.text);
        const float words = guessed_width(label.text, label.size, label.bold);
        const float left = label.at.x - (label.align == Align::right    ? words
                                         : label.align == Align::centre ? words / 2
                                                                        : 0);
        CHECK(left >= -slack);
        CHECK(left + words <= drawing.size.width + slack);
        CHECK(label.at.y >= -slack);
        CHECK(label.at.y + label.size * line_height <= drawing.size.height + slack);
      }
    }
  }
}

TEST_CASE("no label of the real pack is smaller than 13 pixels on a phone") {
  for (const Placed& one : real_figures()) {
    for (const Label& label : all<Label>(drawn(one.figure, Width::narrow)))
      CHECK_MESSAGE(label.size >= 13, one.place << ": " << label.text << " " << label.size);
  }
}

TEST_CASE("the same figure gives the same marks") {
  for (const Placed& one : real_figures()) {
    const Drawing first = drawn(one.figure, Width::wide);
    const Drawing second = drawn(one.figure, Width::wide);
    CHECK(first.marks.size() == second.marks.size());
    CHECK(labels_of(first) == labels_of(second));
  }
}
