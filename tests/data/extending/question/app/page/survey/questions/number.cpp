// A number that is typed: a field of one line.
#include "content/questions/number.hpp"

#include "page/survey/questions/choices.hpp"

namespace roadshow::page {

using content::Number;
using Counted = QuestionView<Number>;

template <>
Kind Counted::group_kind() {
  return Kind::section;
}

template <>
std::string Counted::hint(const Asked& /*asked*/, const Number& kind) {
  return std::to_string(kind.least) + " to " + std::to_string(kind.most);
}

template <>
Node Counted::controls(const Asked& asked, const Number& /*kind*/) {
  Node field{.kind = Kind::text_field, .look = Look::text_box};
  field.id = control_id(asked, "number");
  field.text = asked.question.text;
  field.level = 1;
  field.posts = asked.question.code;
  field.action = Write{asked.question.code, ""};
  if (asked.answer()) field.value = std::get<std::string>(*asked.answer());
  return field;
}

template <>
Nodes Counted::below(const Asked& /*asked*/, const Number& /*kind*/) {
  return {};
}

template <>
std::string Counted::problem(const Asked& asked, const Number& kind, std::optional<survey::Fault> fault) {
  return fault ? hint(asked, kind) : "";
}

template <>
Node Counted::words(const content::Question& /*question*/, const Number& /*kind*/, const survey::Answer& answer) {
  return typed(Kind::text, Look::plain, std::get<std::string>(answer));
}

template <>
Kind Counted::form_group_kind() {
  return group_kind();
}

template <>
std::string Counted::form_hint(const Asked& asked, const Number& kind) {
  return hint(asked, kind);
}

template <>
Node Counted::form_controls(const FormAsked& asked, const Number& kind) {
  return controls(asked, kind);
}

template <>
std::string Counted::form_problem(const Asked& asked, const Number& kind, survey::Fault /*fault*/) {
  return hint(asked, kind);
}

}  // namespace roadshow::page
