// Who answered: the equality answers as they are counted, hidden and published.
#include <cstdlib>

#include "server/handlers/publication.hpp"
#include "server/store/clock.hpp"
#include "support.hpp"
#include "survey/disclosure/disclosure.hpp"
#include "survey/disclosure/perturbation.hpp"
#include "survey/secret.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;

namespace {

survey::Answers answers_of(uint64_t seed) {
  const auto made = survey::sample(real_survey(), real_pack().info, seed);
  return made.equality ? made.equality->answers : survey::Answers();
}

// The real survey with some people's equality answers, beside as many people's answers.
survey::Counts counts_of(int people) {
  survey::Counts counts = survey::no_counts(real_survey());
  for (uint64_t seed = 1; counts.equality_people < people; ++seed) {
    survey::add(counts, real_survey(), survey::sample(real_survey(), real_pack().info, seed), "2026-11-25");
    if (const auto answers = answers_of(seed); !answers.empty()) survey::add_equality(counts, real_survey(), answers);
  }
  return counts;
}

std::string lines_of(std::vector<survey::QuestionResults> questions) {
  survey::Results results;
  results.questions = std::move(questions);
  return survey::to_json(results);
}

struct Published {
  Published(const Published&) = delete;
  Published() { survey.results.open = true; }
  ~Published() { std::filesystem::remove_all(folder); }

