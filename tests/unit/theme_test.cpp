// Every pair of colours in use has the contrast that WCAG 2.2 asks for (1.4.3 for words, 1.4.11 for controls and
// marks), in both themes, computed from assets/theme.json, the file that CSS and the canvas take their colours from.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "figures/figure.hpp"
#include "source_folder.hpp"

namespace {

using Json = nlohmann::json;

constexpr double words = 4.5;
constexpr double marks = 3;  // edges of controls, bars, lines, icons

struct Pair {
  std::string ink;
  std::string ground;
  double least;
};

const Pair pairs[] = {
    {"text", "ground", words},
    {"text", "page", words},
    {"text", "wash", words},
    {"text", "orange-wash", words},
    {"text", "chosen", words},
    {"text-2", "ground", words},
    {"text-2", "page", words},
    {"text-2", "wash", words},
    {"text-2", "track", words},
    {"blue", "ground", words},
    {"blue", "page", words},
    {"blue", "wash", words},
    {"blue-dark", "ground", words},
    {"blue-dark", "page", words},
    {"blue-dark", "wash", words},
    {"orange", "ground", words},
    {"orange", "orange-wash", words},
    {"plum", "ground", words},
    {"plum-text", "plum-wash", words},
    {"red", "ground", words},
    {"focus-text", "focus", words},
    // words on fills
    {"on-blue", "blue", words},
    {"on-blue", "blue-hover", words},
    {"on-blue", "blue-press", words},
    {"on-green", "green", words},
    {"on-green", "green-hover", words},
    {"on-green", "green-press", words},
    {"on-header", "header", words},
    {"on-header", "blue-header-key", words},
    {"on-deep", "deep", words},
    {"deep", "on-deep", words},
    // edges of controls, marks of charts
    {"control", "ground", marks},
    {"control", "wash", marks},
    {"control", "page", marks},
    {"text", "track", marks},
    {"blue", "track", marks},
    {"sky", "ground", marks},
    {"plum", "wash", marks},
    {"blue-bright", "ground", marks},
    {"blue-light", "deep", marks},
    {"green", "ground", marks},
    {"blue", "chosen", marks},
};

Json theme() {
  std::ifstream file(roadshow::test::source_folder() / "assets/theme.json");
  return Json::parse(std::string(std::istreambuf_iterator<char>(file), {}), nullptr, false);
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
double luminance(const std::string& hex) {
  const auto part = [&](size_t at) {
    const double c = std::stoi(hex.substr(at, 2), nullptr, 16) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
double contrast(const std::string& a, const std::string& b) {
  const double one = luminance(a) + 0.05;
  const double other = luminance(b) + 0.05;
  return one > other ? one / other : other / one;
}

}  // namespace

TEST_CASE("the formula gives the ratios that WCAG names") {
  CHECK(contrast("#FFFFFF", "#000000") == doctest::Approx(21));
  CHECK(contrast("#FFFFFF", "#767676") == doctest::Approx(4.54).epsilon(0.01));
}

TEST_CASE("every pair of colours in use has enough contrast, in both themes") {
  const Json file = theme();
  REQUIRE(file.is_object());
  for (const std::string half : {"light", "dark"}) {
    const Json& tokens = file[half];
    for (const Pair& pair : pairs) {
      CAPTURE(half);
      CAPTURE(pair.ink);
      CAPTURE(pair.ground);
      REQUIRE(tokens.contains(pair.ink));
      REQUIRE(tokens.contains(pair.ground));
      CHECK(contrast(tokens[pair.ink].get<std::string>(), tokens[pair.ground].get<std::string>()) >= pair.least);
    }
  }
}

TEST_CASE("both themes give every paint of figures, and the same tokens") {
  const Json file = theme();
  for (const std::string half : {"light", "dark"})
    for (const std::string paint : words_of(roadshow::figures::Paint{})) {
      CAPTURE(half);
      CAPTURE(paint);
      CHECK(file[half].contains(paint));
    }
  CHECK(file["light"].size() == file["dark"].size());
  for (const auto& item : file["light"].items()) {
    const std::string token = item.key();
    CAPTURE(token);
    CHECK(file["dark"].contains(token));
    const std::string hex = item.value().get<std::string>();
    CHECK((hex.size() == 7 || hex.size() == 9));
    CHECK(hex[0] == '#');
  }
}
