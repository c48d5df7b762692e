#include "survey/annotation.hpp"

#include <algorithm>

#include "survey/answers.hpp"

namespace roadshow::survey {
namespace {

constexpr size_t most_tags = 20;
constexpr int longest_tag = 40;  // characters
constexpr int longest_note = 2000;

bool readable_only(const std::string& text) { return readable(text).size() == text.size(); }

template <class T>
Result<T> read(const char* name, std::string_view text, size_t bytes) {
  auto parsed = parse_json(name, text, {.bytes = bytes, .depth = 8});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  const Json& json = std::get<Json>(parsed);
  Problems problems;
  T value;
  Reader reader(json, "", problems);
  reader.read(json, "", value, Rule::any);
  if (!problems.empty()) return problems;
  return value;
}

}  // namespace

std::string annotation_key(std::string_view survey, std::string_view response, std::string_view question) {
  return std::string(survey).append("/").append(response).append("/").append(question);
}

Annotation read_annotation(std::string_view json) {
  auto annotation = read<Annotation>("annotation", json, size_t{64} * 1024);
  return std::holds_alternative<Annotation>(annotation) ? std::get<Annotation>(std::move(annotation)) : Annotation{};
}

Result<Annotation> check_annotation(std::string_view json) {
  auto result = read<Annotation>("annotation", json, size_t{64} * 1024);
  const auto* annotation = std::get_if<Annotation>(&result);
  if (!annotation) return result;
  Problems problems;
  if (annotation->tags.size() > most_tags) problems.push_back({{"", 0, 0, "/tags"}, "There can be 20 tags at most."});
  for (size_t i = 0; i < annotation->tags.size(); ++i) {
    if (length_of(annotation->tags[i]) > longest_tag)
      problems.push_back({{"", 0, 0, pointer_to("/tags", i)}, "A tag has 40 characters at most."});
  }
  if (!readable_only(annotation->note) || !std::all_of(annotation->tags.begin(), annotation->tags.end(), readable_only))
    problems.push_back({{"", 0, 0, ""}, "There is a control character in this text. Take it out."});
  if (length_of(annotation->note) > longest_note)
    problems.push_back({{"", 0, 0, "/note"}, "A note has 2,000 characters at most."});
  if (!problems.empty()) return problems;
  return result;
}

std::string to_json(const Annotation& annotation) { return Writer::to_text(annotation); }

std::string to_json(const Texts& texts) { return Writer::to_text(texts); }

Result<Texts> read_texts(std::string_view json) { return read_written<Texts>("texts.json", json); }

}  // namespace roadshow::survey
