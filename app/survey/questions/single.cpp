// One option of several.
#include "content/questions/single.hpp"

#include "survey/questions/choices.hpp"

namespace roadshow::survey {

using content::SingleChoice;
using Single = Rules<SingleChoice>;

template <>
std::optional<Fault> Single::fault_of(const SingleChoice& kind, const Answer& answer) {
  const auto* code = std::get_if<std::string>(&answer);
  if (!code) return Fault::wrong_shape;
  if (!offers(kind.options, *code)) return Fault::unknown_option;
  return std::nullopt;
}

template <>
Given Single::read_form(const SingleChoice& /*kind*/, const Question& question, const Fields& fields) {
  return {one_of(values_of(fields, question.code)), {}};
}

template <>
Answer Single::sample(const SingleChoice& kind, Random& random) {
  return kind.options[random.below(kind.options.size())].code;
}

template <>
Codes Single::columns(const SingleChoice& /*kind*/) {
  return {};
}

template <>
std::string Single::cell(const SingleChoice& /*kind*/, const Answer& answer, std::string_view /*column*/) {
  return std::get<std::string>(answer);
}

template <>
std::string Single::number(const SingleChoice& /*kind*/, const Answer& /*answer*/, const std::string& /*code*/) {
  return "1";
}

template <>
std::string_view Single::fhir_type(const SingleChoice& /*kind*/) {
  return "choice";
}

template <>
void Single::take_words(SingleChoice& kind) {
  survey::take_words(kind.options);
}

template <>
bool Single::has_same_codes(const SingleChoice& one, const SingleChoice& other) {
  return survey::has_same_codes(one.options, other.options);
}

template <>
void Single::add_options(SingleChoice& to, const SingleChoice& from) {
  survey::add_options(to.options, from.options, {&to.options});
}

}  // namespace roadshow::survey
