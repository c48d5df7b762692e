// What is published about the answers to a survey: counts that are safe to show, and nothing else. The endpoint makes
// it (survey/counts.hpp counts, survey/disclosure/disclosure.hpp hides), results.json carries it, the app and the
// exports show it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::survey {

// Why a count is not there.
enum class Hidden : uint8_t {
  no,       // it is there
  few,      // fewer people than the limit
  withheld  // it would give away one of the few
};
constexpr auto words_of(Hidden) { return std::array{"no", "few", "withheld"}; }

// How many people gave one answer, or are in one group.
struct Tally {
  std::string code;              // of an option or a group; a day for days
  std::optional<int64_t> count;  // rounded; none when hidden
  Hidden hidden = Hidden::no;
  std::optional<int> percent;        // of the base, both rounded
  std::optional<double> mean_place;  // rankings: 1.0 is always first
};
template <class V>
void describe(V& v, Tally& tally) {
  v.required("code", tally.code, Rule::text, "the option, group or day.");
  v.optional("count", tally.count, Rule::any, "How many, rounded.");
  v.optional("hidden", tally.hidden, Rule::any, "Why there is no count.");
  v.optional("percent", tally.percent, Rule::any, "Of the base, both rounded.");
  v.optional("meanPlace", tally.mean_place, Rule::any, "The mean place in a ranking.");
}

// The answers of one group of people to one question.
struct Group {
  std::string code;
  std::optional<int64_t> base;  // the people behind these counts, rounded: what percentages are of
  std::vector<Tally> options;   // only those that the question itself shows
};
template <class V>
void describe(V& v, Group& group) {
  v.required("code", group.code, Rule::text, "the group: an answer to the question, or a channel.");
  v.optional("base", group.base, Rule::any, "How many people the counts are of, rounded.");
  v.required("options", group.options, Rule::any, "the answers.");
}

// One question by place, age or channel.
struct CrossTab {
  std::string by;  // "place", "age" or "channel"
  std::vector<Group> groups;
};
template <class V>
void describe(V& v, CrossTab& table) {
  v.required("by", table.by, Rule::id, "place, age or channel.");
  v.required("groups", table.groups, Rule::any, "the groups.");
}

// What the base of a question counts.
enum class Base : uint8_t {
  answered,  // everyone who answered
  shown,     // those whose answers are shown: the number of everyone would give away a hidden group
  none       // nothing can be shown
};
constexpr auto words_of(Base) { return std::array{"answered", "shown", "none"}; }

struct QuestionResults {
  std::string code;
  std::optional<int64_t> asked;  // people who were asked, rounded
  std::optional<int64_t> base;   // rounded
  Base base_of = Base::none;
  std::vector<Tally> options;    // rankings: who put it first; in the order of the question
  std::vector<CrossTab> tables;  // those that can be shown
  std::vector<std::string> quotes;
};
template <class V>
void describe(V& v, QuestionResults& question) {
  v.required("code", question.code, Rule::code, "the question.");
  v.optional("asked", question.asked, Rule::any, "How many people were asked, rounded.");
  v.optional("base", question.base, Rule::any, "How many people the percentages are of, rounded.");
  v.required("baseOf", question.base_of, Rule::any, "whom the base counts.");
  v.required("options", question.options, Rule::any, "the answers.");
  v.optional("tables", question.tables, Rule::any, "The same by place, age and channel.");
  v.optional("quotes", question.quotes, Rule::any, "Words of people that may be published.");
}

struct Results {
  std::string schema = "roadshow/results/1";
  std::string survey;
  std::string version;
  std::string day;                   // of this publication: 2026-11-25; empty: nothing was published yet
  int fewest = 0;                    // groups with fewer are hidden
  int nearest = 0;                   // other counts are rounded to this
  std::optional<int64_t> responses;  // rounded; none: too few so far
  std::vector<Tally> channels;       // none when they cannot be shown
  std::vector<Tally> days;           // of storing; those that can be shown
  std::vector<QuestionResults> questions;
  std::vector<QuestionResults> equality;  // kept apart from the other answers, so never crossed with them
};
template <class V>
void describe(V& v, Results& results) {
  v.required("schema", results.schema, Rule::text, "the form of this file.");
  v.required("survey", results.survey, Rule::id, "the survey.");
  v.required("version", results.version, Rule::version, "the version of the survey.");
  v.optional("day", results.day, Rule::date, "The day of this publication; left out before the first.");
  v.required("fewest", results.fewest, Rule::any, "groups with fewer people are hidden.");
  v.required("nearest", results.nearest, Rule::any, "other counts are rounded to this.");
  v.optional("responses", results.responses, Rule::any, "How many people answered, rounded.");
  v.optional("channels", results.channels, Rule::any, "How people answered.");
  v.optional("days", results.days, Rule::any, "When answers came.");
  v.required("questions", results.questions, Rule::any, "the questions.");
  v.optional("equality", results.equality, Rule::any, "Who answered, kept apart from their answers.");
}

std::string to_json(const Results& results);
Result<Results> read_results(std::string_view json);

// The one with this code, or nullptr.
const QuestionResults* find_question(const Results& results, std::string_view code);
const Tally* find_tally(const std::vector<Tally>& tallies, std::string_view code);

}  // namespace roadshow::survey
