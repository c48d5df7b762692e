// A number that is typed.
#include "content/questions/number.hpp"

#include <algorithm>

#include "survey/questions/rules.hpp"

namespace roadshow::survey {

using content::Number;
using Counted = Rules<Number>;

template <>
std::optional<Fault> Counted::fault_of(const Number& kind, const Answer& answer) {
  const auto* text = std::get_if<std::string>(&answer);
  if (!text || text->empty() || text->size() > 9) return Fault::wrong_shape;
  int number = 0;
  for (const char digit : *text) {
    if (digit < '0' || digit > '9') return Fault::wrong_shape;
    number = number * 10 + (digit - '0');
  }
  if (number < kind.least || number > kind.most) return Fault::unknown_option;
  return std::nullopt;
}

template <>
Given Counted::read_form(const Number& /*kind*/, const Question& question, const Fields& fields) {
  std::string text(value_of(fields, question.code));
  if (text.empty()) return {};
  return {std::move(text), {}};
}

template <>
Answer Counted::sample(const Number& kind, Random& random) {
  return std::to_string(kind.least + static_cast<int>(random.below(static_cast<size_t>(kind.most - kind.least + 1))));
}

template <>
Codes Counted::columns(const Number& /*kind*/) {
  return {};
}

template <>
std::string Counted::cell(const Number& /*kind*/, const Answer& answer, std::string_view /*column*/) {
  return std::get<std::string>(answer);
}

template <>
std::string Counted::number(const Number& /*kind*/, const Answer& answer, const std::string& /*code*/) {
  return std::get<std::string>(answer);
}

template <>
std::string_view Counted::fhir_type(const Number& /*kind*/) {
  return "integer";
}

template <>
void Counted::take_words(Number& /*kind*/) {}

template <>
bool Counted::has_same_codes(const Number& one, const Number& other) {
  return one.least == other.least && one.most == other.most;
}

template <>
void Counted::add_options(Number& to, const Number& from) {
  to.least = std::min(to.least, from.least);
  to.most = std::max(to.most, from.most);
}

}  // namespace roadshow::survey
