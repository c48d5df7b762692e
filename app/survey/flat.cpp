#include "survey/flat.hpp"

#include <algorithm>

#include "survey/questions/rules.hpp"

namespace roadshow::survey {
namespace {

Codes columns_of(const Question& question) {
  return by_kind(question, [](auto rules, const auto& kind) { return rules.columns(kind); });
}

std::string cell_of(const Question& question, const Answer& answer, std::string_view column) {
  return by_kind(question, [&](auto rules, const auto& kind) { return rules.cell(kind, answer, column); });
}

bool has(const Codes& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::vector<Column> flat_columns(const std::vector<Question>& questions) {
  std::vector<Column> columns;
  for (const Question& question : questions) {
    const Codes own = columns_of(question);
    if (own.empty()) columns.push_back({question.code});
    for (const std::string& column : own) columns.push_back({question.code + "." + column, Column::Kind::number});
  }
  return columns;
}

std::vector<std::string> flat_cells(const std::vector<Question>& questions, const Codes* asked, const Answers& answers,
                                    const std::vector<Question>& offered) {
  std::vector<std::string> cells;
  const std::string not_asked = "not asked";
  for (const Question& question : questions) {
    const Question* own = find_question(offered, question.code);
    const bool is_there = own && (!asked || has(*asked, question.code));
    const auto answer = answers.find(question.code);
    const auto cell = [&](std::string_view column) {
      if (answer != answers.end()) return cell_of(question, answer->second, column);
      return is_there ? "" : not_asked;
    };
    const Codes columns = columns_of(question);
    if (columns.empty()) cells.push_back(cell(""));
    const Codes offered_columns = own ? columns_of(*own) : Codes();
    for (const std::string& column : columns) cells.push_back(has(offered_columns, column) ? cell(column) : not_asked);
  }
  return cells;
}

std::string number_of(const Question& question, const Answer& answer, const std::string& code) {
  return by_kind(question, [&](auto rules, const auto& kind) { return rules.number(kind, answer, code); });
}

std::string_view fhir_type(const Question& question) {
  return by_kind(question, [](auto rules, const auto& kind) { return rules.fhir_type(kind); });
}

}  // namespace roadshow::survey