  // A response of somebody of this age, or who says something else about themselves ("not said"); without one, of
  // somebody who says nothing.
  void person(const std::string& age = "", const std::string& version = "") {
    survey::Response response = survey::sample(survey, real_pack().info, ++people);
    const std::string secret(64, static_cast<char>('a' + people % 6));
    if (!version.empty()) response.version = version;
    survey::Answers about;
    if (age == "not said") about["health_condition"] = "no";
    if (!age.empty() && about.empty()) about["age_range"] = age;
    response.equality.reset();
    response.contact.reset();
    survey::keep_apart(response, survey, secret, {about, "", ""});
    survey::Parts parts = survey::parts_of(response);
    Record record{.id = response.id,
                  .survey = survey.id,
                  .version = response.version,
                  .sha256 = "of " + response.id,
                  .body = parts.answers,
                  .month = "2026-11",
                  .withdrawal = response.withdrawal,
                  .equality = {},
                  .contact = {}};
    if (response.equality) record.equality = Piece{response.equality->key, parts.equality};
    REQUIRE(insert_and_wait(*store, std::move(record)).outcome == InsertOutcome::stored);
  }
  // On the next day each time.
  survey::Results look() {
    const auto results = publish_due(*store, {survey}, day_of(Time(std::chrono::days(20'783 + ++day))));
    REQUIRE(std::holds_alternative<survey::Results>(results));
    return std::get<survey::Results>(results);
  }
  // -1: not shown.
  static int64_t count(const survey::Results& results, const std::string& age) {
    for (const auto& question : results.equality) {
      if (question.code == "age_range") return survey::find_tally(question.options, age)->count.value_or(-1);
    }
    return -1;
  }

  content::Survey survey = real_survey();
  uint64_t people = 0;
  int day = 0;
  const std::filesystem::path folder = [] {
    std::string name = std::filesystem::temp_directory_path() / "roadshow-who-XXXXXX";
    return std::filesystem::path(mkdtemp(name.data()));
  }();
  const std::unique_ptr<Store> store = sqlite_store(folder / "store.db");
};

// Off by the noise of some counts, and the rounding.
bool is_near(const std::optional<int64_t>& shown, int64_t exact) {
  return shown && std::abs(*shown - exact) <= 3 * survey::most_noise + 2;
}

}  // namespace

TEST_CASE("who answered: each person once, and only those are asked whose answers lead to a question") {
  survey::Counts counts = survey::no_counts(real_survey());
  survey::add_equality(counts, real_survey(), {{"age_range", "age_25_34"}, {"health_condition", "yes"}});
  survey::add_equality(counts, real_survey(),
                       {{"health_condition", "yes"}, {"health_areas", survey::Codes{"memory", "vision"}}});
  survey::add_equality(counts, real_survey(), {{"health_condition", "no"}});
  CHECK(counts.equality_people == 3);
  CHECK(counts.responses == 0);
  const auto of = [&](const char* code) {
    const auto at = std::find_if(counts.equality.begin(), counts.equality.end(),
                                 [&](const auto& question) { return question.code == code; });
    REQUIRE(at != counts.equality.end());
    return *at;
  };
  CHECK(of("age_range").asked == 3);
  CHECK(of("age_range").answered == 1);
  CHECK(of("health_areas").asked == 2);
  CHECK(of("health_areas").answered == 1);
  CHECK(of("health_areas").several);
  for (const auto& question : counts.equality) CHECK(question.tables.empty());  // by nothing at all
}

TEST_CASE("who answered: hidden exactly as the answers of a survey are that asks these questions") {
  content::Survey alike = real_survey();
  alike.questions = real_survey().equality->questions;
  alike.equality.reset();
  alike.results.place.clear();
  alike.results.age.clear();
  int hidden = 0;
  int shown = 0;
  for (const int people : {10, 25, 60, 150, 400, 1000}) {
    CAPTURE(people);
    const survey::Counts counts = counts_of(people);
    survey::Counts same = survey::no_counts(alike);
    for (uint64_t seed = 1; same.responses < people; ++seed) {
      survey::Response response;
      response.channel = "web";
      response.answers = answers_of(seed);
      if (response.answers.empty()) continue;
      for (const auto* question : survey::route(alike, response.answers)) response.asked.push_back(question->code);
      survey::add(same, alike, response, "2026-11-25");
    }
    const survey::Results results = survey::publish(real_survey(), counts, "2026-11-25");
    auto expected = survey::publish(alike, same, "2026-11-25").questions;
    for (auto& question : expected) question.tables.clear();
    CHECK(lines_of(results.equality) == lines_of(expected));
    for (const auto& question : results.equality) {
      for (const auto& tally : question.options) (tally.hidden == survey::Hidden::no ? shown : hidden) += 1;
    }
  }
  CHECK(hidden > 50);
  CHECK(shown > 50);
}

TEST_CASE("who answered: nothing, where fewer than ten said anything about themselves") {
  CHECK(survey::publish(real_survey(), counts_of(9), "2026-11-25").equality.empty());
  CHECK_FALSE(survey::publish(real_survey(), counts_of(10), "2026-11-25").equality.empty());
}

TEST_CASE_FIXTURE(Published, "who answered: counted from what is kept apart, and never by the other answers") {
  for (int i = 0; i < 32; ++i) person("age_25_34");
  for (int i = 0; i < 28; ++i) person("age_65_74");
  for (int i = 0; i < 20; ++i) person("not said");  // behind whom those of other ages could be
  for (int i = 0; i < 10; ++i) person();
  for (int i = 0; i < 15; ++i) person("age_25_34", "0.1");  // of another version of the survey
  const survey::Results results = look();
  CHECK(is_near(results.responses, 90));
  CHECK(is_near(count(results, "age_25_34"), 32));
  CHECK(is_near(count(results, "age_65_74"), 28));
  CHECK(count(results, "age_85_over") == -1);
  const auto& age = results.equality.at(0);
  CHECK(age.code == "age_range");
  CHECK(is_near(age.asked, 80));
  CHECK(is_near(age.base, 60));
  for (const auto& question : results.equality) {
    CHECK(question.tables.empty());
    CHECK(question.quotes.empty());
  }
}

TEST_CASE_FIXTURE(Published, "who answered: these numbers move when ten more said who they are, or not at all") {
  for (int i = 0; i < 32; ++i) person("age_25_34");
  for (int i = 0; i < 28; ++i) person("age_65_74");
  for (int i = 0; i < 20; ++i) person("not said");
  const survey::Results first = look();
  // Many more answered, of whom one said how old they are: the answers move on, and that one does not show.
  person("age_25_34");
  for (int i = 0; i < 30; ++i) person();
  const survey::Results second = look();
  CHECK(second.day != first.day);
  CHECK(lines_of(second.equality) == lines_of(first.equality));
  for (int i = 0; i < 30; ++i) person("age_65_74");
  CHECK(lines_of(look().equality) != lines_of(first.equality));
}
