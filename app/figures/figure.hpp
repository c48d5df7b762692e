// What a picture shows, before it has a size. Data only: drawing is in figures/drawing.hpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::figures {

// Colours by job; assets/theme.json gives each its value in every theme.
// clang-format off
enum class Paint {
  text, text_2, blue, blue_dark, blue_bright, blue_light, sky, orange, plum, grey, white, border, track, wash,
  orange_wash, dim_blue, dim_grey, dim_orange, focus, green
};
constexpr auto words_of(Paint) {
  return std::array{"text", "text-2", "blue", "blue-dark", "blue-bright", "blue-light", "sky", "orange", "plum",
                    "control", "white", "border", "track", "wash", "orange-wash", "dim-blue", "dim-grey",
                    "dim-orange", "focus", "green"};
}
// clang-format on

// 1,000 people, one dot each. Groups fill column by column; their counts add up to 1,000.
struct DotField {
  static constexpr const char* type = "dot-field";
  struct Group {
    int count = 0;
    Paint paint = Paint::blue;
    bool ring = false;   // hollow dots: people short of a target
    std::string number;  // label above its first column; empty: none
    std::string label;
    bool strong = false;  // label in the paint of the group, bold
  };
  std::vector<Group> groups;
  int target = 0;            // people who should be left of the target line; 0: no line
  std::string target_label;  // "Target line: 92%"
};
template <class V>
void describe(V& v, DotField::Group& group) {
  v.required("count", group.count, Rule::any, "");
  v.required("paint", group.paint, Rule::any, "");
  v.optional("ring", group.ring, Rule::any, "");
  v.optional("number", group.number, Rule::any, "");
  v.optional("label", group.label, Rule::any, "");
  v.optional("strong", group.strong, Rule::any, "");
}
template <class V>
void describe(V& v, DotField& field) {
  v.required("groups", field.groups, Rule::any, "");
  v.optional("target", field.target, Rule::any, "");
  v.optional("targetLabel", field.target_label, Rule::any, "");
}

// One value against one target: solid to the value, stripes for the gap, a mark at the target; dashed when missing.
struct TargetBar {
  static constexpr const char* type = "target-bar";
  std::optional<double> value;
  std::optional<double> target;
  double maximum = 100;  // value at the right end
  bool at_most = false;  // target is an upper limit: the gap lies beyond it
  std::string target_label;
};
template <class V>
void describe(V& v, TargetBar& bar) {
  v.optional("value", bar.value, Rule::any, "");
  v.optional("target", bar.target, Rule::any, "");
  v.required("maximum", bar.maximum, Rule::any, "");
  v.optional("atMost", bar.at_most, Rule::any, "");
  v.optional("targetLabel", bar.target_label, Rule::any, "");
}

// A value over months. A missing month is a gap in the line and says so.
struct Trend {
  static constexpr const char* type = "trend";
  struct Point {
    std::string period;  // label on the axis: "Jun 21"
    std::optional<double> value;
    std::string label;  // printed beside the point; empty: none
    std::string note;   // second line of the label
  };
  std::vector<Point> points;
  std::optional<double> target;
  bool at_most = false;
  std::string target_label;
  std::string no_data;    // words for a missing month
  std::string axis_unit;  // after the numbers of the axis: "%"
  bool compact = false;   // in a side panel: fewer axis labels, last value only
};
template <class V>
void describe(V& v, Trend::Point& point) {
  v.required("period", point.period, Rule::any, "");
  v.optional("value", point.value, Rule::any, "");
  v.optional("label", point.label, Rule::any, "");
  v.optional("note", point.note, Rule::any, "");
}
template <class V>
void describe(V& v, Trend& trend) {
  v.required("points", trend.points, Rule::any, "");
  v.optional("target", trend.target, Rule::any, "");
  v.optional("atMost", trend.at_most, Rule::any, "");
  v.optional("targetLabel", trend.target_label, Rule::any, "");
  v.optional("noData", trend.no_data, Rule::any, "");
  v.optional("axisUnit", trend.axis_unit, Rule::any, "");
  v.optional("compact", trend.compact, Rule::any, "");
}

// How many people gave each answer. A hidden count is a dashed box as long as `limit`.
struct Bars {
  static constexpr const char* type = "bars";
  struct Row {
    std::string label;
    std::optional<double> value;
    std::string text;  // beside the bar: "35", "fewer than 10"
    bool strong = false;
  };
  std::vector<Row> rows;
  double maximum = 0;  // value of the longest bar
  double limit = 10;
};
template <class V>
void describe(V& v, Bars::Row& row) {
  v.required("label", row.label, Rule::any, "");
  v.optional("value", row.value, Rule::any, "");
  v.required("text", row.text, Rule::any, "");
  v.optional("strong", row.strong, Rule::any, "");
}
template <class V>
void describe(V& v, Bars& bars) {
  v.required("rows", bars.rows, Rule::any, "");
  v.required("maximum", bars.maximum, Rule::any, "");
  v.required("limit", bars.limit, Rule::any, "");
}

// A row of dots, of which a part is filled.
struct Meter {
  static constexpr const char* type = "meter";
  double part = 0;   // 0 to 1
  std::string goal;  // the word at the end of the row; empty: it is no goal
};
template <class V>
void describe(V& v, Meter& meter) {
  v.required("part", meter.part, Rule::any, "");
  v.optional("goal", meter.goal, Rule::any, "");
}

// The people of the area as a landscape of dots. Decoration only.
struct Hills {
  static constexpr const char* type = "hills";
  bool dark = false;  // on dark blue
};
template <class V>
void describe(V& v, Hills& hills) {
  v.optional("dark", hills.dark, Rule::any, "");
}

// Small drawings: icons in a 24 x 24 box, pictures of the home cards in a 112 x 72 box.
// clang-format off
enum class Symbol {
  brand, back, next, up, down, check, check_circle, cannot, below, above, missing, grid, table, text_size, view, language, sound, menu, close, grip, restart,
  picture_route, picture_dots, picture_pins, picture_speech
};
constexpr auto words_of(Symbol) {
  return std::array{"brand",  "back",      "next",    "up",   "down",          "check",        "check-circle",
                    "cannot", "below",     "above",   "missing", "grid", "table",         "text-size",    "view",
                    "language", "sound", "menu", "close", "grip", "restart",   "picture-route", "picture-dots", "picture-pins", "picture-speech"};
}
// clang-format on
struct Icon {
  static constexpr const char* type = "icon";
  Symbol symbol = Symbol::brand;
  Paint paint = Paint::text;
};
template <class V>
void describe(V& v, Icon& icon) {
  v.required("symbol", icon.symbol, Rule::any, "");
  v.required("paint", icon.paint, Rule::any, "");
}

using Figure = std::variant<DotField, TargetBar, Trend, Bars, Meter, Hills, Icon>;

}  // namespace roadshow::figures
