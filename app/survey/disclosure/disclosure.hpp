// From exact counts to what may be published, so that nobody can be picked out.
//
// The rule. "Few" is fewer people than the limit T (10, unless the survey says otherwise).
//  1. A count of few is hidden, and so is a zero. Every other count is rounded to the nearest R (5).
//  2. More is withheld until each hidden count could be anything from 0 to T - 1, for somebody who knows all that is
//     published, how it was rounded, AND the exact values of every margin behind it: how many people answered the
//     survey, were asked each question, gave each answer that is shown, and are in each group that is shown.
//  3. Percentages and mean places are worked out from published numbers or withheld: a percentage is of two rounded
//     counts; the base is "everyone who answered" only where nothing under it is hidden, else the sum of what is shown;
//     a mean place is there only where nothing of its question is hidden.
//
// Why it holds. For each hidden count and each value from 0 to T - 1 there is another set of answers with that value
// which looks the same from outside:
//  - One question, one answer each: people move between the hidden answers and "no answer". These hold enough people
//    together (at least T - 1, and T more for each count that is withheld without being few), and since everyone left
//    out or not is not published, as few as you like of them can be in the hidden one.
//  - One question, several answers each: such answers exist when each answer has at most as many people as chose
//    anything, and these together at least one and at most the allowed number each; that is checked for 0 and T - 1.
//    An answer that all but few chose is withheld too.
//  - A table by place, age or channel: people move around a closed path of cells, one more here, one less there, so
//    that every row and every column keeps its total. Each move stays within what a shown count can be before rounding.
//    Such a path is found for 0 and for T - 1, or the smallest count near it is withheld, or the whole table is.
//    Since every margin stays as it was, no other table changes: the tables need not be looked at together.
//  - A question that not everyone is asked gives away how many gave the answers that lead to it. It is left out unless
//    those answers are shown and differ from it by nobody or by T at least; and it is not compared by group.
//  - Place, age and channel are not compared with each other, and equality answers with nothing: they are hidden as if
//    they were a survey of their own, of the people who gave some.
// Over time, and against somebody who adds answers of their own: survey/disclosure/perturbation.hpp, and
// server/handlers/publication.hpp.
//
// What it does not promise: that somebody who was in the group learns nothing (all of ten people can give one answer),
// nor anything against somebody who knows most answers one by one, nor against combining three or more questions at
// once beyond what rows, columns and totals say.
#pragma once

#include <string>

#include "survey/counts.hpp"
#include "survey/results.hpp"

namespace roadshow::survey {

// `day` is that of the publication: 2026-11-25. Quotes are added by who has them.
Results publish(const Survey& survey, const Counts& counts, const std::string& day);

// What is published of exact counts: they are perturbed first (survey/disclosure/perturbation.hpp), and the rules above
// work on that with a limit so much higher that no group of fewer than T is ever shown.
Results publish(const Survey& survey, const Counts& counts, const Counts& keys, const std::string& day);

// The nearest multiple; halves go up.
int64_t rounded(int64_t count, int64_t nearest);

// ---- the steps, for tests ----

// One answer each, or none: why each is hidden. `asked` people were asked.
std::vector<Hidden> protect_shares(const std::vector<int64_t>& counts, int64_t asked, int64_t fewest);

struct Choices {
  std::vector<int64_t> counts;
  std::vector<bool> exclusive;  // "None of these"
  int64_t at_most = 0;          // 0: any number
  int64_t answered = 0;
};
std::vector<Hidden> protect_choices(const Choices& choices, int64_t fewest);

// Groups that everyone is in one of, listed only when they are shown: days and channels.
std::vector<bool> protect_groups(const std::vector<int64_t>& counts, int64_t fewest);

// A table whose margins are known. Rows and columns marked as `rest` hold everyone who is in none of the others; they
// are never shown, and hold counts to protect when they are `secret`.
struct Grid {
  std::vector<std::vector<int64_t>> cells;
  bool rest_row = false;
  bool rest_column = false;
  bool secret_row = false;
  bool secret_column = false;
  bool free_columns = false;  // several answers each: columns have no total
};
// A row of a grid: the counts of the columns that are shown, and what is left of `all`.
std::vector<int64_t> with_rest(const std::vector<int64_t>& counts, const std::vector<size_t>& shown, int64_t all);
// Why each cell is hidden; empty when the table cannot be shown at all.
std::vector<std::vector<Hidden>> protect_grid(const Grid& grid, int64_t fewest, int64_t nearest);

}  // namespace roadshow::survey
