#include "survey/results.hpp"

#include <algorithm>

namespace roadshow::survey {

std::string to_json(const Results& results) { return Writer::to_text(results); }

Result<Results> read_results(std::string_view text) {
  auto parsed = parse_json("results.json", text, {.bytes = size_t{4} * 1024 * 1024, .depth = 16});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  const Json& json = std::get<Json>(parsed);
  Problems problems;
  Results results;
  Reader reader(json, "", problems);
  reader.read(json, "", results, Rule::any);
  if (!problems.empty()) return problems;
  return results;
}

const QuestionResults* find_question(const Results& results, std::string_view code) {
  const auto found = std::find_if(results.questions.begin(), results.questions.end(),
                                  [&](const QuestionResults& question) { return question.code == code; });
  return found == results.questions.end() ? nullptr : &*found;
}

const Tally* find_tally(const std::vector<Tally>& tallies, std::string_view code) {
  const auto found =
      std::find_if(tallies.begin(), tallies.end(), [&](const Tally& tally) { return tally.code == code; });
  return found == tallies.end() ? nullptr : &*found;
}

}  // namespace roadshow::survey
