// One step of a scale, or an answer off it.
#include "content/questions/rating.hpp"

#include "survey/questions/choices.hpp"

namespace roadshow::survey {

using content::Rating;
using Scale = Rules<Rating>;

template <>
std::optional<Fault> Scale::fault_of(const Rating& kind, const Answer& answer) {
  const auto* code = std::get_if<std::string>(&answer);
  if (!code) return Fault::wrong_shape;
  if (!offers(kind.scale, *code) && !offers(kind.others, *code)) return Fault::unknown_option;
  return std::nullopt;
}

template <>
Given Scale::read_form(const Rating& /*kind*/, const Question& question, const Fields& fields) {
  return {one_of(values_of(fields, question.code)), {}};
}

template <>
Answer Scale::sample(const Rating& kind, Random& random) {
  const size_t pick = random.below(kind.scale.size() + kind.others.size());
  return pick < kind.scale.size() ? kind.scale[pick].code : kind.others[pick - kind.scale.size()].code;
}

template <>
Codes Scale::columns(const Rating& /*kind*/) {
  return {};
}

template <>
std::string Scale::cell(const Rating& /*kind*/, const Answer& answer, std::string_view /*column*/) {
  return std::get<std::string>(answer);
}

// Its step from 1; nothing off the scale.
template <>
std::string Scale::number(const Rating& kind, const Answer& /*answer*/, const std::string& code) {
  for (size_t i = 0; i < kind.scale.size(); ++i) {
    if (kind.scale[i].code == code) return std::to_string(i + 1);
  }
  return "";
}

template <>
std::string_view Scale::fhir_type(const Rating& /*kind*/) {
  return "choice";
}

template <>
void Scale::take_words(Rating& kind) {
  survey::take_words(kind.scale);
  survey::take_words(kind.others);
}

// The steps of a scale are an order, and what is off the scale is not.
template <>
bool Scale::has_same_codes(const Rating& one, const Rating& other) {
  return has_same_codes_in_order(one.scale, other.scale) && survey::has_same_codes(one.others, other.others);
}

// A step of another version is off this scale: its place there is another one.
template <>
void Scale::add_options(Rating& to, const Rating& from) {
  survey::add_options(to.others, from.scale, {&to.scale, &to.others});
  survey::add_options(to.others, from.others, {&to.scale, &to.others});
}

}  // namespace roadshow::survey
