#include "survey/counts.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::survey;

namespace {

Survey small_survey() {
  Survey survey;
  survey.id = "small";
  survey.version = "1";
  survey.questions.push_back(question("place", content::SingleChoice{{option("north"), option("south")}}));
  survey.questions.push_back(question("order", content::Ranking{{option("a"), option("b")}, "The same"}));
  survey.questions.push_back(question("several", content::MultipleChoice{{option("x"), option("y")}, 0}));
  survey.questions.push_back(question("words", content::FreeText{}));
  survey.results.place = "place";
  return survey;
}

Response response(std::string channel, Answers answers) {
  Response made;
  made.channel = std::move(channel);
  made.asked = {"place", "order", "several", "words"};
  made.answers = std::move(answers);
  return made;
}

}  // namespace

TEST_CASE("counts: every person once, by option, place and channel") {
  const Survey survey = small_survey();
  Counts counts = no_counts(survey);
  add(counts, survey,
      response("web", {{"place", "north"}, {"order", Codes{"a", "b"}}, {"several", Codes{"x", "y"}}, {"words", "w"}}),
      "2026-11-24T10:00:00.000Z");
  add(counts, survey, response("kiosk", {{"place", "south"}, {"order", Codes{"b", "a"}}, {"several", Codes{"x"}}}),
      "2026-11-25T10:00:00.000Z");
  add(counts, survey, response("kiosk", {{"order", "same"}}), "2026-11-25T11:00:00.000Z");
  CHECK(counts.responses == 3);
  CHECK(counts.days == std::map<std::string, int64_t>{{"2026-11-24", 1}, {"2026-11-25", 2}});

  const QuestionCounts& place = counts.questions[0];
  CHECK(place.asked == 3);
  CHECK(place.answered == 2);
  CHECK(place.counts == std::vector<int64_t>{1, 1});
  CHECK(place.tables.empty());

  const QuestionCounts& order = counts.questions[1];
  CHECK(order.categories == Codes{"a", "b", "same"});
  CHECK(order.counts == std::vector<int64_t>{1, 1, 1});  // who came first
  CHECK(order.ranked == 2);
  CHECK(order.places == std::vector<int64_t>{3, 3, 0});
  REQUIRE(order.tables.size() == 2);
  CHECK(order.tables[0].by == "place");
  CHECK(order.tables[0].cells == std::vector<std::vector<int64_t>>{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

  const QuestionCounts& several = counts.questions[2];
  CHECK(several.several);
  CHECK(several.answered == 2);
  CHECK(several.counts == std::vector<int64_t>{2, 1});

  const QuestionCounts& words = counts.questions[3];
  CHECK(words.answered == 1);
  CHECK(words.categories.empty());
  CHECK(words.tables.empty());
}

TEST_CASE("counts: a channel nobody knows makes no new column, and memory does not grow with people") {
  const Survey& survey = real_survey();
  Counts counts = no_counts(survey);
  const size_t channels = counts.channel_names.size();
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Response one = sample(survey, real_pack().info, seed);
    one.channel = "made-up-" + std::to_string(seed);
    add(counts, survey, one, "2026-11-25");
  }
  CHECK(counts.channel_names.size() == channels);
  CHECK(counts.channels.back() == 500);
  CHECK(counts.days.size() == 1);
  for (const QuestionCounts& one : counts.questions) {
    CHECK(one.answered <= one.asked);
    if (!one.several && !one.categories.empty()) {
      int64_t all = 0;
      for (const int64_t count : one.counts) all += count;
      CHECK(all == one.answered);
    }
  }
}
