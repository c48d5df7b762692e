// One step of a scale, or an answer off it: radio buttons in a row, and others below.
#include "content/questions/rating.hpp"

#include "page/survey/questions/choices.hpp"

namespace roadshow::page {

using content::Rating;
using Scale = QuestionView<Rating>;

template <>
Kind Scale::group_kind() {
  return Kind::radio_group;
}

template <>
std::string Scale::hint(const Asked& /*asked*/, const Rating& /*kind*/) {
  return "";
}

template <>
Node Scale::controls(const Asked& asked, const Rating& kind) {
  Nodes rows = choice_rows(asked, kind.scale, Kind::radio, Look::scale_step);
  for (Node& row : choice_rows(asked, kind.others, Kind::radio, Look::choice_row)) rows.push_back(std::move(row));
  return group(Look::scale, std::move(rows));
}

template <>
Nodes Scale::below(const Asked& /*asked*/, const Rating& /*kind*/) {
  return {};
}

template <>
std::string Scale::problem(const Asked& asked, const Rating& /*kind*/, std::optional<survey::Fault> /*fault*/) {
  return asked.pack.words[Word::choose_one_error];
}

template <>
Node Scale::words(const content::Question& question, const Rating& /*kind*/, const survey::Answer& answer) {
  return words_of_codes(question, answer);
}

template <>
Kind Scale::form_group_kind() {
  return group_kind();
}

template <>
std::string Scale::form_hint(const Asked& asked, const Rating& /*kind*/) {
  return asked.question.hint;
}

template <>
Node Scale::form_controls(const FormAsked& asked, const Rating& kind) {
  return controls(asked, kind);
}

template <>
std::string Scale::form_problem(const Asked& asked, const Rating& /*kind*/, survey::Fault /*fault*/) {
  return asked.pack.words[Word::form_choice_error];
}

}  // namespace roadshow::page
