// Any of several options: check boxes.
#include "content/questions/multiple.hpp"

#include "page/survey/questions/choices.hpp"

namespace roadshow::page {

using content::MultipleChoice;
using survey::Fault;
using Multiple = QuestionView<MultipleChoice>;

template <>
Kind Multiple::group_kind() {
  return Kind::checkbox_group;
}

template <>
std::string Multiple::hint(const Asked& /*asked*/, const MultipleChoice& /*kind*/) {
  return "";
}

template <>
Node Multiple::controls(const Asked& asked, const MultipleChoice& kind) {
  return group(Look::choice_rows, choice_rows(asked, kind.options, Kind::checkbox, Look::choice_row));
}

template <>
Nodes Multiple::below(const Asked& /*asked*/, const MultipleChoice& /*kind*/) {
  return {};
}

template <>
std::string Multiple::problem(const Asked& asked, const MultipleChoice& kind, std::optional<Fault> fault) {
  if (!fault) return asked.pack.words[Word::choose_some_error];
  if (fault == Fault::too_many) return counted(asked, Word::too_many_error, kind.at_most);
  return asked.pack.words[Word::choose_one_error];
}

template <>
Node Multiple::words(const content::Question& question, const MultipleChoice& /*kind*/, const survey::Answer& answer) {
  return words_of_codes(question, answer);
}

template <>
Kind Multiple::form_group_kind() {
  return group_kind();
}

template <>
std::string Multiple::form_hint(const Asked& asked, const MultipleChoice& /*kind*/) {
  return asked.question.hint;
}

template <>
Node Multiple::form_controls(const FormAsked& asked, const MultipleChoice& kind) {
  return controls(asked, kind);
}

template <>
std::string Multiple::form_problem(const Asked& asked, const MultipleChoice& kind, Fault fault) {
  if (fault == Fault::too_many) return counted(asked, Word::too_many_error, kind.at_most);
  for (const content::Option& option : kind.options) {
    if (fault == Fault::not_alone && option.exclusive && survey::holds(*asked.answer(), option.code))
      return content::fill(asked.pack.words[Word::form_alone_error], {{"label", option.label}});
  }
  return asked.pack.words[Word::form_choice_error];
}

}  // namespace roadshow::page
