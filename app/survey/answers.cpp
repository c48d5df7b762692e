#include "survey/answers.hpp"

#include <algorithm>

#include "content/characters.hpp"
#include "content/describe.hpp"
#include "survey/questions/rules.hpp"

namespace roadshow::survey {
namespace {

// The text without its control characters.
std::string without_controls(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  while (!text.empty()) {
    std::string_view rest = text;
    const char32_t c = take_character(text);
    rest.remove_suffix(text.size());
    if (!is_control(c)) kept += rest;
  }
  return kept;
}

}  // namespace

std::optional<Fault> fault_of(const Question& question, const Answer& answer) {
  return by_kind(question, [&](auto rules, const auto& kind) { return rules.fault_of(kind, answer); });
}

std::string_view sentence_of(Fault fault) {
  switch (fault) {
    case Fault::wrong_shape:
      return "The answer does not have the form that this question needs.";
    case Fault::unknown_option:
      return "The answer holds a code that this question does not offer, or one code twice.";
    case Fault::too_many:
      return "The answer holds more choices than this question allows.";
    case Fault::not_alone:
      return "The answer holds an option that cannot be chosen with others.";
    case Fault::incomplete_order:
      return "The answer leaves out some of the things to put in order.";
    case Fault::too_long:
      return "The answer is longer than this question allows.";
    case Fault::not_readable:
      return "The answer holds characters that cannot be read.";
  }
  return "";
}

bool holds(const Answer& answer, std::string_view code) {
  if (const auto* one = std::get_if<std::string>(&answer)) return *one == code;
  const Codes& codes = std::get<Codes>(answer);
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

namespace {

// Whether the answers that `find` finds lead to the question.
template <class Find>
bool leads_to(const Question& question, const Find& find) {
  if (!question.when) return true;
  const auto is_true = [&](const content::Answered& condition) {
    const Answer* answer = find(condition.question);
    return answer && holds(*answer, condition.is);
  };
  const content::Condition& when = *question.when;
  return std::all_of(when.all.begin(), when.all.end(), is_true) &&
         (when.any.empty() || std::any_of(when.any.begin(), when.any.end(), is_true)) &&
         std::none_of(when.none.begin(), when.none.end(), is_true);
}

const Answer* find_answer(const Answers& answers, const std::string& code) {
  const auto answer = answers.find(code);
  return answer == answers.end() ? nullptr : &answer->second;
}

}  // namespace

bool is_asked(const Question& question, const Answers& answers) {
  return leads_to(question, [&](const std::string& code) { return find_answer(answers, code); });
}

std::vector<const Question*> route(const Questions& questions, const Answers& answers) {
  std::vector<const Question*> asked;
  const auto is_there = [&](const std::string& code) {
    return std::any_of(asked.begin(), asked.end(), [&](const Question* one) { return one->code == code; });
  };
  // Conditions see only answers that are themselves on the route.
  const auto find = [&](const std::string& code) { return is_there(code) ? find_answer(answers, code) : nullptr; };
  for (const Question& question : questions) {
    if (leads_to(question, find)) asked.push_back(&question);
  }
  return asked;
}

Answers on_route(const Questions& questions, const Answers& answers) {
  Answers kept;
  for (const Question* question : route(questions, answers)) {
    if (const auto answer = answers.find(question->code); answer != answers.end()) kept.insert(*answer);
  }
  return kept;
}

const Question* find_question(const Questions& questions, std::string_view code) {
  for (const Question& question : questions) {
    if (question.code == code) return &question;
  }
  return nullptr;
}

void append(std::string& out, const Answers& answers) {
  Writer writer(out);
  for (const auto& [code, answer] : answers)
    std::visit([&, &name = code](const auto& value) { writer.add(name, value); }, answer);
  writer.close();
}

std::string readable(std::string_view text) { return without_controls(text); }

int length_of(std::string_view text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace roadshow::survey
