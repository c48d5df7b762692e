// The words of a picture never touch a line, a mark or one another, whatever it shows and however large it is.
#include <cmath>
#include <random>

#include "figures/drawing.hpp"
#include "figures/shapes.hpp"
#include "page/screens.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::figures;

namespace {

struct Area {
  float left, top, right, bottom;
};

// Where the letters of a label stand: of the line of words the part from the top of a capital to the foot of a "g".
Area area_of(const Label& label) {
  const float width = guessed_width(label.text, label.size, label.bold);
  const float left = label.at.x - (label.align == Align::right ? width : label.align == Align::centre ? width / 2 : 0);
  return {left, label.at.y + label.size * 0.15f, left + width, label.at.y + label.size * 1.2f};
}

bool meet(const Area& a, const Area& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// Walks along the line in steps of a pixel: slow and plain, and not the way the labels found their places.
bool crosses(const Point& from, const Point& to, float width, const Area& area) {
  const Area grown{area.left - width / 2, area.top - width / 2, area.right + width / 2, area.bottom + width / 2};
  const int steps = 1 + static_cast<int>(std::hypot(to.x - from.x, to.y - from.y));
  for (int i = 0; i <= steps; ++i) {
    const float part = static_cast<float>(i) / static_cast<float>(steps);
    const Point at{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
    if (at.x > grown.left && at.x < grown.right && at.y > grown.top && at.y < grown.bottom) return true;
  }
  return false;
}

bool lies_on(const Mark& mark, const Area& area) {
  if (const auto* line = std::get_if<Line>(&mark)) {
    for (size_t i = 0; i + 1 < line->points.size(); ++i) {
      if (crosses(line->points[i], line->points[i + 1], line->width, area)) return true;
    }
  } else if (const auto* dots = std::get_if<Dots>(&mark)) {
    for (const Point& at : dots->centres) {
      const float x = std::max({area.left - at.x, at.x - area.right, 0.0f});
      const float y = std::max({area.top - at.y, at.y - area.bottom, 0.0f});
      if (std::hypot(x, y) < dots->radius) return true;
    }
  } else if (const auto* box = std::get_if<Rectangle>(&mark)) {
    if (box->paint == Paint::wash) return false;  // a ground
    return meet(area, {box->at.x, box->at.y, box->at.x + box->size.width, box->at.y + box->size.height});
  } else if (const auto* polygon = std::get_if<Polygon>(&mark)) {
    for (size_t i = 0; i < polygon->points.size(); ++i) {
      if (crosses(polygon->points[i], polygon->points[(i + 1) % polygon->points.size()], 0, area)) return true;
    }
  }
  return false;
}

// Every label of a drawing that touches something or leaves the picture; empty when all is well.
std::vector<std::string> faults_of(const Drawing& drawing) {
  std::vector<std::string> faults;
  std::vector<std::pair<Area, std::string>> before;
  for (const Mark& mark : drawing.marks) {
    const auto* label = std::get_if<Label>(&mark);
    if (!label) continue;
    const Area area = area_of(*label);
    if (area.left < -0.5f || area.top < -0.5f || area.right > drawing.size.width + 0.5f ||
        area.bottom > drawing.size.height + 0.5f)
      faults.push_back(label->text + " leaves the picture");
    for (const auto& [other, text] : before) {
      if (meet(area, other)) faults.push_back(label->text + " lies on " + text);
    }
    for (const Mark& other : drawing.marks) {
      if (lies_on(other, area)) faults.push_back(label->text + " lies on mark " + std::to_string(other.index()));
    }
    before.emplace_back(area, label->text);
  }
  return faults;
}

void check_labels(const Figure& figure, Size size) {
  const std::vector<std::string> faults = faults_of(draw(figure, size));
  CAPTURE(size.width);
  CAPTURE(size.height);
  CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
}

using Random = std::mt19937;
double between(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}
int whole(Random& random, int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }

std::string number_words(double value, const std::string& unit) {
  std::string text = std::to_string(std::fabs(value) < 100 ? value : std::round(value));
  text.resize(text.find('.') + (std::fabs(value) < 100 ? 2 : 0));
  return text + unit;
}

// A series as a pack might hold it: smooth, jagged, flat, with gaps, near its target or far from it.
Trend any_trend(Random& random) {
  constexpr const char* months[] = {"Jun 21", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 22", "Feb", "Mar"};
  Trend trend;
  trend.compact = whole(random, 0, 3) == 0;
  trend.no_data = "No data";
  trend.axis_unit = whole(random, 0, 1) == 0 ? "%" : "";
  const double largest = std::pow(10.0, between(random, -1, 5));
  const double jag = between(random, 0, 1);
  double value = between(random, 0, largest);
  const int count = whole(random, 1, 26);
  for (int i = 0; i < count; ++i) {
    value = std::clamp(value + between(random, -jag, jag) * largest, 0.0, largest);
    Trend::Point point{months[static_cast<size_t>(i) % std::size(months)], value, "", ""};
    if (whole(random, 0, 9) == 0) point.value.reset();
    trend.points.push_back(point);
  }
  size_t high = trend.points.size();
  size_t low = high;
  for (size_t i = 0; i < trend.points.size(); ++i) {
    if (!trend.points[i].value) continue;
    if (high == trend.points.size() || trend.points[i].value > trend.points[high].value) high = i;
    if (low == trend.points.size() || trend.points[i].value < trend.points[low].value) low = i;
  }
  for (const size_t i : {size_t{0}, trend.points.size() - 1, high, low}) {
    if (i >= trend.points.size() || !trend.points[i].value) continue;
    trend.points[i].label = number_words(*trend.points[i].value, whole(random, 0, 1) == 0 ? "%" : " days");
    if (i == high || i == low) trend.points[i].note = i == high ? "Highest, March 2022" : "Lowest, December 2021";
  }
  if (whole(random, 0, 1) == 0) {
    trend.target = between(random, 0, largest);
    trend.at_most = whole(random, 0, 1) == 0;
    trend.target_label = trend.at_most ? "Ambition: 42 days (six weeks) or less" : "Target 75% or more";
  }
  return trend;
}

}  // namespace

TEST_CASE("the labels of a trend touch nothing, whatever the series and the size") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Trend trend = any_trend(random);
    check_labels(trend,
                 {static_cast<float>(between(random, 280, 1100)), static_cast<float>(between(random, 180, 700))});
    if (seed % 50 == 0) {
      for (const Width width : {Width::narrow, Width::wide}) check_labels(trend, nominal_size(trend, width));
    }
  }
}

TEST_CASE("the names of groups of people touch nothing, however the groups are") {
  constexpr const char* names[] = {"waited 18 weeks or less", "18 weeks to a year", "over a year", "",
                                   "more than two years"};
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    DotField field;
    int left = 1000;
    for (int group = whole(random, 0, 5); group >= 0; --group) {
      const int count = group == 0 ? left : whole(random, 0, whole(random, 0, left));
      left -= count;
      const bool named = whole(random, 0, 4) > 0;
      field.groups.push_back({count, Paint::blue, false, named ? std::to_string(count) : "",
                              named ? names[static_cast<size_t>(whole(random, 0, 4))] : "", whole(random, 0, 1) == 0});
    }
    if (whole(random, 0, 1) == 0) {
      field.target = whole(random, 1, 999);
      field.target_label = "Target line: 92%";
    }
    for (const Width width : {Width::narrow, Width::wide}) check_labels(field, nominal_size(field, width));
  }
}

