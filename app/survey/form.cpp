#include "survey/form.hpp"

#include <algorithm>

#include "content/characters.hpp"
#include "survey/contact.hpp"

namespace roadshow::survey {
namespace {

using content::Option;

Codes values_of(const Fields& fields, std::string_view name) {
  Codes values;
  for (const auto& [key, value] : fields) {
    if (key == name && !value.empty()) values.push_back(value);
  }
  return values;
}

// One is an answer, several are a fault that fault_of() finds.
std::optional<Answer> one_of(Codes values) {
  if (values.empty()) return std::nullopt;
  if (values.size() > 1) return values;
  return std::move(values.front());
}

// Browsers end lines with two characters; an answer with one.
std::string written(std::string text) {
  std::erase(text, '\r');
  return readable(text);
}

struct Given {
  std::optional<Answer> answer;
  std::optional<Fault> fault;  // where not even an answer can be made of it
};

Given read(const Question& question, const content::SingleChoice& /*kind*/, const Fields& fields) {
  return {one_of(values_of(fields, question.code)), {}};
}

Given read(const Question& question, const content::Rating& /*kind*/, const Fields& fields) {
  return {one_of(values_of(fields, question.code)), {}};
}

Given read(const Question& question, const content::MultipleChoice& kind, const Fields& fields) {
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

Given read(const Question& question, const content::FreeText& /*kind*/, const Fields& fields) {
  std::string text = written(std::string(value_of(fields, question.code)));
  if (is_blank(text)) return {};
  return {std::move(text), {}};
}

Given read(const Question& question, const content::Ranking& kind, const Fields& fields) {
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

// The answers to questions of one part, and what is wrong with those that are on the route.
Answers read_part(const Questions& questions, const Fields& fields, std::map<std::string, Fault>& faults) {
  Answers answers;
  std::map<std::string, Fault> found;
  for (const Question& question : questions) {
    Given given = std::visit([&](const auto& kind) { return read(question, kind, fields); }, question.kind);
    if (given.answer && !given.fault) given.fault = fault_of(question, *given.answer);
    if (given.fault) found.emplace(question.code, *given.fault);
    if (given.answer) answers.emplace(question.code, std::move(*given.answer));
  }
  for (const Question* question : route(questions, answers)) {
    if (const auto fault = found.find(question->code); fault != found.end()) faults.insert(*fault);
  }
  return answers;
}

std::string read_contact(const Fields& fields, const char* name, bool (*is_good)(std::string_view),
                         std::map<std::string, Fault>& faults) {
  std::string typed = without_ends(written(std::string(value_of(fields, name))));
  if (!typed.empty() && !is_good(typed)) faults.emplace(name, Fault::not_readable);
  return typed;
}

}  // namespace

std::string_view value_of(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::string rank_field(const Question& question, const Option& option) { return question.code + "." + option.code; }

FormAnswers read_form(const Survey& survey, const Fields& fields) {
  FormAnswers form;
  form.answers = read_part(survey.questions, fields, form.faults);
  if (survey.equality) form.apart.equality = read_part(survey.equality->questions, fields, form.faults);
  if (survey.contact) {
    form.apart.email = read_contact(fields, email_field, is_email, form.faults);
    form.apart.phone = read_contact(fields, phone_field, is_phone, form.faults);
  }
  return form;
}

}  // namespace roadshow::survey
