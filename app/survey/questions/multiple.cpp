// Any of several options.
#include "content/questions/multiple.hpp"

#include <algorithm>

#include "survey/questions/choices.hpp"

namespace roadshow::survey {

using content::MultipleChoice;
using content::Option;
using Multiple = Rules<MultipleChoice>;

template <>
std::optional<Fault> Multiple::fault_of(const MultipleChoice& kind, const Answer& answer) {
  const auto* codes = std::get_if<Codes>(&answer);
  if (!codes) return Fault::wrong_shape;
  if (codes->empty() || has_twice(*codes)) return Fault::unknown_option;
  bool alone = false;
  for (const std::string& code : *codes) {
    const auto option =
        std::find_if(kind.options.begin(), kind.options.end(), [&](const auto& o) { return o.code == code; });
    if (option == kind.options.end()) return Fault::unknown_option;
    alone = alone || option->exclusive;
  }
  if (alone && codes->size() > 1) return Fault::not_alone;
  if (kind.at_most > 0 && static_cast<int>(codes->size()) > kind.at_most) return Fault::too_many;
  return std::nullopt;
}

template <>
Given Multiple::read_form(const MultipleChoice& kind, const Question& question, const Fields& fields) {
  Codes codes = values_of(fields, question.code);
  if (codes.empty()) return {};
  // In the order of the content, as the program keeps them: the same answers are the same response.
  const auto place = [&](const std::string& code) {
    return std::find_if(kind.options.begin(), kind.options.end(), [&](const Option& o) { return o.code == code; });
  };
  std::stable_sort(codes.begin(), codes.end(),
                   [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  return {std::move(codes), {}};
}

template <>
Answer Multiple::sample(const MultipleChoice& kind, Random& random) {
  Codes codes = shuffled(kind.options, random);
  const size_t most = kind.at_most > 0 ? static_cast<size_t>(kind.at_most) : codes.size();
  codes.resize(1 + random.below(std::min(most, codes.size())));
  for (const auto& option : kind.options) {
    if (option.exclusive && holds(Answer(codes), option.code)) return Codes{option.code};
  }
  return codes;
}

template <>
Codes Multiple::columns(const MultipleChoice& kind) {
  return codes_of(kind.options);
}

template <>
std::string Multiple::cell(const MultipleChoice& /*kind*/, const Answer& answer, std::string_view column) {
  return holds(answer, column) ? "1" : "0";
}

template <>
std::string Multiple::number(const MultipleChoice& /*kind*/, const Answer& /*answer*/, const std::string& /*code*/) {
  return "1";
}

template <>
std::string_view Multiple::fhir_type(const MultipleChoice& /*kind*/) {
  return "choice";
}

template <>
void Multiple::take_words(MultipleChoice& kind) {
  survey::take_words(kind.options);
}

template <>
bool Multiple::has_same_codes(const MultipleChoice& one, const MultipleChoice& other) {
  return one.at_most == other.at_most && survey::has_same_codes(one.options, other.options);
}

template <>
void Multiple::add_options(MultipleChoice& to, const MultipleChoice& from) {
  survey::add_options(to.options, from.options, {&to.options});
}

}  // namespace roadshow::survey
