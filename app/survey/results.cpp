#include "survey/results.hpp"

#include <algorithm>

namespace roadshow::survey {

std::string to_json(const Results& results) { return Writer::to_text(results); }

Result<Results> read_results(std::string_view text) { return read_written<Results>("results.json", text); }

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
