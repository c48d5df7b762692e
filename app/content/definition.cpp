#include "content/definition.hpp"

#include <algorithm>

namespace roadshow::content {
namespace {

std::vector<EqualityQuestion> asked(const std::vector<Question>& questions) {
  std::vector<EqualityQuestion> all;
  all.reserve(questions.size());
  for (const Question& question : questions) all.push_back({question});
  return all;
}

}  // namespace

Definition definition_of(const Survey& survey) {
  Definition definition{survey.id, survey.version, asked(survey.questions), {}, {}, survey.contact.has_value()};
  if (survey.equality) {
    definition.equality_sets = survey.equality->sets;
    definition.equality = asked(survey.equality->questions);
  }
  return definition;
}

Survey survey_of(const Definition& definition) {
  Survey survey;
  survey.id = definition.survey;
  survey.version = definition.version;
  survey.questions.assign(definition.questions.begin(), definition.questions.end());
  if (!definition.equality_sets.empty()) {
    Equality& equality = survey.equality.emplace();
    equality.sets = definition.equality_sets;
    equality.questions.assign(definition.equality.begin(), definition.equality.end());
  }
  if (definition.contact) survey.contact.emplace();
  return survey;
}

std::string name_of(const Definition& definition) { return definition.survey + "-" + definition.version; }

Problems changes_since(const Definition& published, const Survey& survey) {
  Problems problems;
  const auto report = [&](std::string pointer, const std::string& what) {
    problems.push_back({{"", 0, 0, std::move(pointer)},
                        what + " since version " + published.version +
                            " was published. Raise the version of the survey, or undo the change."});
  };
  const Definition now = definition_of(survey);
  if (now.questions.size() != published.questions.size()) report("/questions", "The number of questions has changed");
  for (size_t i = 0; i < std::min(now.questions.size(), published.questions.size()); ++i) {
    if (Writer::to_text(now.questions[i]) != Writer::to_text(published.questions[i]))
      report(pointer_to("/questions", i), "This question has changed");
  }
  Definition equality = published;
  equality.questions = now.questions;
  equality.contact = now.contact;
  if (Writer::to_text(equality) != Writer::to_text(now)) report("/equality", "The equality questions have changed");
  if (now.contact != published.contact) report("", "The offer to leave contact details came or went");
  return problems;
}

}  // namespace roadshow::content
