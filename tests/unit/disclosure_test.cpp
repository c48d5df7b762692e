// Attacks what is published. The attacker sees results.json, knows the limits, and is told the exact value of every
// margin: how many people answered, were asked, gave each answer that is shown, and are in each group that is shown.
// What each hidden count can be, it works out with attack.hpp.
#include "survey/disclosure/disclosure.hpp"

#include <cmath>
#include <map>

#include "attack.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::survey;

namespace {

// What one published count can be. `whole` line: every count of it is withheld, so withheld says nothing of the size.
Unknown seen(const Tally& tally, const Results& results, bool nothing_shown = false) {
  const double fewest = results.fewest;
  if (tally.hidden == Hidden::few) return {0, fewest - 1};
  if (tally.hidden == Hidden::withheld) return {nothing_shown ? 0 : fewest, unlimited};
  const double low = static_cast<double>(*tally.count - results.nearest / 2);
  return {std::max(low, fewest), static_cast<double>(*tally.count + (results.nearest - 1) / 2)};
}

struct Verdict {
  int hidden = 0;
  int broken = 0;
};

void judge(const Knowledge& known, size_t wanted, double fewest, Attack attack, Verdict& verdict) {
  const Unknown range = range_of(known, wanted, attack);
  ++verdict.hidden;
  if (range.low > 0.01 || range.high < fewest - 1.01) ++verdict.broken;
}

const QuestionCounts& counts_of(const Counts& counts, const std::string& code) {
  for (const auto& one : counts.questions) {
    if (one.code == code) return one;
  }
  FAIL("no such question");
  return counts.questions[0];
}

double exact(const QuestionCounts& question, const std::string& category) {
  for (size_t i = 0; i < question.categories.size(); ++i) {
    if (question.categories[i] == category) return static_cast<double>(question.counts[i]);
  }
  FAIL("no such category");
  return 0;
}

// One answer each: the answers and "no answer" are everyone who was asked.
void attack_line(const QuestionResults& question, const Results& results, const Counts& counts, Attack attack,
                 Verdict& verdict) {
  const QuestionCounts& truth = counts_of(counts, question.code);
  const bool nothing_shown = question.base_of == Base::none;
  Knowledge known;
  std::vector<size_t> all;
  for (const Tally& tally : question.options) {
    const double value = tally.hidden == Hidden::no ? exact(truth, tally.code) : 0;
    all.push_back(known.add(tally.hidden == Hidden::no ? Unknown{value, value} : seen(tally, results, nothing_shown)));
  }
  // With the base of everyone who answered, those who did not are known too.
  const auto without = static_cast<double>(truth.asked - truth.answered);
  all.push_back(known.add(question.base_of == Base::answered ? Unknown{without, without} : Unknown{}));
  known.sums.push_back({all, static_cast<double>(truth.asked)});
  for (size_t i = 0; i < question.options.size(); ++i) {
    if (question.options[i].hidden == Hidden::few) judge(known, i, results.fewest, attack, verdict);
  }
}

// Several answers each. Whoever answered chose one thing at least, and "none of these" goes with nothing else.
void attack_choices(const QuestionResults& question, const Results& results, const Counts& counts, Verdict& verdict) {
  const QuestionCounts& truth = counts_of(counts, question.code);
  const auto answered = static_cast<double>(truth.answered);
  for (const Tally& wanted : question.options) {
    if (wanted.hidden != Hidden::few) continue;
    double others = 0;   // as many as the other answers can be together
    double largest = 0;  // as few as chose something else than "none" can be
    for (const Tally& other : question.options) {
      if (&other == &wanted) continue;
      if (other.hidden == Hidden::no) {
        const double value = exact(truth, other.code);
        others += value;
        if (other.code != "none") largest = std::max(largest, value);
      } else {
        others += other.hidden == Hidden::few ? results.fewest - 1 : answered;
      }
    }
    ++verdict.hidden;
    const double least = answered - others;
    const double most = wanted.code == "none" ? answered - largest : answered;
    if (least > 0 || most < results.fewest - 1) ++verdict.broken;
  }
}

// One answer each, by group. Rows and columns have known totals; what is not listed is one more row and column.
void attack_table(const QuestionResults& question, const CrossTab& table, const Results& results, const Counts& counts,
                  Attack attack, Verdict& verdict) {
  const QuestionCounts& truth = counts_of(counts, question.code);
  Knowledge known;
  std::vector<std::pair<size_t, bool>> hidden;
  std::map<std::string, std::vector<size_t>> rows;
  std::vector<size_t> rest_row;
  double rest_people = static_cast<double>(counts.responses);
  for (const Group& group : table.groups) {
    std::vector<size_t> column;
    for (const Tally& tally : group.options) {
      const size_t cell = known.add(seen(tally, results));
      if (tally.hidden == Hidden::few) hidden.emplace_back(cell, true);
      rows[tally.code].push_back(cell);
      column.push_back(cell);
    }
    double people = 0;
    if (table.by == "channel") {
      for (size_t i = 0; i < counts.channel_names.size(); ++i)
        people += counts.channel_names[i] == group.code ? static_cast<double>(counts.channels[i]) : 0;
    } else {
      people = exact(counts_of(counts, "place"), group.code);
    }
    rest_people -= people;
    if (truth.several) continue;  // somebody can be in several rows
    rest_row.push_back(known.add({}));
    column.push_back(rest_row.back());
    known.sums.push_back({column, people});
  }
  std::vector<size_t> rest_column;
  double rest_answers = static_cast<double>(counts.responses);
  for (auto& [code, cells] : rows) {
    rest_column.push_back(known.add({}));
    cells.push_back(rest_column.back());
    known.sums.push_back({cells, exact(truth, code)});
    rest_answers -= exact(truth, code);
  }
  if (!truth.several) {
    const size_t corner = known.add({});
    rest_column.push_back(corner);
    rest_row.push_back(corner);
    known.sums.push_back({rest_column, rest_people});
    known.sums.push_back({rest_row, rest_answers});
  }
  for (const auto& [cell, few] : hidden) judge(known, cell, results.fewest, attack, verdict);
}

Verdict attack_all(const Results& results, const Counts& counts, Attack attack) {
  Verdict verdict;
  for (const QuestionResults& question : results.questions) {
    if (counts_of(counts, question.code).several) {
      attack_choices(question, results, counts, verdict);
    } else {
      attack_line(question, results, counts, attack, verdict);
    }
    for (const CrossTab& table : question.tables) attack_table(question, table, results, counts, attack, verdict);
  }
  return verdict;
}

// ---- surveys and answers by chance ----

Survey any_survey(Dice& dice) {
  Survey survey;
  survey.id = "made-up";
  survey.version = "1";
  const auto options = [&](size_t least, size_t most) {
    std::vector<content::Option> list;
    for (size_t i = least + dice.below(most - least + 1); i > 0; --i) list.push_back(option("o" + std::to_string(i)));
    return list;
  };
  survey.questions.push_back(question("place", content::SingleChoice{options(2, 4)}));
  survey.questions.push_back(question("single", content::SingleChoice{options(2, 5)}));
  survey.questions.push_back(question("order", content::Ranking{options(2, 3), "The same"}));
  content::MultipleChoice several{options(2, 5), 0};
  several.options.push_back(option("none", true));
  survey.questions.push_back(question("several", several));
  survey.results.place = "place";
  survey.results.fewest = dice.below(4) == 0 ? 5 : 10;
  survey.results.nearest = dice.below(4) == 0 ? 1 : 5;
  return survey;
}

// Some options are rare, so that small groups come up all the time.
size_t skewed(Dice& dice, size_t limit) {
  const size_t first = dice.below(limit);
  return dice.below(3) == 0 ? first : dice.below(first + 1);
}

Response any_response(const Survey& survey, Dice& dice, size_t skips) {
  Response response;
  response.channel = std::vector<std::string>{"web", "kiosk", "champion"}[skewed(dice, 3)];
  for (const Question& one : survey.questions) {
    response.asked.push_back(one.code);
    if (dice.below(100) < skips) continue;
    Codes codes;
    const auto all = options_of(one);
    if (std::holds_alternative<content::SingleChoice>(one.kind)) {
      response.answers[one.code] = all[skewed(dice, all.size())]->code;
    } else if (std::holds_alternative<content::Ranking>(one.kind)) {
      for (const auto* option : all) codes.push_back(option->code);
      std::swap(codes[0], codes[skewed(dice, codes.size())]);
      response.answers[one.code] = dice.below(8) == 0 ? Answer("same") : Answer(codes);
    } else {
      for (const auto* option : all) {
        if (!option->exclusive && dice.below(100) < 55) codes.push_back(option->code);
      }
      response.answers[one.code] = codes.empty() ? Codes{"none"} : codes;
    }
  }
  return response;
}

struct Example {
  Survey survey;
  Counts counts;
};

Example any_example(uint64_t seed, size_t most_people) {
  Dice dice(seed);
  Example example{any_survey(dice), {}};
  example.counts = no_counts(example.survey);
  const size_t skips = dice.below(3) * 6;
  for (size_t people = 8 + dice.below(most_people); people > 0; --people)
    add(example.counts, example.survey, any_response(example.survey, dice, skips), "2026-11-25");
  return example;
}

Results through_json(const Results& results) {
  const auto read = read_results(to_json(results));
  REQUIRE(std::holds_alternative<Results>(read));
  return std::get<Results>(read);
}

}  // namespace

