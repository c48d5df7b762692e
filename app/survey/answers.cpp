#include "survey/answers.hpp"

#include <algorithm>
#include <set>

#include "content/characters.hpp"
#include "content/describe.hpp"

namespace roadshow::survey {
namespace {

bool offers(const std::vector<content::Option>& options, std::string_view code) {
  return std::any_of(options.begin(), options.end(), [&](const auto& option) { return option.code == code; });
}

bool has_twice(const Codes& codes) { return std::set<std::string>(codes.begin(), codes.end()).size() < codes.size(); }

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

bool is_readable(std::string_view text) { return without_controls(text).size() == text.size(); }

std::optional<Fault> check(const content::SingleChoice& kind, const std::string& code) {
  if (!offers(kind.options, code)) return Fault::unknown_option;
  return std::nullopt;
}
std::optional<Fault> check(const content::SingleChoice& /*kind*/, const Codes& /*codes*/) { return Fault::wrong_shape; }

std::optional<Fault> check(const content::MultipleChoice& /*kind*/, const std::string& /*code*/) {
  return Fault::wrong_shape;
}
std::optional<Fault> check(const content::MultipleChoice& kind, const Codes& codes) {
  if (codes.empty() || has_twice(codes)) return Fault::unknown_option;
  bool alone = false;
  for (const std::string& code : codes) {
    const auto option =
        std::find_if(kind.options.begin(), kind.options.end(), [&](const auto& o) { return o.code == code; });
    if (option == kind.options.end()) return Fault::unknown_option;
    alone = alone || option->exclusive;
  }
  if (alone && codes.size() > 1) return Fault::not_alone;
  if (kind.at_most > 0 && static_cast<int>(codes.size()) > kind.at_most) return Fault::too_many;
  return std::nullopt;
}

std::optional<Fault> check(const content::FreeText& kind, const std::string& text) {
  if (!is_readable(text)) return Fault::not_readable;
  if (length_of(text) > kind.max_length) return Fault::too_long;
  return std::nullopt;
}
std::optional<Fault> check(const content::FreeText& /*kind*/, const Codes& /*codes*/) { return Fault::wrong_shape; }

std::optional<Fault> check(const content::Rating& kind, const std::string& code) {
  if (!offers(kind.scale, code) && !offers(kind.others, code)) return Fault::unknown_option;
  return std::nullopt;
}
std::optional<Fault> check(const content::Rating& /*kind*/, const Codes& /*codes*/) { return Fault::wrong_shape; }

std::optional<Fault> check(const content::Ranking& /*kind*/, const std::string& code) {
  if (code != same_code) return Fault::unknown_option;
  return std::nullopt;
}
std::optional<Fault> check(const content::Ranking& kind, const Codes& codes) {
  if (has_twice(codes)) return Fault::unknown_option;
  if (!std::all_of(codes.begin(), codes.end(), [&](const auto& code) { return offers(kind.options, code); }))
    return Fault::unknown_option;
  if (codes.size() != kind.options.size()) return Fault::incomplete_order;
  return std::nullopt;
}

}  // namespace

std::optional<Fault> fault_of(const Question& question, const Answer& answer) {
  return std::visit([](const auto& kind, const auto& given) { return check(kind, given); }, question.kind, answer);
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

std::vector<const content::Option*> options_of(const Question& question) {
  std::vector<const content::Option*> options;
  const auto add = [&](const std::vector<content::Option>& list) {
    for (const content::Option& option : list) options.push_back(&option);
  };
  if (const auto* single = std::get_if<content::SingleChoice>(&question.kind)) add(single->options);
  if (const auto* multiple = std::get_if<content::MultipleChoice>(&question.kind)) add(multiple->options);
  if (const auto* ranking = std::get_if<content::Ranking>(&question.kind)) add(ranking->options);
  if (const auto* rating = std::get_if<content::Rating>(&question.kind)) {
    add(rating->scale);
    add(rating->others);
  }
  return options;
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
