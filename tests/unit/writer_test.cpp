// Values to JSON: the text must be the one that everyone else would write for the same value, since it is hashed.
#include "content/translation.hpp"
#include "drawing.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

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