TEST_CASE("disclosure: no hidden count can be told from any other below the limit") {
  Verdict all;
  size_t tables = 0;
  for (uint64_t seed = 0; seed < 1200; ++seed) {
    const Example example = any_example(seed, 250);
    const Results results = through_json(publish(example.survey, example.counts, "2026-11-25"));
    const Verdict verdict = attack_all(results, example.counts, Attack::subtraction);
    CHECK_MESSAGE(verdict.broken == 0, "seed " << seed << ": " << to_json(results));
    all.hidden += verdict.hidden;
    for (const auto& question : results.questions) tables += question.tables.size();
  }
  CHECK(all.hidden > 2000);  // there was something to find
  CHECK(tables > 1500);
}

TEST_CASE("disclosure: linear programming finds no more than subtraction does") {
  Verdict all;
  for (uint64_t seed = 5000; seed < 5080; ++seed) {
    const Example example = any_example(seed, 250);
    const Results results = through_json(publish(example.survey, example.counts, "2026-11-25"));
    const Verdict verdict = attack_all(results, example.counts, Attack::programming);
    CHECK_MESSAGE(verdict.broken == 0, "seed " << seed << ": " << to_json(results));
    all.hidden += verdict.hidden;
  }
  CHECK(all.hidden > 200);
}

