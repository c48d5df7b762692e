#include "survey/definition.hpp"

#include <algorithm>

#include "content/definition.hpp"
#include "survey/digest.hpp"
#include "survey/questions/rules.hpp"

namespace roadshow::survey {
namespace {

constexpr size_t digest_length = 16;

// Without what people read and what decides only how it looks.
void take_words(std::vector<content::EqualityQuestion>& questions) {
  for (Question& question : questions) {
    question.text = question.short_text = question.hint = "";
    std::visit([]<class Kind>(Kind& kind) { Rules<Kind>::take_words(kind); }, question.kind);
  }
}

const Question* find(const Questions& questions, const std::string& code) {
  const auto found =
      std::find_if(questions.begin(), questions.end(), [&](const auto& one) { return one.code == code; });
  return found == questions.end() ? nullptr : &*found;
}

bool is_counted(const Questions& now, const Questions& asked, const std::string& code) {
  const Question* one = find(now, code);
  const Question* other = find(asked, code);
  return one && other && (one == other || same_codes(*one, *other));
}

void add_options(Question& to, const Question& from) {
  std::visit([&]<class Kind>(const Kind& kind) { Rules<Kind>::add_options(std::get<Kind>(to.kind), kind); }, from.kind);
}

}  // namespace

std::string definition_digest(const Survey& survey) {
  content::Definition definition = content::definition_of(survey);
  take_words(definition.questions);
  take_words(definition.equality);
  return digest(Writer::to_text(definition)).substr(0, digest_length);
}

std::vector<const Survey*> definitions_for(const Response& response, const std::vector<Survey>& surveys) {
  std::vector<const Survey*> found;
  for (const Survey& survey : surveys) {
    if (survey.id == response.survey && survey.version == response.version) found.push_back(&survey);
  }
  if (found.size() < 2 || response.definition.empty()) return found;
  const auto named = std::find_if(found.begin(), found.end(), [&](const Survey* survey) {
    return definition_digest(*survey) == response.definition;
  });
  return named == found.end() ? found : std::vector<const Survey*>{*named};
}

bool same_codes(const Question& one, const Question& other) {
  if (one.kind.index() != other.kind.index()) return false;
  return by_kind(one, [&]<class Kind>(auto rules, const Kind& kind) {
    return rules.has_same_codes(kind, std::get<Kind>(other.kind));
  });
}

Response counted_by(const Questions& now, const Questions& asked, Response response) {
  if (&now == &asked) return response;
  std::erase_if(response.asked, [&](const std::string& code) { return !is_counted(now, asked, code); });
  response.answers = counted_by(now, asked, std::move(response.answers));
  return response;
}

Answers counted_by(const Questions& now, const Questions& asked, Answers answers) {
  if (&now != &asked) std::erase_if(answers, [&](const auto& answer) { return !is_counted(now, asked, answer.first); });
  return answers;
}

Questions merged(const std::vector<const Questions*>& all) {
  Questions together;
  for (const Questions* questions : all) {
    for (const Question& question : *questions) {
      const auto known = std::find_if(together.begin(), together.end(),
                                      [&](const Question& one) { return one.code == question.code; });
      if (known == together.end()) {
        together.push_back(question);
      } else if (known->kind.index() == question.kind.index()) {
        add_options(*known, question);
      }
    }
  }
  return together;
}

}  // namespace roadshow::survey
