// Counting the answers to a survey: one pass, one response at a time, in memory that depends on the survey and not on
// how many answered. These are exact counts and must not be published: survey/disclosure/disclosure.hpp makes what may
// be.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "survey/response.hpp"

namespace roadshow::survey {

// One question by place, age or channel. Rows are the categories of the question, columns the groups; the last column
// is those of no group that is listed (they did not say).
struct CountTable {
  std::string by;
  std::vector<std::string> groups;
  std::vector<std::vector<int64_t>> cells;
  std::vector<int64_t> answered;  // by group: who answered the question
};

struct QuestionCounts {
  std::string code;
  // The codes that can be counted: options; for a ranking what came first, or "same"; none for text.
  std::vector<std::string> categories;
  bool several = false;  // one person can be in several categories
  int64_t asked = 0;
  int64_t answered = 0;
  std::vector<int64_t> counts;  // by category
  std::vector<int64_t> places;  // rankings: the sum of the places of each, from 1
  int64_t ranked = 0;           // rankings: who put them in order
  std::vector<CountTable> tables;
};

struct Counts {
  int64_t responses = 0;
  std::vector<std::string> channel_names;
  std::vector<int64_t> channels;
  std::map<std::string, int64_t> days;  // of storing: 2026-11-25
  std::vector<QuestionCounts> questions;
  // Kept apart from all the above: nobody knows which of these people gave which of those answers.
  int64_t equality_people = 0;  // who answered at least one equality question
  std::vector<QuestionCounts> equality;
};

// Zero everywhere.
Counts no_counts(const Survey& survey);

// `day` is the day of storing, or its whole time. `weight` is what is added to each count: 1 for counting, a record key
// for the keys of the counts (survey/disclosure/perturbation.hpp).
void add(Counts& counts, const Survey& survey, const Response& response, std::string_view day, int64_t weight = 1);

// The answers of one person to the equality questions, which nothing joins to the rest of what they said.
void add_equality(Counts& counts, const Survey& survey, const Answers& answers, int64_t weight = 1);

}  // namespace roadshow::survey