TEST_CASE("disclosure: the attack does break a publication that only hides the few") {
  int broken = 0;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const Example example = any_example(seed, 250);
    Results results = publish(example.survey, example.counts, "2026-11-25");
    // What was withheld for the sake of others is given back.
    for (QuestionResults& question : results.questions) {
      const QuestionCounts& truth = counts_of(example.counts, question.code);
      for (Tally& tally : question.options) {
        if (tally.hidden != Hidden::withheld) continue;
        const auto value = static_cast<int64_t>(exact(truth, tally.code));
        tally.hidden = value < results.fewest ? Hidden::few : Hidden::no;
        tally.count = rounded(value, results.nearest);
        question.base_of = Base::shown;
      }
      for (CrossTab& table : question.tables) {
        for (const CountTable& counted : truth.tables) {
          for (Group& group : table.groups) {
            for (Tally& tally : group.options) {
              if (counted.by != table.by || tally.hidden != Hidden::withheld) continue;
              const auto row = std::find(truth.categories.begin(), truth.categories.end(), tally.code);
              const auto column = std::find(counted.groups.begin(), counted.groups.end(), group.code);
              const int64_t value = counted.cells[static_cast<size_t>(row - truth.categories.begin())]
                                                 [static_cast<size_t>(column - counted.groups.begin())];
              tally.hidden = Hidden::no;
              tally.count = rounded(value, results.nearest);
            }
          }
        }
      }
    }
    broken += attack_all(results, example.counts, Attack::subtraction).broken;
  }
  CHECK(broken > 50);
}

