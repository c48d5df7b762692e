// A made-up type with every kind of member, for what reads and writes by descriptions.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::test {

enum class Colour : uint8_t { red, blue };
constexpr auto words_of(Colour) { return std::array{"red", "blue"}; }

struct Dot {
  static constexpr const char* type = "dot";
  double size = 0;
};
template <class V>
void describe(V& v, Dot& dot) {
  v.required("size", dot.size, Rule::any, "");
}
struct Line {
  static constexpr const char* type = "line";
  std::vector<std::string> through;
};
template <class V>
void describe(V& v, Line& line) {
  v.required("through", line.through, Rule::any, "");
}
struct Drawing {
  std::string title;
  Colour colour = Colour::red;
  int count = 0;
  bool shown = false;
  std::optional<Dot> dot;
  std::vector<std::variant<Line, Dot>> marks;
  std::vector<Drawing> inside;
  JsonPart rest;
};
template <class V>
void describe(V& v, Drawing& drawing) {
  v.required("title", drawing.title, Rule::any, "");
  v.optional("colour", drawing.colour, Rule::any, "");
  v.optional("count", drawing.count, Rule::any, "");
  v.optional("shown", drawing.shown, Rule::any, "");
  v.optional("dot", drawing.dot, Rule::any, "");
  v.required("marks", drawing.marks, Rule::any, "");
  v.optional("inside", drawing.inside, Rule::any, "");
  v.optional("rest", drawing.rest, Rule::any, "");
}

}  // namespace roadshow::test
