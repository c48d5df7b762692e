#include "survey/disclosure/disclosure.hpp"

#include <algorithm>

#include "survey/disclosure/perturbation.hpp"
#include "survey/disclosure/rounding.hpp"

namespace roadshow::survey {
namespace {

using Sights = std::vector<Hidden>;

bool has(const Sights& sights, Hidden which) { return std::find(sights.begin(), sights.end(), which) != sights.end(); }

// Withholds the smallest count that is shown and may be withheld. False: there is none.
template <class May>
bool withhold_smallest(const std::vector<int64_t>& counts, Sights& sights, const May& may) {
  size_t found = counts.size();
  for (size_t i = 0; i < counts.size(); ++i) {
    if (sights[i] == Hidden::no && may(i) && (found == counts.size() || counts[i] < counts[found])) found = i;
  }
  if (found == counts.size()) return false;
  sights[found] = Hidden::withheld;
  return true;
}

Sights few_of(const std::vector<int64_t>& counts, int64_t fewest) {
  Sights sights;
  for (const int64_t count : counts) sights.push_back(count < fewest ? Hidden::few : Hidden::no);
  return sights;
}

// Whether other answers of this kind could stand behind what is shown: each answer has at most as many people as chose
// anything that is not "none of these", and these gave one answer at least, and the allowed number at most.
bool is_possible(const Choices& choices, const Sights& sights, size_t at, int64_t wanted, int64_t fewest) {
  std::vector<int64_t> counts = choices.counts;
  counts[at] = wanted;
  int64_t people = choices.answered;
  for (size_t i = 0; i < counts.size(); ++i) people -= choices.exclusive[i] ? counts[i] : 0;
  int64_t least = 0;
  int64_t most = 0;
  int64_t largest = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    if (choices.exclusive[i]) continue;
    const bool open = sights[i] == Hidden::withheld;
    least += open ? fewest : counts[i];
    most += open ? people : counts[i];
    largest = std::max(largest, open ? fewest : counts[i]);
  }
  return people >= 0 && largest <= people && most >= people &&
         (choices.at_most == 0 || least <= choices.at_most * people);
}

Choices choices_of(const Question& question, const QuestionCounts& counts) {
  Choices choices{counts.counts, {}, 0, counts.answered};
  const auto& kind = std::get<content::MultipleChoice>(question.kind);
  choices.at_most = kind.at_most;
  for (const auto& option : kind.options) choices.exclusive.push_back(option.exclusive);
  return choices;
}

}  // namespace

int64_t rounded(int64_t count, int64_t nearest) {
  return nearest <= 1 ? count : (count + nearest / 2) / nearest * nearest;
}

std::vector<Hidden> protect_shares(const std::vector<int64_t>& counts, int64_t asked, int64_t fewest) {
  Sights sights = few_of(counts, fewest);
  while (has(sights, Hidden::few)) {
    int64_t room = asked;  // people behind what is hidden, and those who gave no answer
    int64_t needed = fewest - 1;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (sights[i] == Hidden::no) room -= counts[i];
      if (sights[i] == Hidden::withheld) needed += fewest;
    }
    if (room >= needed) return sights;
    if (!withhold_smallest(counts, sights, [](size_t) { return true; })) return Sights(counts.size(), Hidden::withheld);
  }
  return sights;
}

std::vector<Hidden> protect_choices(const Choices& choices, int64_t fewest) {
  Sights sights = few_of(choices.counts, fewest);
  for (size_t i = 0; i < sights.size(); ++i) {
    if (sights[i] == Hidden::no && choices.answered - choices.counts[i] < fewest) sights[i] = Hidden::withheld;
  }
  const auto is_safe = [&] {
    for (size_t i = 0; i < sights.size(); ++i) {
      if (sights[i] == Hidden::few &&
          (!is_possible(choices, sights, i, 0, fewest) || !is_possible(choices, sights, i, fewest - 1, fewest)))
        return false;
    }
    return true;
  };
  while (!is_safe()) {
    if (!withhold_smallest(choices.counts, sights, [&](size_t i) { return !choices.exclusive[i]; }))
      return Sights(sights.size(), Hidden::withheld);
  }
  return sights;
}

