// The rules of one kind of question. They are declared here for every kind; survey/questions/<kind>.cpp defines those
// of its kind, and a kind without them is an error of the linker that names what is missing. Others call the functions
// on questions (survey/answers.hpp, flat.hpp, form.hpp, definition.hpp), which find the kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "survey/answers.hpp"
#include "survey/flat.hpp"
#include "survey/form.hpp"
#include "survey/random.hpp"

namespace roadshow::survey {

// What the fields of a plain form say.
struct Given {
  std::optional<Answer> answer;
  std::optional<Fault> fault;  // where not even an answer can be made of it
};

template <class Kind>
struct Rules {
  static std::optional<Fault> fault_of(const Kind& kind, const Answer& answer);

  static Given read_form(const Kind& kind, const Question& question, const Fields& fields);

  // One of the answers that this question can have.
  static Answer sample(const Kind& kind, Random& random);

  // The columns of this question in a table beside its code; none: one column for the whole answer.
  static Codes columns(const Kind& kind);
  // The cell of one of these columns; `column` is empty where there is one for the whole.
  static std::string cell(const Kind& kind, const Answer& answer, std::string_view column);
  // The number that goes with one code of an answer: its place, its step, or 1; empty where there is none.
  static std::string number(const Kind& kind, const Answer& answer, const std::string& code);
  // Item.type of a FHIR R4 Questionnaire. A group has an item for each column.
  static std::string_view fhir_type(const Kind& kind);

  // Leaves what decides which answers there can be, and takes out the words and what is only looks.
  static void take_words(Kind& kind);
  // Whether answers to the two can be added up.
  static bool has_same_codes(const Kind& one, const Kind& other);
  // Adds the options of another version that `to` does not have.
  static void add_options(Kind& to, const Kind& from);
};

// What `ask(rules, kind)` gives for the kind of this question.
template <class Ask>
auto by_kind(const Question& question, const Ask& ask) {
  return std::visit([&]<class Kind>(const Kind& kind) { return ask(Rules<Kind>(), kind); }, question.kind);
}

}  // namespace roadshow::survey
