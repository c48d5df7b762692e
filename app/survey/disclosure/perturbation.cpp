#include "survey/disclosure/perturbation.hpp"

#include <algorithm>
#include <numeric>

namespace roadshow::survey {
namespace {

using List = std::vector<int64_t>;

// Every bit of the answer depends on every bit of the key (splitmix64, Steele and others 2014).
uint64_t mixed(uint64_t key) {
  key += 0x9e3779b97f4a7c15;
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9;
  key = (key ^ (key >> 27)) * 0x94d049bb133111eb;
  return key ^ (key >> 31);
}

int64_t noise_of(int64_t key) {
  const auto cell = static_cast<uint32_t>(key);  // the sum modulo 2^32
  return static_cast<int64_t>(mixed(cell) % (2 * most_noise + 1)) - most_noise;
}

List perturbed_list(const List& exact, const List& keys) {
  List made;
  for (size_t i = 0; i < exact.size(); ++i) made.push_back(perturbed(exact[i], keys[i]));
  return made;
}

int64_t sum_of(const List& list) { return std::accumulate(list.begin(), list.end(), int64_t{0}); }
int64_t most_of(const List& list) { return list.empty() ? 0 : *std::max_element(list.begin(), list.end()); }

// The least that can have answered where so many gave each answer.
int64_t least_people(const QuestionCounts& question, const List& counts) {
  return question.several ? most_of(counts) : sum_of(counts);
}

CountTable perturbed_table(const QuestionCounts& question, const CountTable& exact, const CountTable& keys) {
  CountTable made = exact;
  for (size_t row = 0; row < exact.cells.size(); ++row)
    made.cells[row] = perturbed_list(exact.cells[row], keys.cells[row]);
  made.answered = perturbed_list(exact.answered, keys.answered);
  for (size_t group = 0; group < made.answered.size(); ++group) {
    List column;
    for (const List& row : made.cells) column.push_back(row[group]);
    made.answered[group] = std::max(made.answered[group], least_people(question, column));
  }
  return made;
}

QuestionCounts perturbed_question(const QuestionCounts& exact, const QuestionCounts& keys) {
  QuestionCounts made = exact;
  made.counts = perturbed_list(exact.counts, keys.counts);
  const int64_t answered = perturbed(exact.answered, keys.answered);
  // One answer each: the sum is who answered, as it is in the exact counts.
  made.answered = exact.several || exact.counts.empty() ? std::max(answered, least_people(exact, made.counts))
                                                        : sum_of(made.counts);
  made.asked = std::max(perturbed(exact.asked, keys.asked), made.answered);
  made.ranked = perturbed(exact.ranked, keys.ranked);
  // As much as that many people more or less would change it, who put it last.
  const auto last = static_cast<int64_t>(exact.categories.size());
  for (size_t i = 0; i < exact.places.size(); ++i) {
    if (exact.places[i] > 0) made.places[i] = std::max(exact.places[i] + noise_of(keys.places[i]) * last, made.ranked);
  }
  for (size_t i = 0; i < exact.tables.size(); ++i)
    made.tables[i] = perturbed_table(exact, exact.tables[i], keys.tables[i]);
  return made;
}

// Questions, and the number of people who answered some of them.
int64_t perturb(std::vector<QuestionCounts>& questions, const std::vector<QuestionCounts>& keys, int64_t exact,
                int64_t key) {
  int64_t people = perturbed(exact, key);
  std::vector<bool> everyone;
  for (size_t i = 0; i < questions.size(); ++i) {
    everyone.push_back(questions[i].asked == exact);
    questions[i] = perturbed_question(questions[i], keys[i]);
    people = std::max(people, questions[i].asked);
  }
  for (size_t i = 0; i < questions.size(); ++i) {
    if (everyone[i]) questions[i].asked = people;
  }
  return people;
}

}  // namespace

int64_t perturbed(int64_t count, int64_t key) { return count == 0 ? 0 : std::max<int64_t>(count + noise_of(key), 0); }

Counts perturbed(const Counts& exact, const Counts& keys) {
  Counts made = exact;
  made.channels = perturbed_list(exact.channels, keys.channels);
  for (auto& [day, count] : made.days) {
    const auto key = keys.days.find(day);
    count = perturbed(count, key == keys.days.end() ? 0 : key->second);
  }
  made.responses = perturb(made.questions, keys.questions, exact.responses, keys.responses);
  made.equality_people = perturb(made.equality, keys.equality, exact.equality_people, keys.equality_people);
  return made;
}

}  // namespace roadshow::survey