TEST_CASE("disclosure: nothing is published of fewer than the limit") {
  const Survey survey = any_survey(*std::make_unique<Dice>(1));
  Counts counts = no_counts(survey);
  Dice dice(2);
  for (int i = 0; i < survey.results.fewest - 1; ++i) add(counts, survey, any_response(survey, dice, 0), "2026-11-25");
  const Results results = publish(survey, counts, "2026-11-25");
  CHECK_FALSE(results.responses);
  CHECK(results.questions.empty());
  CHECK(results.days.empty());
  CHECK(results.channels.empty());
}

TEST_CASE("disclosure: what is shown is the count, rounded, and a percentage of the base") {
  // 104 people: 40, 30, 20, 9 and 5 without an answer. 14 are behind what is hidden, so the 9 can be anything.
  const auto sights = protect_shares({40, 30, 20, 9}, 104, 10);
  CHECK(sights == std::vector<Hidden>{Hidden::no, Hidden::no, Hidden::no, Hidden::few});
  // Without those 5 the 9 would still be one of 0 to 9.
  CHECK(protect_shares({40, 30, 20, 9}, 99, 10)[2] == Hidden::no);
  // With 3 it could be told: the next smallest goes too.
  CHECK(protect_shares({40, 30, 20, 3}, 93, 10)[2] == Hidden::withheld);
  CHECK(rounded(12, 5) == 10);
  CHECK(rounded(13, 5) == 15);
  CHECK(rounded(17, 1) == 17);
}

TEST_CASE("disclosure: an answer that all but a few chose is not shown either") {
  const auto sights = protect_choices({{97, 50, 40}, {false, false, false}, 0, 100}, 10);
  CHECK(sights[0] == Hidden::withheld);
  CHECK(sights[1] == Hidden::no);
}

TEST_CASE("disclosure: when most chose one thing only, the rest is not worked out") {
  // 100 people, 60 and 31 and 9 with "none": each one answer, so that 9 would be what is left.
  const auto sights = protect_choices({{60, 31, 9}, {false, false, true}, 0, 100}, 10);
  CHECK(sights[2] == Hidden::few);
  CHECK(sights[1] == Hidden::withheld);
}

TEST_CASE("disclosure: days and channels with few people are not listed, nor one that would give them away") {
  CHECK(protect_groups({50, 30, 4}, 10) == std::vector<bool>{true, false, false});
  CHECK(protect_groups({50, 30, 0}, 10) == std::vector<bool>{true, true, false});
  CHECK(protect_groups({50, 30, 9, 9, 9}, 10) == std::vector<bool>{true, true, false, false, false});
}

TEST_CASE("disclosure: a question that not everyone is asked does not give away who was asked") {
  Survey survey;
  survey.id = "made-up";
  survey.version = "1";
  survey.questions.push_back(question("gave", content::SingleChoice{{option("yes"), option("no"), option("maybe")}}));
  Question told = question("told", content::SingleChoice{{option("yes"), option("no")}});
  told.when = content::Condition{{{"gave", "yes"}}, {}, {}};
  survey.questions.push_back(told);
  const auto published = [&](int yes, int no, int maybe) {
    Counts counts = no_counts(survey);
    for (int i = 0; i < yes + no + maybe; ++i) {
      Response response;
      response.channel = "web";
      response.asked = {"gave"};
      response.answers["gave"] = std::string(i < yes ? "yes" : i < yes + no ? "no" : "maybe");
      if (i < yes) {
        response.asked.emplace_back("told");
        response.answers["told"] = std::string(i % 2 == 0 ? "yes" : "no");
      }
      add(counts, survey, response, "2026-11-25");
    }
    return publish(survey, counts, "2026-11-25");
  };
  const Results shown = published(40, 60, 30);
  CHECK(shown.questions[1].asked == 40);
  CHECK(shown.questions[1].options[0].count == 20);
  // Here "yes" is withheld, since it would give away "maybe".
  const Results hidden = published(40, 60, 3);
  CHECK(hidden.questions[0].options[0].hidden == Hidden::withheld);
  CHECK(hidden.questions[1].base_of == Base::none);
  CHECK_FALSE(hidden.questions[1].asked);
  for (const Tally& tally : hidden.questions[1].options) CHECK(tally.hidden == Hidden::withheld);
}