std::vector<bool> protect_groups(const std::vector<int64_t>& counts, int64_t fewest) {
  Sights sights = few_of(counts, fewest);
  const auto room = [&] {
    int64_t people = 0;
    for (size_t i = 0; i < counts.size(); ++i) people += sights[i] == Hidden::no ? 0 : counts[i];
    return people;
  };
  while (room() > 0 && room() < 2 * fewest - 1) {
    if (!withhold_smallest(counts, sights, [](size_t) { return true; })) break;
  }
  std::vector<bool> shown;
  for (const Hidden sight : sights) shown.push_back(sight == Hidden::no);
  return shown;
}

namespace {

class Publisher {
 public:
  // Counts below `fewest` are hidden.
  Publisher(const Survey& survey, const Counts& counts, int64_t fewest)
      : survey_(survey), counts_(counts), fewest_(fewest) {
    results_.survey = survey.id;
    results_.version = survey.version;
    results_.fewest = static_cast<int>(fewest);
    results_.nearest = std::max(survey.results.nearest, 1);
  }

  Results run(const std::string& day) {
    results_.day = day;
    if (counts_.responses < fewest()) return std::move(results_);
    results_.responses = round(counts_.responses);
    results_.channels = list_groups(counts_.channel_names, counts_.channels);
    std::vector<std::string> days;
    std::vector<int64_t> by_day;
    for (const auto& [name, count] : counts_.days) {
      days.push_back(name);
      by_day.push_back(count);
    }
    results_.days = list_groups(days, by_day);
    sights_ = protect(survey_.questions, counts_.questions, counts_.responses);
    for (size_t i = 0; i < counts_.questions.size(); ++i) {
      QuestionResults question = line(counts_.questions[i], sights_[i]);
      if (question.base_of != Base::none) add_tables(i, question);
      results_.questions.push_back(std::move(question));
    }
    if (survey_.equality && counts_.equality_people >= fewest()) {
      const auto sights = protect(survey_.equality->questions, counts_.equality, counts_.equality_people);
      for (size_t i = 0; i < sights.size(); ++i) results_.equality.push_back(line(counts_.equality[i], sights[i]));
    }
    return std::move(results_);
  }

 private:
  int64_t fewest() const { return fewest_; }
  int64_t round(int64_t count) const { return rounded(count, results_.nearest); }

  std::vector<Tally> list_groups(const std::vector<std::string>& names, const std::vector<int64_t>& counts) const {
    const std::vector<bool> shown = protect_groups(counts, fewest());
    std::vector<Tally> tallies;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (shown[i]) tallies.push_back({.code = names[i], .count = round(counts[i])});
    }
    return tallies;
  }

  Sights protect_line(const Question& question, const QuestionCounts& counts) const {
    return counts.several ? protect_choices(choices_of(question, counts), fewest())
                          : protect_shares(counts.counts, counts.asked, fewest());
  }

  // Why each answer is hidden, by question, where `people` answered some of the questions.
  std::vector<Sights> protect(const Questions& questions, const std::vector<QuestionCounts>& all,
                              int64_t people) const {
    std::vector<Sights> sights;
    for (size_t i = 0; i < all.size(); ++i) {
      const bool may_show = all[i].answered >= fewest() && may_tell_who_was_asked(questions[i], all, people, sights);
      sights.push_back(may_show ? protect_line(questions[i], all[i]) : Sights(all[i].counts.size(), Hidden::withheld));
    }
    return sights;
  }

  // How many were asked tells of the answers that lead to the question. `before`: of the questions before this one.
  bool may_tell_who_was_asked(const Question& question, const std::vector<QuestionCounts>& all, int64_t people,
                              const std::vector<Sights>& before) const {
    if (!question.when) return true;
    const QuestionCounts& counts = all[before.size()];
    const auto far = [&](int64_t other) { return other == counts.asked || std::abs(other - counts.asked) >= fewest(); };
    if (counts.asked < fewest() || !far(people)) return false;
    const auto is_told = [&](const content::Answered& answered) {
      for (size_t i = 0; i < before.size(); ++i) {
        const QuestionCounts& other = all[i];
        if (other.code != answered.question) continue;
        const auto at = std::find(other.categories.begin(), other.categories.end(), answered.is);
        if (at == other.categories.end()) return false;  // a place in a ranking: too much to think through
        const auto index = static_cast<size_t>(at - other.categories.begin());
        return other.places.empty() && before[i][index] == Hidden::no && far(other.counts[index]);
      }
      return false;
    };
    const auto are_told = [&](const std::vector<content::Answered>& list) {
      return std::all_of(list.begin(), list.end(), is_told);
    };
    return are_told(question.when->all) && are_told(question.when->any) && are_told(question.when->none);
  }

