#include "survey/flat.hpp"

#include <algorithm>

namespace roadshow::survey {
namespace {

// Questions whose answer takes one column an option.
bool is_spread(const Question& question) {
  return std::holds_alternative<content::MultipleChoice>(question.kind) ||
         std::holds_alternative<content::Ranking>(question.kind);
}

std::string cell_of(const Question& question, const Answer& answer, const std::string& code) {
  if (std::holds_alternative<content::MultipleChoice>(question.kind)) return holds(answer, code) ? "1" : "0";
  const auto* order = std::get_if<Codes>(&answer);
  if (!order) return std::get<std::string>(answer);  // all the same
  return std::to_string(std::find(order->begin(), order->end(), code) - order->begin() + 1);
}

}  // namespace

std::vector<Column> flat_columns(const std::vector<Question>& questions) {
  std::vector<Column> columns;
  for (const Question& question : questions) {
    if (!is_spread(question)) {
      columns.push_back({question.code});
      continue;
    }
    for (const auto* option : options_of(question))
      columns.push_back({question.code + "." + option->code, Column::Kind::number});
  }
  return columns;
}

std::vector<std::string> flat_cells(const std::vector<Question>& questions, const Codes* asked, const Answers& answers,
                                    const std::vector<Question>& offered) {
  std::vector<std::string> cells;
  const std::string not_asked = "not asked";
  for (const Question& question : questions) {
    const Question* own = find_question(offered, question.code);
    const bool is_there = own && (!asked || std::find(asked->begin(), asked->end(), question.code) != asked->end());
    const auto answer = answers.find(question.code);
    const std::string nothing = is_there ? "" : not_asked;
    if (!is_spread(question)) {
      cells.push_back(answer == answers.end() ? nothing : std::get<std::string>(answer->second));
      continue;
    }
    const auto known = own ? options_of(*own) : std::vector<const content::Option*>();
    for (const auto* option : options_of(question)) {
      const bool had =
          std::any_of(known.begin(), known.end(), [&](const auto* one) { return one->code == option->code; });
      cells.push_back(!had                      ? not_asked
                      : answer == answers.end() ? nothing
                                                : cell_of(question, answer->second, option->code));
    }
  }
  return cells;
}

}  // namespace roadshow::survey
