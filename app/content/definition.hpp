// What a survey asked when it was published: its questions, without the pages around them. Answers are read by the
// definition they were given to, for as long as they are kept.
//
// content/PACK/published/SURVEY-VERSION.json holds one (`roadshow publish` writes it), and so does every store that
// ever took answers to it (server/store/definitions.hpp).
#pragma once

#include <string>
#include <vector>

#include "content/survey_types.hpp"

namespace roadshow::content {

struct Definition {
  std::string survey;
  std::string version;
  std::vector<EqualityQuestion> questions;  // in the form that says what was asked, and not why
  std::vector<std::string> equality_sets;
  std::vector<EqualityQuestion> equality;
  bool contact = false;
};
template <class V>
void describe(V& v, Definition& definition) {
  v.required("survey", definition.survey, Rule::id, "the survey.");
  v.required("version", definition.version, Rule::version, "its version.");
  v.required("questions", definition.questions, Rule::any, "the questions, as they were published.");
  v.optional("equalitySets", definition.equality_sets, Rule::id, "The sets of equality questions.");
  v.optional("equality", definition.equality, Rule::any, "The equality questions.");
  v.optional("contact", definition.contact, Rule::any, "True when contact details could be left.");
}

Definition definition_of(const Survey& survey);

// As much of the survey as reading answers needs.
Survey survey_of(const Definition& definition);

// "icp-strategy-1": the name of its file.
std::string name_of(const Definition& definition);

// What the survey asks otherwise than this definition of the same version; places carry JSON pointers into the survey.
// Nobody can tell the answers of before from those of after, so this needs a new version.
Problems changes_since(const Definition& published, const Survey& survey);

}  // namespace roadshow::content