  QuestionResults line(const QuestionCounts& counts, const Sights& sights) const {
    QuestionResults question;
    question.code = counts.code;
    // Words cannot be counted, but how many wrote some can.
    const bool nothing = counts.categories.empty() ? counts.answered < fewest() : !has(sights, Hidden::no);
    if (!nothing) question.asked = round(counts.asked);
    const bool everything = !has(sights, Hidden::few) && !has(sights, Hidden::withheld);
    int64_t shown = 0;
    for (size_t i = 0; i < sights.size(); ++i) shown += sights[i] == Hidden::no ? round(counts.counts[i]) : 0;
    if (!nothing) {
      question.base_of = everything || counts.several ? Base::answered : Base::shown;
      question.base = question.base_of == Base::answered ? round(counts.answered) : shown;
    }
    for (size_t i = 0; i < sights.size(); ++i) {
      Tally tally{.code = counts.categories[i], .hidden = sights[i]};
      if (sights[i] == Hidden::no) tally.count = round(counts.counts[i]);
      tally.percent = percent_of(tally.count, question.base);
      if (everything && counts.ranked >= fewest() && i < counts.places.size() && counts.places[i] > 0)
        tally.mean_place = in_tenths(counts.places[i], counts.ranked);
      question.options.push_back(std::move(tally));
    }
    return question;
  }

  // Which of the groups of a table are shown, and how many people each has.
  struct Columns {
    std::vector<int64_t> people;
    std::vector<bool> shown;
    bool secret = false;  // some people are in a group that is not shown
  };
  Columns columns_of(const CountTable& table) const {
    Columns columns;
    if (table.by == "channel") {
      columns.people = counts_.channels;
      columns.shown = protect_groups(columns.people, fewest());
      for (size_t i = 0; i < columns.shown.size(); ++i)
        columns.secret = columns.secret || (!columns.shown[i] && columns.people[i] > 0);
      return columns;
    }
    const std::string& code = table.by == "place" ? survey_.results.place : survey_.results.age;
    for (size_t i = 0; i < counts_.questions.size(); ++i) {
      if (counts_.questions[i].code != code) continue;
      columns.people = counts_.questions[i].counts;
      for (const Hidden sight : sights_[i]) columns.shown.push_back(sight == Hidden::no);
      columns.secret = has(sights_[i], Hidden::few) || has(sights_[i], Hidden::withheld);
    }
    return columns;
  }

  void add_tables(size_t index, QuestionResults& question) const {
    for (const CountTable& table : counts_.questions[index].tables) {
      const Columns columns = columns_of(table);
      if (std::count(columns.shown.begin(), columns.shown.end(), true) < 2) continue;  // nothing to compare
      if (auto made = counts_.questions[index].several ? choices_table(index, table, columns)
                                                       : shares_table(index, table, columns))
        question.tables.push_back(std::move(*made));
    }
  }

  std::vector<size_t> shown_columns(const Columns& columns) const {
    std::vector<size_t> list;
    for (size_t i = 0; i < columns.shown.size(); ++i) {
      if (columns.shown[i]) list.push_back(i);
    }
    return list;
  }

  std::optional<CrossTab> shares_table(size_t index, const CountTable& table, const Columns& columns) const {
    const QuestionCounts& counts = counts_.questions[index];
    const Sights& sights = sights_[index];
    const std::vector<size_t> shown = shown_columns(columns);
    const bool secret_row = has(sights, Hidden::few) || has(sights, Hidden::withheld);
    Grid grid{.cells = {},
              .rest_row = true,
              .rest_column = true,
              .secret_row = secret_row,
              .secret_column = columns.secret,
              .free_columns = false};
    std::vector<size_t> rows;
    // Of each column, and of the last one: who is in none of the rows.
    std::vector<int64_t> rest = with_rest(columns.people, shown, counts_.responses);
    for (size_t row = 0; row < sights.size(); ++row) {
      if (sights[row] != Hidden::no) continue;
      rows.push_back(row);
      std::vector<int64_t> cells = with_rest(table.cells[row], shown, counts.counts[row]);
      for (size_t i = 0; i < cells.size(); ++i) rest[i] = std::max<int64_t>(rest[i] - cells[i], 0);
      grid.cells.push_back(std::move(cells));
    }
    grid.cells.push_back(std::move(rest));
    const auto hidden = protect_grid(grid, fewest(), results_.nearest);
    if (hidden.empty()) return std::nullopt;
    bool everything = !secret_row && !columns.secret;
    for (size_t row = 0; row < rows.size(); ++row) {
      for (size_t i = 0; i < shown.size(); ++i) everything = everything && hidden[row][i] == Hidden::no;
    }
    return written(index, table, shown, rows, grid, hidden, everything);
  }

