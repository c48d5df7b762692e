// Values to JSON: the text must be the one that everyone else would write for the same value, since it is hashed.
#include "content/translation.hpp"
#include "support.hpp"

using namespace roadshow;

namespace {

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
  int64_t count = 0;
  bool shown = false;
  std::optional<Dot> dot;
  std::vector<std::variant<Dot, Line>> marks;
};
template <class V>
void describe(V& v, Drawing& drawing) {  // in no order of names
  v.required("title", drawing.title, Rule::any, "");
  v.optional("colour", drawing.colour, Rule::any, "");
  v.optional("count", drawing.count, Rule::any, "");
  v.optional("shown", drawing.shown, Rule::any, "");
  v.optional("dot", drawing.dot, Rule::any, "");
  v.required("marks", drawing.marks, Rule::any, "");
}

}  // namespace

TEST_CASE("writer: members are sorted, and what holds nothing is left out") {
  CHECK(Writer::to_text(Drawing{}) == R"({"marks":[],"title":""})");
  const Drawing drawing{"A", Colour::blue, -7, true, Dot{0.5}, {Line{{"x", "y"}}, Dot{3}}};
  CHECK(Writer::to_text(drawing) ==
        R"({"colour":"blue","count":-7,"dot":{"size":0.5},"marks":[{"through":["x","y"],"type":"line"},)"
        R"({"size":3.0,"type":"dot"}],"shown":true,"title":"A"})");
}

TEST_CASE("writer: every text comes back as it went, and broken bytes become the sign for that") {
  for (const std::string text :
       {"", "plain", "\"quoted\" \\ and /", "two\nlines\tand a tab", "آپ کا شکریہ", "\x01\x7F", "zł ✓"}) {
    const Json back = Json::parse(Writer::to_text(text), nullptr, false);
    CHECK(back == Json(text));
    CHECK(back.dump() == Writer::to_text(text));
  }
  CHECK(Writer::to_text(std::string("a\xFF")) == "\"a\xEF\xBF\xBD\"");
}

TEST_CASE("writer: a member can be added to those of a description, and an empty object is one") {
  std::string text = "before ";
  Writer writer(text);
  writer.add("zebra", true);
  writer.take(Dot{1});
  Writer inner(writer.begin("inner"));
  inner.close();
  writer.close();
  CHECK(text == R"(before {"inner":{},"size":1.0,"zebra":true})");
}

TEST_CASE("writer: a whole pack is written as nlohmann/json would write it") {
  for (const content::SourceFile& file : content::files_of(test::real_pack())) {
    CAPTURE(file.name);
    const Json read = Json::parse(file.text, nullptr, false);
    REQUIRE(read.is_object());
    CHECK(read.dump() == file.text);
  }
}
