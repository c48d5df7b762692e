// Any bytes as content: a bundle, or one file of a pack. What is refused is refused with a place and a sentence, and
// every value of what is read can be found again.
#include <cstdint>
#include <cstdlib>

#include "content/bundle.hpp"
#include "content/load.hpp"

using namespace roadshow;

namespace {

void must(bool good) {
  if (!good) std::abort();
}

void check(const Problems& problems) {
  must(!problems.empty());
  for (const Problem& problem : problems) {
    must(!problem.sentence.empty() && (problem.sentence.back() == '.' || problem.sentence.back() == '?'));
    must(problem.place.line >= 0 && problem.place.column >= 0 && !to_line(problem).empty());
  }
}

void locate_all(std::string_view text, const Json& json, const std::string& pointer, int& budget) {
  if (--budget < 0) return;
  const Place place = locate("file", text, pointer);
  must(place.line >= 1 && place.column >= 1);
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) locate_all(text, value, pointer_to(pointer, name), budget);
  } else if (json.is_array()) {
    for (size_t i = 0; i < json.size(); ++i) locate_all(text, json[i], pointer_to(pointer, i), budget);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto loaded = content::load_bundle(text);
  if (const auto* problems = std::get_if<Problems>(&loaded)) check(*problems);

  const auto parsed = parse_json("file", text);
  if (const auto* problems = std::get_if<Problems>(&parsed)) {
    check(*problems);
  } else {
    int budget = 300;
    locate_all(text, std::get<Json>(parsed), "", budget);
  }
  for (const char* name : {"pack.json", "documents.json", "places.json", "measures.json", "words.json", "topics/a.json",
                           "surveys/a.json", "equality/a.json", "pages/a.json"}) {
    const auto pack = content::load_pack({{name, std::string(text)}});
    check(std::get<Problems>(pack));  // other files are missing
  }
  return 0;
}
