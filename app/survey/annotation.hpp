// What analysts write beside the words of people: tags, notes, and whether the words may be published. And the list of
// words they work with (/v1/surveys/{id}/texts.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::survey {

struct Annotation {
  std::vector<std::string> tags;
  std::string note;
  bool publish = false;  // the words may stand among the results
};
template <class V>
void describe(V& v, Annotation& annotation) {
  v.optional("tags", annotation.tags, Rule::text, "Words for the theme.");
  v.optional("note", annotation.note, Rule::any, "A note for other analysts.");
  v.optional("publish", annotation.publish, Rule::any, "True when these words may be published.");
}

// One answer in words.
struct TextAnswer {
  std::string response;  // its id
  std::string question;
  std::string month;
  std::string text;
  Annotation annotation;
};
template <class V>
void describe(V& v, TextAnswer& answer) {
  v.required("response", answer.response, Rule::text, "the id of the response.");
  v.required("question", answer.question, Rule::code, "the question.");
  v.required("month", answer.month, Rule::month, "when it was given.");
  v.required("text", answer.text, Rule::any, "the words, as they were given.");
  v.required("annotation", answer.annotation, Rule::any, "what analysts wrote beside it.");
}

struct Texts {
  std::string survey;
  std::vector<TextAnswer> texts;
  std::string next;  // ask for the next ones with ?after= this; empty: these are the last
};
template <class V>
void describe(V& v, Texts& texts) {
  v.required("survey", texts.survey, Rule::id, "the survey.");
  v.required("texts", texts.texts, Rule::any, "the answers in words.");
  v.optional("next", texts.next, Rule::any, "Where the next ones start.");
}

// "icp-strategy/0f8fad5b-.../works_well"
std::string annotation_key(std::string_view survey, std::string_view response, std::string_view question);

// What is stored; one that cannot be read is empty, and so publishes nothing.
Annotation read_annotation(std::string_view json);

// What an analyst sends, or every reason why not.
Result<Annotation> check_annotation(std::string_view json);

std::string to_json(const Annotation& annotation);
std::string to_json(const Texts& texts);
Result<Texts> read_texts(std::string_view json);

}  // namespace roadshow::survey
