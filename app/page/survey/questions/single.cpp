// One option of several: radio buttons.
#include "content/questions/single.hpp"

#include "page/survey/questions/choices.hpp"

namespace roadshow::page {

using content::SingleChoice;
using Single = QuestionView<SingleChoice>;

template <>
Kind Single::group_kind() {
  return Kind::radio_group;
}

template <>
std::string Single::hint(const Asked& asked, const SingleChoice& /*kind*/) {
  return asked.pack.words[Word::choose_one];
}

template <>
Node Single::controls(const Asked& asked, const SingleChoice& kind) {
  return group(Look::choice_rows, choice_rows(asked, kind.options, Kind::radio, Look::choice_row));
}

template <>
Nodes Single::below(const Asked& /*asked*/, const SingleChoice& /*kind*/) {
  return {};
}

template <>
std::string Single::problem(const Asked& asked, const SingleChoice& /*kind*/, std::optional<survey::Fault> /*fault*/) {
  return asked.pack.words[Word::choose_one_error];
}

template <>
Node Single::words(const content::Question& question, const SingleChoice& /*kind*/, const survey::Answer& answer) {
  return words_of_codes(question, answer);
}

template <>
Kind Single::form_group_kind() {
  return group_kind();
}

template <>
std::string Single::form_hint(const Asked& asked, const SingleChoice& kind) {
  return asked.question.hint.empty() ? hint(asked, kind) : asked.question.hint;
}

template <>
Node Single::form_controls(const FormAsked& asked, const SingleChoice& kind) {
  return controls(asked, kind);
}

template <>
std::string Single::form_problem(const Asked& asked, const SingleChoice& /*kind*/, survey::Fault /*fault*/) {
  return asked.pack.words[Word::form_choice_error];
}

}  // namespace roadshow::page
