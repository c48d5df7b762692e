// What our own programs write is read back in the browser by little code: as nlohmann/json reads it, or not at all.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "content/json_cursor.hpp"
#include "content/translation.hpp"
#include "drawing.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

namespace {

std::string pointer_of_problem(const std::string& text) {
  const auto read = read_written<Drawing>("drawing.json", text);
  const auto* problems = std::get_if<Problems>(&read);
  if (!problems) return "none";
  CHECK(problems->at(0).place.file == "drawing.json");
  return problems->at(0).place.pointer;
}

// Any JSON, as a program writes it.
Json any_json(std::mt19937& random, int depth) {
  const auto under = [&](size_t most) { return random() % most; };
  const auto any_text = [&] {
    static const std::vector<std::string> pieces = {"a", "\"",  "\\", "\n",     "\x01", "/",
                                                    "é", "کیا", "😀",  "\u2068", "{",    "]"};
    std::string text;
    for (size_t i = under(6); i > 0; --i) text += pieces[under(pieces.size())];
    return text;
  };
  switch (under(depth > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return under(2) == 0;
    case 2:
      return static_cast<int>(random());
    case 3:
      return (static_cast<double>(under(2'000'000'000)) - 1e9) / 1000;  // more digits: further down
    case 4:
      return any_text();
    case 5: {
      Json list = Json::array();
      for (size_t i = under(4); i > 0; --i) list.push_back(any_json(random, depth - 1));
      return list;
    }
    default: {
      Json group = Json::object();
      for (size_t i = under(4); i > 0; --i) group[any_text()] = any_json(random, depth - 1);
      return group;
    }
  }
}

Json walked(JsonCursor& in) {
  Json value;
  std::string text;
  const char first = in.peek();
  if (first == '{') {
    value = Json::object();
    in.enter('{');
    while (in.next('}') && in.name(text)) {
      const std::string name = text;
      value[name] = walked(in);
    }
  } else if (first == '[') {
    value = Json::array();
    in.enter('[');
    while (in.next(']')) value.push_back(walked(in));
  } else if (first == '"') {
    in.read(text);
    value = text;
  } else if (first == 't' || first == 'f') {
    bool flag = false;
    in.read(flag);
    value = flag;
  } else if (!in.take_null()) {
    double number = 0;
    in.read(number);
    value = number;
  }
  return value;
}

}  // namespace

TEST_CASE("any JSON is walked to the values that nlohmann/json reads, and a part of it is skipped as a whole") {
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    const Json json = any_json(random, 4);
    const bool ascii = i % 2 == 0;
    const std::string text = json.dump(i % 3 == 0 ? 2 : -1, ' ', ascii);
    CAPTURE(text);
    JsonCursor in(text);
    const Json back = walked(in);
    CHECK(in.at_end());
    CHECK(back == Json::parse(text));
    JsonCursor over(text);
    CHECK(over.skip() == text);
    CHECK(over.at_end());
  }
}

TEST_CASE("text that is no JSON is refused wherever nlohmann/json refuses it") {
  std::mt19937 random(12);
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = any_json(random, 3).dump();
    const std::string_view signs = "{}[],:\"\\0-.eE+tfnul \x01\xC3\xFF";
    for (size_t j = random() % 3; j > 0 && !text.empty(); --j) {
      const size_t place = random() % text.size();
      if (random() % 2 == 0)
        text[place] = signs[random() % signs.size()];
      else
        text.erase(place, 1);
    }
    CAPTURE(text);
    JsonCursor in(text);
    in.skip();
    const bool accepted = in.at_end();
    CHECK(accepted == Json::accept(text));
    refused += accepted ? 0 : 1;
  }
  CHECK(refused > 1000);
  for (const char* text : {"",
                           " ",
                           "01",
                           "1.",
                           ".5",
                           "-",
                           "1e",
                           "+1",
                           "1e999",
                           "nul",
                           "\"\\ud800\"",
                           "\"\\udc00\"",
                           "\"\\ud800\\u0041\"",
                           "\"\\x\"",
                           "[1,]",
                           "{\"a\":1,}",
                           "{1:2}",
                           "[1 2]",
                           "\"\t\"",
                           "{}x"}) {
    CAPTURE(text);
    JsonCursor in(text);
    in.skip();
    CHECK_FALSE(in.at_end());
    CHECK_FALSE(Json::accept(text));
  }
  const std::string text = std::string(100000, '[');  // a cursor reads from it, and keeps nothing
  JsonCursor deep(text);
  deep.skip();
  CHECK(deep.failed());
}

TEST_CASE("a number of at most 15 digits is read exactly; others to the last digit but one") {
  std::mt19937_64 random(13);
  for (int i = 0; i < 100000; ++i) {
    const auto digits = static_cast<int64_t>(random() % (i % 2 == 0 ? 100000 : 1000000000000000));
    const std::string text =
        std::to_string(i % 3 == 0 ? -digits : digits) + "e" + std::to_string(static_cast<int>(random() % 45) - 22);
    double number = 0;
    JsonCursor in(text);
    REQUIRE(in.read(number));
    REQUIRE_MESSAGE(number == Json::parse(text).get<double>(), text);
  }
  for (int i = 0; i < 20000; ++i) {
    const double any = std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 200) - 150);
    double number = 0;
    const std::string text = Json(any).dump();
    JsonCursor in(text);
    REQUIRE(in.read(number));
    REQUIRE_MESSAGE(std::fabs(number - any) <= any * 2e-15, text);
  }
}

