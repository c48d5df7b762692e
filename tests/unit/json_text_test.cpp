// JSON text and the places in it.
#include "content/json_text.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

namespace {

std::string at(std::string_view text, std::string_view pointer) {
  const Place place = locate("f", text, pointer);
  CHECK(place.pointer == pointer);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string refusal(std::string_view text, JsonLimits limits = {}) {
  const auto parsed = parse_json("f", text, limits);
  const auto* problems = std::get_if<Problems>(&parsed);
  REQUIRE(problems);
  REQUIRE(problems->size() == 1);
  return to_line(problems->at(0));
}

}  // namespace

TEST_CASE("a value is found at its line and column, counted in characters") {
  const std::string_view text = "{\n  \"naïve café\": 1,\n  \"Đà Nẵng 👋\": [10, \"añb\", {\"deep\": true}]\n}";
  CHECK(at(text, "") == "1:1");
  CHECK(at(text, "/naïve café") == "2:17");
  CHECK(at(text, "/Đà Nẵng 👋") == "3:16");
  CHECK(at(text, "/Đà Nẵng 👋/0") == "3:17");
  CHECK(at(text, "/Đà Nẵng 👋/1") == "3:21");
  CHECK(at(text, "/Đà Nẵng 👋/2/deep") == "3:37");
}

TEST_CASE("a value that is not there is found at what should hold it") {
  const std::string_view text = "{\"a\": {\"b\": [1, 2]}}";
  CHECK(at(text, "/a/c") == "1:7");
  CHECK(at(text, "/a/b/7") == "1:13");
  CHECK(at(text, "/a/b/0/too/deep") == "1:14");
  CHECK(at(text, "/nothing") == "1:1");
}

TEST_CASE("names with slashes, tildes, quotes and escapes are found") {
  const std::string_view text = R"({"a/b": 1, "c~d": 2, "q\"q": 3, "\u00e9": 4, "~1": 5, "": 6})";
  CHECK(at(text, pointer_to("", "a/b")) == "1:9");
  CHECK(at(text, pointer_to("", "c~d")) == "1:19");
  CHECK(at(text, pointer_to("", "q\"q")) == "1:30");
  CHECK(at(text, pointer_to("", "é")) == "1:43");
  CHECK(at(text, pointer_to("", "~1")) == "1:52");
  CHECK(at(text, pointer_to("", "")) == "1:59");
}

TEST_CASE("strings full of brackets do not lead astray") {
  const std::string_view text = R"({"a": "}]{[,:\"\\", "b": ["]", "\\\""], "c": 1})";
  CHECK(at(text, "/b/1") == "1:32");
  CHECK(at(text, "/c") == "1:46");
}

TEST_CASE("pointers are escaped and can be escaped again") {
  CHECK(pointer_to("", "a") == "/a");
  CHECK(pointer_to("/x", "a/b~c") == "/x/a~1b~0c");
  CHECK(pointer_to("/x", size_t{12}) == "/x/12");
  CHECK(pointer_to("", "") == "/");
}

TEST_CASE("every value of every file of the real pack is found where it stands") {
  for (const auto& file : real_files()) {
    const auto parsed = parse_json(file.name, file.text);
    const Json json = std::get<Json>(parsed).flatten();
    for (const auto& item : json.items()) {
      const std::string pointer = item.key();
      const Json& value = item.value();
      const Place place = locate(file.name, file.text, pointer);
      // Cut out the text from there on: it starts with the value.
      size_t offset = 0;
      for (int line = 1; line < place.line; ++line) offset = file.text.find('\n', offset) + 1;
      for (int column = 1; column < place.column; ++column) {
        ++offset;
        while ((static_cast<unsigned char>(file.text[offset]) & 0xC0) == 0x80) ++offset;
      }
      const std::string written = value.is_string() ? "\"" : value.is_number_float() ? "" : value.dump();
      CHECK_MESSAGE(file.text.compare(offset, written.size(), written) == 0, file.name << pointer);
    }
  }
}

TEST_CASE("what is not JSON is refused at its place") {
  CHECK(refusal("") == "f:1:1: This file is empty. Fill it, or take it away.");
  CHECK(refusal("{") == "f:1:2: The file ends too soon. A closing quote, bracket or brace is missing.");
  CHECK(refusal("{\"a\": 1\n\"b\": 2}").substr(0, 4) == "f:2:");
  CHECK(contains(refusal("{\"a\": 1,}"), "f:1:8: There is a comma after the last entry."));
  CHECK(contains(refusal("[1, 2"), "ends too soon"));
  CHECK(contains(refusal("[\"a\n\"]"), "A text is not closed."));
  CHECK(contains(refusal("{} {}"), "after the end"));
  CHECK(contains(refusal("{\"a\": 1, \"a\": 2}"), "\"a\" stands twice here."));
  CHECK(contains(refusal("\"\xFF\""), "UTF-8"));
  CHECK(contains(refusal("[nan]"), "f:1:"));
  CHECK(contains(refusal("{'a': 1}"), "f:1:2:"));
}

TEST_CASE("limits hold exactly") {
  CHECK(std::holds_alternative<Json>(parse_json("f", "[[[1]]]", {.bytes = 7, .depth = 3})));
  CHECK(contains(refusal("[[[1]]]", {.bytes = 7, .depth = 2}),
                 "nested too deeply. Nothing we read needs more than 2 levels."));
  CHECK(contains(refusal("[[[1]]]", {.bytes = 6, .depth = 3}), "too large"));
}

TEST_CASE("the same name in two places is no repeat") {
  CHECK(std::holds_alternative<Json>(parse_json("f", R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]})")));
}
