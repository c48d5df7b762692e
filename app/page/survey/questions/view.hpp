// How one kind of question looks and what it says. Declared here for every kind; page/survey/questions/<kind>.cpp
// defines it for its kind.
#pragma once

#include <optional>

#include "page/survey/question.hpp"
#include "survey/form.hpp"

namespace roadshow::page {

// A question on the form of all questions.
struct FormAsked : Asked {
  const survey::Fields& fields;  // as they were sent
  std::string described_by;      // ids of the hint and the error
};

template <class T>
struct QuestionView {
  // On the screen of the question: what assistive technology calls it, the hint where the content has none, the
  // controls, and what stands below them.
  static Kind group_kind();
  static std::string hint(const Asked& asked, const T& kind);
  static Node controls(const Asked& asked, const T& kind);
  static Nodes below(const Asked& asked, const T& kind);

  // What to do about an answer that cannot go on, or about none; empty when the person may go on.
  static std::string problem(const Asked& asked, const T& kind, std::optional<survey::Fault> fault);

  // The answer as one line, for the list of answers.
  static Node words(const content::Question& question, const T& kind, const survey::Answer& answer);

  // The same on the form of all questions, where no program is.
  static Kind form_group_kind();
  static std::string form_hint(const Asked& asked, const T& kind);
  static Node form_controls(const FormAsked& asked, const T& kind);
  static std::string form_problem(const Asked& asked, const T& kind, survey::Fault fault);
};

// What `ask(view, kind)` gives for the kind of this question.
template <class Ask>
auto by_kind(const content::Question& question, const Ask& ask) {
  return std::visit([&]<class T>(const T& kind) { return ask(QuestionView<T>(), kind); }, question.kind);
}

}  // namespace roadshow::page
