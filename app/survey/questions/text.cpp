// An answer in one's own words.
#include "content/questions/text.hpp"

#include <algorithm>
#include <array>

#include "content/characters.hpp"
#include "survey/questions/rules.hpp"

namespace roadshow::survey {

using content::FreeText;
using Text = Rules<FreeText>;

template <>
std::optional<Fault> Text::fault_of(const FreeText& kind, const Answer& answer) {
  const auto* text = std::get_if<std::string>(&answer);
  if (!text) return Fault::wrong_shape;
  if (readable(*text).size() != text->size()) return Fault::not_readable;
  if (length_of(*text) > kind.max_length) return Fault::too_long;
  return std::nullopt;
}

template <>
Given Text::read_form(const FreeText& /*kind*/, const Question& question, const Fields& fields) {
  std::string text = written(std::string(value_of(fields, question.code)));
  if (is_blank(text)) return {};
  return {std::move(text), {}};
}

template <>
Answer Text::sample(const FreeText& kind, Random& random) {
  constexpr std::array<std::string_view, 5> texts = {"A sample answer.", "More buses, please.", "=1+1",
                                                     "Line one\nline two, with \"quotes\".", "آپ کا شکریہ"};
  std::string text(texts[random.below(texts.size())]);
  return length_of(text) <= kind.max_length ? text : std::string("ok").substr(0, static_cast<size_t>(kind.max_length));
}

template <>
Codes Text::columns(const FreeText& /*kind*/) {
  return {};
}

template <>
std::string Text::cell(const FreeText& /*kind*/, const Answer& answer, std::string_view /*column*/) {
  return std::get<std::string>(answer);
}

template <>
std::string Text::number(const FreeText& /*kind*/, const Answer& /*answer*/, const std::string& /*code*/) {
  return "";
}

template <>
std::string_view Text::fhir_type(const FreeText& kind) {
  return kind.lines > 1 ? "text" : "string";
}

template <>
void Text::take_words(FreeText& kind) {
  kind.lines = 1;
}

template <>
bool Text::has_same_codes(const FreeText& /*one*/, const FreeText& /*other*/) {
  return true;
}

template <>
void Text::add_options(FreeText& /*to*/, const FreeText& /*from*/) {}

}  // namespace roadshow::survey
