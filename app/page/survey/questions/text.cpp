// An answer in one's own words: a text field.
#include "content/questions/text.hpp"

#include "page/survey/questions/choices.hpp"

namespace roadshow::page {

using content::FreeText;
using survey::Fault;
using Text = QuestionView<FreeText>;

// The question is the label of the field, so there is no group.
template <>
Kind Text::group_kind() {
  return Kind::section;
}

template <>
std::string Text::hint(const Asked& /*asked*/, const FreeText& /*kind*/) {
  return "";
}

template <>
Node Text::controls(const Asked& asked, const FreeText& kind) {
  Node field{.kind = Kind::text_field, .look = Look::text_box};
  field.id = control_id(asked, "text");  // the code alone could be the id of something else on the page
  field.text = asked.question.text;
  field.level = kind.lines;
  field.posts = asked.question.code;
  field.action = Write{asked.question.code, ""};
  if (asked.answer()) field.value = std::get<std::string>(*asked.answer());
  return field;
}

template <>
Nodes Text::below(const Asked& /*asked*/, const FreeText& /*kind*/) {
  return {};
}

template <>
std::string Text::problem(const Asked& asked, const FreeText& kind, std::optional<Fault> fault) {
  if (!fault) return "";
  if (fault == Fault::too_long) return counted(asked, Word::too_long_error, kind.max_length);
  return asked.pack.words[Word::choose_one_error];
}

template <>
Node Text::words(const content::Question& /*question*/, const FreeText& /*kind*/, const survey::Answer& answer) {
  return typed(Kind::text, Look::plain, std::get<std::string>(answer));
}

template <>
Kind Text::form_group_kind() {
  return group_kind();
}

template <>
std::string Text::form_hint(const Asked& asked, const FreeText& kind) {
  const std::string& hint = asked.question.hint;
  return hint + (hint.empty() ? "" : " ") +
         content::fill(asked.pack.words[Word::form_most], {{"n", std::to_string(kind.max_length)}});
}

template <>
Node Text::form_controls(const FormAsked& asked, const FreeText& kind) {
  return controls(asked, kind);
}

template <>
std::string Text::form_problem(const Asked& asked, const FreeText& kind, Fault fault) {
  return fault == Fault::too_long ? counted(asked, Word::too_long_error, kind.max_length)
                                  : asked.pack.words[Word::form_text_error];
}

}  // namespace roadshow::page