TEST_CASE("every group of a story is named at every step, at both sizes") {
  const std::vector<std::vector<std::string>> steps = {
      {}, {"577", "365", "55", "3"}, {"577", "343 short"}, {"577", "365", "58"}, {"577", "365", "55", "3 of 1,000"}};
  for (size_t step = 0; step < steps.size(); ++step) {
    const Visitor visitor("/explain/waiting-list/" + std::to_string(step + 1));
    const Figure field = *visitor.node("dot-field").figure;
    for (const Width width : {Width::narrow, Width::wide}) {
      const Drawing drawing = draw(field, nominal_size(field, width));
      check_labels(field, drawing.size);
      for (const std::string& number : steps[step]) {
        const bool named = std::any_of(drawing.marks.begin(), drawing.marks.end(), [&](const Mark& mark) {
          const auto* label = std::get_if<Label>(&mark);
          return label && label->text.substr(0, number.size()) == number;
        });
        CHECK_MESSAGE(named, "step " << step + 1 << ": " << number << (width == Width::narrow ? " narrow" : " wide"));
      }
    }
  }
}

TEST_CASE("the numbers of a scale stand at their values, as far apart as they are") {
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Trend trend = any_trend(random);
    for (Trend::Point& point : trend.points) point.label = point.note = "";
    const Drawing drawing = draw(trend, {700, 420});
    std::vector<std::pair<double, float>> scale;  // value, height
    for (const Mark& mark : drawing.marks) {
      const auto* label = std::get_if<Label>(&mark);
      if (!label || label->align != Align::right) continue;
      std::string digits = label->text;
      std::erase_if(digits, [](char c) { return c == ',' || c == '%'; });
      scale.emplace_back(std::stod(digits), label->at.y + label->size * line_height / 2);
    }
    REQUIRE(scale.size() >= 2);
    const double step = (scale[1].first - scale[0].first);
    const float height = scale[0].second - scale[1].second;
    CHECK(step > 0);
    for (size_t i = 0; i + 1 < scale.size(); ++i) {
      CHECK(scale[i + 1].first - scale[i].first == doctest::Approx(step).epsilon(0.001));
      CHECK(scale[i].second - scale[i + 1].second == doctest::Approx(height).epsilon(0.001));
    }
    // And the points stand at their values on that scale.
    const auto y_of = [&](double value) {
      return scale[0].second - static_cast<float>((value - scale[0].first) / step) * height;
    };
    for (const Mark& mark : drawing.marks) {
      const auto* dots = std::get_if<Dots>(&mark);
      if (!dots || dots->paint != Paint::white) continue;
      size_t i = 0;
      for (const Trend::Point& point : trend.points) {
        if (point.value) CHECK(dots->centres.at(i++).y == doctest::Approx(y_of(*point.value)).epsilon(0.002));
      }
    }
  }
}

TEST_CASE("the highest and the lowest month that a trend of the pack has are named, at both sizes") {
  for (const content::Measure& measure : real_pack().measures) {
    if (!page::has_trend(real_pack(), measure)) continue;
    const Trend trend = page::trend_of(real_pack(), measure, false);
    CAPTURE(measure.id);
    for (const Width width : {Width::narrow, Width::wide}) {
      const Drawing drawing = draw(trend, nominal_size(trend, width));
      for (const Trend::Point& point : trend.points) {
        const bool named =
            point.label.empty() || std::any_of(drawing.marks.begin(), drawing.marks.end(), [&](auto& mark) {
              const auto* label = std::get_if<Label>(&mark);
              return label && label->text == point.label;
            });
        CHECK_MESSAGE(named, point.period << " " << point.label << (width == Width::narrow ? " narrow" : " wide"));
      }
    }
  }
}
