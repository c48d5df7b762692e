#include "survey/counts.hpp"

#include <algorithm>

namespace roadshow::survey {
namespace {

// Whoever posts a response names its channel: names we do not know are counted together, so that nobody can make the
// counts grow.
const std::vector<std::string> known_channels = {"web", "form", "kiosk", "champion", "group", "paper", "other"};
constexpr size_t most_days = 4000;

size_t index_of(const std::vector<std::string>& list, std::string_view code) {
  return static_cast<size_t>(std::find(list.begin(), list.end(), code) - list.begin());
}

size_t channel_of(const Response& response) {
  return std::min(index_of(known_channels, response.channel), known_channels.size() - 1);
}

Codes categories_of(const Question& question) {
  Codes codes;
  for (const auto* option : options_of(question)) codes.push_back(option->code);
  if (std::holds_alternative<content::Ranking>(question.kind)) codes.emplace_back(same_code);
  return codes;
}

QuestionCounts no_counts_of(const Question& question) {
  QuestionCounts counts;
  counts.code = question.code;
  counts.categories = categories_of(question);
  counts.several = std::holds_alternative<content::MultipleChoice>(question.kind);
  counts.counts.resize(counts.categories.size());
  if (std::holds_alternative<content::Ranking>(question.kind)) counts.places.resize(counts.categories.size());
  return counts;
}

void add_table(QuestionCounts& question, const std::string& by, const std::vector<std::string>& groups) {
  if (question.categories.empty()) return;
  CountTable table{by, groups, {}, std::vector<int64_t>(groups.size() + 1)};
  table.cells.assign(question.categories.size(), std::vector<int64_t>(groups.size() + 1));
  question.tables.push_back(std::move(table));
}

// The categories that an answer falls into.
std::vector<size_t> places_in(const QuestionCounts& question, const Answer& answer) {
  std::vector<size_t> found;
  const auto add_code = [&](const std::string& code) {
    if (const size_t at = index_of(question.categories, code); at < question.categories.size()) found.push_back(at);
  };
  if (const auto* one = std::get_if<std::string>(&answer)) {
    add_code(*one);
  } else if (!question.places.empty()) {
    if (!std::get<Codes>(answer).empty()) add_code(std::get<Codes>(answer).front());
  } else {
    for (const std::string& code : std::get<Codes>(answer)) add_code(code);
  }
  return found;
}

void add_answer(QuestionCounts& question, const Answer& answer, int64_t weight) {
  question.answered += weight;
  for (const size_t at : places_in(question, answer)) question.counts[at] += weight;
  const auto* order = std::get_if<Codes>(&answer);
  if (question.places.empty() || !order) return;
  question.ranked += weight;
  for (size_t place = 0; place < order->size(); ++place) {
    if (const size_t at = index_of(question.categories, (*order)[place]); at < question.places.size())
      question.places[at] += (static_cast<int64_t>(place) + 1) * weight;
  }
}

// The column of a person in a table.
size_t group_of(const CountTable& table, const Survey& survey, const Response& response) {
  if (table.by == "channel") return channel_of(response);
  const auto answer = response.answers.find(table.by == "place" ? survey.results.place : survey.results.age);
  if (answer == response.answers.end()) return table.groups.size();
  const auto* code = std::get_if<std::string>(&answer->second);
  return code ? index_of(table.groups, *code) : table.groups.size();
}

}  // namespace

Counts no_counts(const Survey& survey) {
  Counts counts;
  counts.channel_names = known_channels;
  counts.channels.resize(known_channels.size());
  const auto groups = [&](const std::string& code) {
    const Question* question = code.empty() ? nullptr : find_question(survey, code);
    return question ? categories_of(*question) : Codes();
  };
  const Codes places = groups(survey.results.place);
  const Codes ages = groups(survey.results.age);
  for (const Question& question : survey.questions) {
    QuestionCounts one = no_counts_of(question);
    // Who was asked a question that not everyone is asked depends on another answer, so it is not compared by group
    // (survey/disclosure/disclosure.hpp). The questions that make the groups are not compared with each other.
    const bool makes_groups = question.code == survey.results.place || question.code == survey.results.age;
    if (!question.when && !makes_groups) {
      if (!places.empty()) add_table(one, "place", places);
      if (!ages.empty()) add_table(one, "age", ages);
      add_table(one, "channel", known_channels);
    }
    counts.questions.push_back(std::move(one));
  }
  if (survey.equality) {
    for (const Question& question : survey.equality->questions) counts.equality.push_back(no_counts_of(question));
  }
  return counts;
}

void add(Counts& counts, const Survey& survey, const Response& response, std::string_view day, int64_t weight) {
  counts.responses += weight;
  counts.channels[channel_of(response)] += weight;
  const std::string key(day.substr(0, 10));
  if (const auto known = counts.days.find(key); known != counts.days.end()) {
    known->second += weight;
  } else if (counts.days.size() < most_days) {
    counts.days.emplace(key, weight);
  }
  for (QuestionCounts& question : counts.questions) {
    if (std::find(response.asked.begin(), response.asked.end(), question.code) != response.asked.end())
      question.asked += weight;
    const auto answer = response.answers.find(question.code);
    if (answer == response.answers.end()) continue;
    add_answer(question, answer->second, weight);
    for (CountTable& table : question.tables) {
      const size_t group = group_of(table, survey, response);
      table.answered[group] += weight;
      for (const size_t at : places_in(question, answer->second)) table.cells[at][group] += weight;
    }
  }
}

void add_equality(Counts& counts, const Survey& survey, const Answers& answers, int64_t weight) {
  counts.equality_people += weight;
  for (size_t i = 0; i < counts.equality.size(); ++i) {
    const Question& question = survey.equality->questions[i];
    counts.equality[i].asked += is_asked(question, answers) ? weight : 0;
    if (const auto answer = answers.find(question.code); answer != answers.end())
      add_answer(counts.equality[i], answer->second, weight);
  }
}

}  // namespace roadshow::survey
