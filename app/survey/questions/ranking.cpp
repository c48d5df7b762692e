// Things put in order: all of their codes, first to last, or the one code that says they matter the same.
#include "content/questions/ranking.hpp"

#include <algorithm>

#include "survey/questions/choices.hpp"

namespace roadshow::survey {

using content::Option;
using content::Ranking;
using Order = Rules<Ranking>;

template <>
std::optional<Fault> Order::fault_of(const Ranking& kind, const Answer& answer) {
  if (const auto* code = std::get_if<std::string>(&answer))
    return *code == same_code ? std::nullopt : std::optional(Fault::unknown_option);
  const Codes& codes = std::get<Codes>(answer);
  if (has_twice(codes)) return Fault::unknown_option;
  if (!std::all_of(codes.begin(), codes.end(), [&](const auto& code) { return offers(kind.options, code); }))
    return Fault::unknown_option;
  if (codes.size() != kind.options.size()) return Fault::incomplete_order;
  return std::nullopt;
}

template <>
Given Order::read_form(const Ranking& kind, const Question& question, const Fields& fields) {
  auto same = one_of(values_of(fields, question.code));
  Codes order(kind.options.size());
  bool placed = false;
  bool whole = true;
  for (const Option& option : kind.options) {
    const std::string_view place = value_of(fields, rank_field(question, option));
    placed = placed || !place.empty();
    bool found = false;
    for (size_t i = 0; i < order.size(); ++i) {
      if (std::to_string(i + 1) != place || !order[i].empty()) continue;
      order[i] = option.code;
      found = true;
    }
    whole = whole && found;
  }
  if (!placed) return {std::move(same), {}};
  if (same) return {std::move(same), Fault::not_alone};
  if (!whole) return {{}, Fault::incomplete_order};
  return {std::move(order), {}};
}

template <>
Answer Order::sample(const Ranking& kind, Random& random) {
  if (random.below(6) == 0) return std::string(same_code);
  return shuffled(kind.options, random);
}

template <>
Codes Order::columns(const Ranking& kind) {
  return codes_of(kind.options);
}

// The place of one thing, from 1.
template <>
std::string Order::cell(const Ranking& /*kind*/, const Answer& answer, std::string_view column) {
  const auto* order = std::get_if<Codes>(&answer);
  if (!order) return std::get<std::string>(answer);  // all the same
  return std::to_string(std::find(order->begin(), order->end(), column) - order->begin() + 1);
}

template <>
std::string Order::number(const Ranking& kind, const Answer& answer, const std::string& code) {
  return std::holds_alternative<Codes>(answer) ? cell(kind, answer, code) : "";
}

template <>
std::string_view Order::fhir_type(const Ranking& /*kind*/) {
  return "group";
}

template <>
void Order::take_words(Ranking& kind) {
  survey::take_words(kind.options);
  kind.same_label = "";
}

template <>
bool Order::has_same_codes(const Ranking& one, const Ranking& other) {
  return survey::has_same_codes(one.options, other.options);
}

template <>
void Order::add_options(Ranking& to, const Ranking& from) {
  survey::add_options(to.options, from.options, {&to.options});
}

}  // namespace roadshow::survey