TEST_CASE("what the writer writes is read back the same") {
  Drawing drawing{"A \"title\" 😀", Colour::blue,         -7, true, Dot{0.1}, {Line{{"x", ""}}, Dot{3}},
                  {{"B"}, {"C"}},  {R"({"a":[1,null]})"}};
  const std::string text = Writer::to_text(drawing);
  const auto read = read_written<Drawing>("drawing.json", text);
  REQUIRE(std::holds_alternative<Drawing>(read));
  CHECK(Writer::to_text(std::get<Drawing>(read)) == text);
}

TEST_CASE("reading ends at the first thing that is not as described, and says where") {
  const std::string good =
      R"({"title": "A", "marks": [{"size": 1, "type": "dot"}], "inside": [{"marks": [], "title": ""}]})";
  CHECK(pointer_of_problem(good) == "none");
  CHECK(pointer_of_problem(R"({"title": "A"})") == "/marks");
  CHECK(pointer_of_problem(R"({"title": 1, "marks": []})") == "/title");
  CHECK(pointer_of_problem(R"({"title": "A", "title": "B", "marks": []})") == "/title");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [], "more": 1})") == "/more");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [], "count": 1.5})") == "/count");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [], "count": 1e10})") == "/count");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [], "colour": "green"})") == "/colour");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [{"size": 1}]})") == "/marks/0");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [{"type": "dot", "size": 1}, {"type": "oval"}]})") == "/marks/1");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [{"type": "dot", "type": "dot", "size": 1}]})") ==
        "/marks/0/type");
  CHECK(pointer_of_problem(R"({"title": "A", "marks": [], "inside": [{"title": "B", "marks": [7]}]})") ==
        "/inside/0/marks/0");
  for (size_t end = 0; end < good.size(); ++end) CHECK(pointer_of_problem(good.substr(0, end)) != "none");
  CHECK(pointer_of_problem(good + "x") == "");
}

TEST_CASE("a whole pack comes back from its bundle as it was, in every language") {
  for (const content::Language& language : test::real_pack().info.languages) {
    auto edition = language.code == test::real_pack().info.language
                       ? Result<content::Edition>(content::Edition{test::real_pack(), {}, {}})
                       : content::edition_of(test::real_pack(), test::real_files(), language);
    REQUIRE(std::holds_alternative<content::Edition>(edition));
    const std::string bundle = content::to_bundle(std::get<content::Edition>(edition).pack);
    const auto again = content::load_bundle(bundle);
    REQUIRE(std::holds_alternative<content::Pack>(again));
    CHECK(content::to_bundle(std::get<content::Pack>(again)) == bundle);
    CHECK(Json::parse(bundle).dump() == bundle);
  }
}

TEST_CASE("a bundle whose words of the interface are in another order than the program's is refused") {
  const std::string bundle = content::to_bundle(test::real_pack());
  Json other = Json::parse(bundle);
  other["wordOrder"] = other["wordOrder"].get<int>() + 1;
  Json fewer = Json::parse(bundle);
  fewer["words"].erase(0);
  Json more = Json::parse(bundle);
  more["words"].push_back("one more");
  for (const Json& changed : {other, fewer, more})
    CHECK(std::holds_alternative<Problems>(content::load_bundle(changed.dump())));
}
