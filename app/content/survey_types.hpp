// A survey as content: questions, options, branching. The rules that use them are in survey/.
//
// Codes are stable for ever: answers are stored under them. Once answers exist a question is not edited; the survey
// gets a new version. Branching is data, FHIR enableWhen in spirit: no expression strings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/describe.hpp"
#include "content/questions.hpp"
#include "content/results_types.hpp"

namespace roadshow::content {

// True when the answer to `question` holds the option `is` (single, multiple or ranking questions).
struct Answered {
  std::string question;
  std::string is;
};
template <class V>
void describe(V& v, Answered& answered) {
  v.required("question", answered.question, Rule::code, "the code of an earlier question.");
  v.required("is", answered.is, Rule::code, "the code of one of its options.");
}

// Every condition of `all`, at least one of `any` (when there are any) and no condition of `none` must be true.
struct Condition {
  std::vector<Answered> all;
  std::vector<Answered> any;
  std::vector<Answered> none;
};
template <class V>
void describe(V& v, Condition& condition) {
  v.optional("all", condition.all, Rule::any, "All of these are true.");
  v.optional("any", condition.any, Rule::any, "At least one of these is true.");
  v.optional("none", condition.none, Rule::any, "None of these is true.");
}

struct Question {
  std::string code;
  std::string text;        // the question
  std::string short_text;  // for the list of answers: "Biggest unfairness"
  std::string hint;
  std::string can;     // what an answer can change; shown before every question
  std::string cannot;  // what it cannot change
  std::string known;   // what we know already
  std::optional<Condition> when;
  QuestionKind kind;
};
template <class V>
void describe(V& v, Question& question) {
  v.required("code", question.code, Rule::code, "the code stored with the answer. Never change it.");
  v.required("text", question.text, Rule::text, "the question.");
  v.required("shortText", question.short_text, Rule::text, "the question in two or three words.");
  v.optional("hint", question.hint, Rule::text, "How to answer.");
  v.required("can", question.can, Rule::text, "what an answer can change.");
  v.required("cannot", question.cannot, Rule::text, "what an answer cannot change.");
  v.optional("known", question.known, Rule::text, "What we know already.");
  v.optional("when", question.when, Rule::any, "When to ask this question.");
  v.required("kind", question.kind, Rule::any, "the type of question and its options.");
}

inline Traits traits_of(const Question& question) { return traits_of(question.kind); }
inline auto options_of(const Question& question) { return options_of(question.kind); }
inline auto labels_of(const Question& question) { return labels_of(question.kind); }
inline auto label_of(const Question& question, const std::string& code) { return label_of(question.kind, code); }

// A question about the person, for equality monitoring. No answer to it changes anything for them, so it says not what
// it can change; why it is asked stands before all of them.
struct EqualityQuestion : Question {};
template <class V>
void describe(V& v, EqualityQuestion& question) {
  v.required("code", question.code, Rule::code, "the code stored with the answer. Never change it.");
  v.required("text", question.text, Rule::text, "the question.");
  v.required("shortText", question.short_text, Rule::text, "the question in two or three words.");
  v.optional("hint", question.hint, Rule::text, "How to answer.");
  v.optional("when", question.when, Rule::any, "When to ask this question.");
  v.required("kind", question.kind, Rule::any, "the type of question and its options.");
}

// Questions on one characteristic, worded as a standard has them. A newer wording is a new set with a new id, so that
// answers to the two are never added up.
struct EqualitySet {
  std::string id;        // "gss-ethnicity-2025"
  std::string standard;  // whose wording it is, and what is not settled about it
  std::vector<EqualityQuestion> questions;
};
template <class V>
void describe(V& v, EqualitySet& set) {
  v.required("id", set.id, Rule::id, "a short name with the standard and its year. Surveys name it.");
  v.required("standard", set.standard, Rule::text, "whose wording it is.");
  v.required("questions", set.questions, Rule::any, "the questions.");
}

// The equality questions of a survey. They come after its own questions, and their answers are kept apart from these.
struct Equality {
  std::string title;
  std::vector<std::string> why;     // why we ask, that each is optional, that they are kept apart
  std::vector<std::string> sets;    // ids of EqualitySets, in the order they are asked
  std::vector<Question> questions;  // of these sets, filled in when the pack is loaded
};
template <class V>
void describe(V& v, Equality& equality) {
  v.required("title", equality.title, Rule::text, "the title of the page before them.");
  v.required("why", equality.why, Rule::text, "why we ask, and what we do with the answers.");
  v.required("sets", equality.sets, Rule::id, "the sets of questions, in order.");
}

// Where people may leave an email address or a telephone number, to be told what happened.
struct ContactOffer {
  std::string title;
  std::vector<std::string> why;
  std::string consent;  // what a person agrees to by giving it
};
template <class V>
void describe(V& v, ContactOffer& offer) {
  v.required("title", offer.title, Rule::text, "the question, such as: Do you want to hear what happened?");
  v.required("why", offer.why, Rule::text, "what we use it for, and how it is kept.");
  v.required("consent", offer.consent, Rule::text, "what people agree to by giving it.");
}

// How many whole months things are kept after the month they were given in. Then they are deleted.
struct Keep {
  int months = 0;          // answers and equality answers
  int contact_months = 0;  // contact details; never longer than the answers
};
template <class V>
void describe(V& v, Keep& keep) {
  v.required("months", keep.months, Rule::any, "how many months answers are kept.");
  v.optional("contactMonths", keep.contact_months, Rule::any, "How many months contact details are kept.");
}

struct NextStage {
  std::string title;
  std::string text;
};
template <class V>
void describe(V& v, NextStage& stage) {
  v.required("title", stage.title, Rule::text, "one word.");
  v.required("text", stage.text, Rule::text, "what happens.");
}

struct YouSaid {
  std::string said;
  std::string did;
  std::string source;
};
template <class V>
void describe(V& v, YouSaid& entry) {
  v.required("said", entry.said, Rule::text, "what people said.");
  v.required("did", entry.did, Rule::text, "what was done.");
  v.required("source", entry.source, Rule::text, "where and when.");
}

struct Survey {
  std::string id;
  std::string version;
  std::string title;
  std::string lead;
  std::vector<std::string> intro;  // short sentences before the first question
  std::string privacy;             // one sentence, also before sending
  std::vector<Question> questions;
  std::optional<Equality> equality;
  std::optional<ContactOffer> contact;
  Keep keep;
  std::vector<NextStage> next;  // what happens next
  YouSaid you_said;
  ResultsPlan results;
  std::string exact_times;  // why exports for analysts hold time and sequence; empty: they hold the day at most
};
template <class V>
void describe(V& v, Survey& survey) {
  v.required("id", survey.id, Rule::id, "a short name. It is part of the address of the survey.");
  v.required("version", survey.version, Rule::version, "the version. Raise it for every change after the start.");
  v.required("title", survey.title, Rule::text, "the title.");
  v.required("lead", survey.lead, Rule::text, "what it is about, in one sentence.");
  v.required("intro", survey.intro, Rule::text, "what people should know before they start.");
  v.required("privacy", survey.privacy, Rule::text, "what happens with the answers.");
  v.required("questions", survey.questions, Rule::any, "the questions.");
  v.optional("equality", survey.equality, Rule::any, "The equality questions, when they are asked.");
  v.optional("contact", survey.contact, Rule::any, "The offer to be told what happened.");
  v.required("keep", survey.keep, Rule::any, "how long the answers are kept.");
  v.required("next", survey.next, Rule::any, "what happens after sending.");
  v.required("youSaid", survey.you_said, Rule::any, "what people said before, and what was done.");
  v.optional("exactTimes", survey.exact_times, Rule::name,
             "Why exports hold the exact time and order of answers. Left out, they hold the day at most.");
  v.optional("results", survey.results, Rule::any, "Who may see the results, and what stands beside them.");
}

}  // namespace roadshow::content
