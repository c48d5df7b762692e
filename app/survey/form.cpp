#include "survey/form.hpp"

#include <algorithm>

#include "survey/contact.hpp"
#include "survey/questions/rules.hpp"

namespace roadshow::survey {
namespace {

using content::Option;

// The answers to questions of one part, and what is wrong with those that are on the route.
Answers read_part(const Questions& questions, const Fields& fields, std::map<std::string, Fault>& faults) {
  Answers answers;
  std::map<std::string, Fault> found;
  for (const Question& question : questions) {
    Given given =
        by_kind(question, [&](auto rules, const auto& kind) { return rules.read_form(kind, question, fields); });
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

// Browsers end lines with two characters; an answer with one.
std::string written(std::string text) {
  std::erase(text, '\r');
  return readable(text);
}

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
