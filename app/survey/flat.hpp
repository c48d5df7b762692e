// Answers as cells of a table. The columns depend on the questions alone, never on what was answered: one column for
// each code that can be answered. Multiple choice has a column for each option (1 or 0), ranking one for each option
// (its place from 1). "not asked" and "" (not answered) differ.
#pragma once

#include <string>
#include <vector>

#include "survey/answers.hpp"

namespace roadshow::survey {

struct Column {
  enum class Kind { text, number, time };
  std::string name;
  Kind kind = Kind::text;
};

std::vector<Column> flat_columns(const std::vector<Question>& questions);

// `asked`: the codes of the questions that were asked; null where that is not known. `offered`: the questions as this
// person saw them, where the columns are those of several versions (merged(), survey/definition.hpp); what was not
// offered was not asked. Every answer must be one that its question of `offered` takes (fault_of).
std::vector<std::string> flat_cells(const std::vector<Question>& questions, const Codes* asked, const Answers& answers,
                                    const std::vector<Question>& offered);

// The number that goes with one code of an answer: its place in an order, its step on a scale, or 1; empty where there
// is none.
std::string number_of(const Question& question, const Answer& answer, const std::string& code);

// Item.type of a FHIR R4 Questionnaire (hl7.org/fhir/R4/valueset-item-type.html). The items of a group are integers,
// one for each column, and a boolean for each code that is no column.
std::string_view fhir_type(const Question& question);

}  // namespace roadshow::survey