  // Statements that people chose, one row each: rows have a total, columns have not.
  std::optional<CrossTab> choices_table(size_t index, const CountTable& table, const Columns& columns) const {
    const QuestionCounts& counts = counts_.questions[index];
    const Choices choices = choices_of(survey_.questions[index], counts);
    const Sights& sights = sights_[index];
    const std::vector<size_t> shown = shown_columns(columns);
    Grid grid{.cells = {},
              .rest_row = false,
              .rest_column = true,
              .secret_row = false,
              .secret_column = columns.secret,
              .free_columns = true};
    std::vector<size_t> rows;
    for (size_t row = 0; row < sights.size(); ++row) {
      if (sights[row] != Hidden::no || choices.exclusive[row]) continue;
      rows.push_back(row);
      grid.cells.push_back(with_rest(table.cells[row], shown, counts.counts[row]));
    }
    // Moving T - 1 answers into a group or out of it must leave as many as people chose something there.
    const int64_t most = fewest() - 1 + results_.nearest / 2;
    const std::vector<int64_t> answered = with_rest(table.answered, shown, counts.answered);
    std::vector<int64_t> exclusive(answered.size());
    for (size_t row = 0; row < sights.size(); ++row) {
      if (!choices.exclusive[row]) continue;
      int64_t rest = counts.counts[row];
      for (size_t i = 0; i < shown.size(); ++i) {
        exclusive[i] += table.cells[row][shown[i]];
        rest -= table.cells[row][shown[i]];
      }
      exclusive.back() += std::max<int64_t>(rest, 0);
    }
    for (size_t i = 0; i < answered.size(); ++i) {
      if (answered[i] == 0) continue;
      int64_t answers = 0;
      int64_t largest = 0;
      for (const auto& row : grid.cells) {
        answers += row[i];
        largest = std::max(largest, row[i]);
      }
      const int64_t people = answered[i] - exclusive[i];
      if (i < shown.size() && answered[i] < fewest()) return std::nullopt;
      if (answers - most < answered[i] || largest + most > people) return std::nullopt;
      if (choices.at_most > 0 && answers + most > choices.at_most * people) return std::nullopt;
    }
    const auto hidden = protect_grid(grid, fewest(), results_.nearest);
    if (hidden.empty()) return std::nullopt;
    return written(index, table, shown, rows, grid, hidden, true);
  }

  CrossTab written(size_t index, const CountTable& table, const std::vector<size_t>& columns,
                   const std::vector<size_t>& rows, const Grid& grid, const std::vector<std::vector<Hidden>>& hidden,
                   bool base_is_answered) const {
    CrossTab made{table.by, {}};
    for (size_t i = 0; i < columns.size(); ++i) {
      Group group{.code = table.groups[columns[i]], .base = {}, .options = {}};
      int64_t shown = 0;
      for (size_t row = 0; row < rows.size(); ++row) {
        Tally tally{.code = counts_.questions[index].categories[rows[row]], .hidden = hidden[row][i]};
        if (tally.hidden == Hidden::no) tally.count = round(grid.cells[row][i]);
        shown += tally.count.value_or(0);
        group.options.push_back(std::move(tally));
      }
      group.base = base_is_answered ? round(table.answered[columns[i]]) : shown;
      if (*group.base == 0) group.base.reset();
      for (Tally& tally : group.options) tally.percent = percent_of(tally.count, group.base);
      made.groups.push_back(std::move(group));
    }
    return made;
  }

  const Survey& survey_;
  const Counts& counts_;
  const int64_t fewest_;
  Results results_;
  std::vector<Sights> sights_;  // by question
};

}  // namespace

Results publish(const Survey& survey, const Counts& counts, const std::string& day) {
  return Publisher(survey, counts, std::max(survey.results.fewest, 1)).run(day);
}

Results publish(const Survey& survey, const Counts& counts, const Counts& keys, const std::string& day) {
  const int64_t fewest = std::max(survey.results.fewest, 1);
  const Counts made = perturbed(counts, keys);
  Results results = Publisher(survey, made, fewest + most_noise).run(day);
  results.fewest = static_cast<int>(fewest + 2 * most_noise);  // what is hidden can be that many, less one
  return results;
}

}  // namespace roadshow::survey
