// The noise in published counts, and what somebody learns who adds answers of their own and looks again and again.
#include "survey/disclosure/perturbation.hpp"

#include <array>
#include <cmath>
#include <random>

#include "support.hpp"
#include "survey/disclosure/disclosure.hpp"

using namespace roadshow;
using namespace roadshow::test;
using survey::Counts;

namespace {

using Random = std::mt19937_64;

content::Survey one_question() {
  content::Survey survey;
  survey.id = "views";
  survey.version = "1";
  survey.questions.push_back(question("place", content::SingleChoice{{option("here"), option("there")}}));
  return survey;
}

// People who can be counted, with the keys of their records, which nobody outside knows.
struct Crowd {
  const content::Survey survey = one_question();
  Counts exact = survey::no_counts(survey);
  Counts keys = survey::no_counts(survey);
  Random random;

  explicit Crowd(uint64_t seed) : random(seed) {}
  void add(const std::string& place, int people) {
    for (int i = 0; i < people; ++i) add_one(place, static_cast<uint32_t>(random()), 1);
  }
  void add_one(const std::string& place, uint32_t key, int64_t weight) {
    survey::Response response;
    response.channel = "web";
    response.asked = {"place"};
    response.answers["place"] = place;
    survey::add(exact, survey, response, "2026-11-29", weight);
    survey::add(keys, survey, response, "2026-11-29", weight * key);
  }
  // What stands in the publication for "here": rounded, or nothing.
  std::optional<int64_t> here() const {
    return survey::publish(survey, exact, keys, "2026-11-29").questions.at(0).options.at(0).count;
  }
  std::optional<int64_t> here_without_noise() const {
    return survey::publish(survey, exact, "2026-11-29").questions.at(0).options.at(0).count;
  }
};

// Of the seven noises, how many make this count look like that.
double chance(int64_t exact, const std::optional<int64_t>& seen) {
  int looks = 0;
  for (int64_t noise = -survey::most_noise; noise <= survey::most_noise; ++noise) {
    const int64_t made = exact + noise;
    const bool shown = made >= 10 + survey::most_noise;
    if (shown ? seen == survey::rounded(made, 5) : !seen) ++looks;
  }
  return looks / (2.0 * survey::most_noise + 1);
}

// The attack. Somebody knows every answer but one: `others` people are "here", and one person more or not. They add
// answers of their own, so that the count stands where it tells most, look at each publication, and say what is more
// likely. How often they are right, of many tries.
template <class Look>
double right_guesses(int looks, const Look& look) {
  constexpr int tries = 400;
  int right = 0;
  for (int number = 0; number < tries; ++number) {
    Random random(static_cast<uint64_t>(number));
    const bool is_here = random() % 2 == 0;
    Crowd crowd(random());
    crowd.add("there", 60);
    crowd.add("here", 4);
    crowd.add(is_here ? "here" : "there", 1);
    double here = 0;
    double elsewhere = 0;
    int64_t known = 4;
    for (int i = 0; i < looks; ++i) look(crowd, known, random, here, elsewhere);
    right += (here > elsewhere) == is_here ? 1 : 0;
  }
  return right / static_cast<double>(tries);
}

void weigh(Crowd& crowd, int64_t known, double& here, double& elsewhere) {
  const auto seen = crowd.here();
  here += std::log(std::max(chance(known + 1, seen), 1e-9));
  elsewhere += std::log(std::max(chance(known, seen), 1e-9));
}

// One more answer of their own each time, and the others elsewhere: 190 answers, 13 looks.
void add_one_and_look(Crowd& crowd, int64_t& known, Random&, double& here, double& elsewhere) {
  crowd.add("here", known < 8 ? 5 : 1);
  known += known < 8 ? 5 : 1;
  crowd.add("there", 13);
  weigh(crowd, known, here, elsewhere);
}

}  // namespace

TEST_CASE("perturbation: zero stays zero, no count goes below it or moves by more than three, and the mean stays") {
  Random random(1);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto key = static_cast<int64_t>(random() % (uint64_t{1} << 40));
    CHECK(survey::perturbed(0, key) == 0);
    CHECK(survey::perturbed(1, key) >= 0);
    const int64_t noise = survey::perturbed(50, key) - 50;
    CHECK(std::abs(noise) <= survey::most_noise);
    sum += static_cast<double>(noise);
    squares += static_cast<double>(noise * noise);
  }
  CHECK(std::abs(sum / 20'000) < 0.06);
  CHECK(std::abs(squares / 20'000 - 4) < 0.1);
}

TEST_CASE("perturbation: the same people have the same noise in whatever order they came, and one more makes it new") {
  int moved = 0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    std::vector<uint32_t> keys(30);
    for (uint32_t& key : keys) key = static_cast<uint32_t>(random());
    Crowd first(1);
    Crowd second(2);
    for (const uint32_t key : keys) first.add_one("here", key, 1);
    std::shuffle(keys.begin(), keys.end(), random);
    for (const uint32_t key : keys) second.add_one("here", key, 1);
    const auto noise = [](const Crowd& crowd) {
      return survey::perturbed(crowd.exact, crowd.keys).questions[0].counts[0] - crowd.exact.questions[0].counts[0];
    };
    CHECK(noise(first) == noise(second));
    const int64_t before = noise(first);
    first.add_one("here", static_cast<uint32_t>(random()), 1);
    moved += noise(first) != before ? 1 : 0;
  }
  CHECK(moved > 150);  // six times in seven
}

TEST_CASE("perturbation: no group of fewer than ten is ever shown, and the limit that is named is true") {
  for (uint64_t seed = 0; seed < 3'000; ++seed) {
    Crowd crowd(seed);
    const int people = static_cast<int>(seed % 30);
    crowd.add("there", 40);
    crowd.add("here", people);
    const survey::Results results = survey::publish(crowd.survey, crowd.exact, crowd.keys, "2026-11-29");
    const bool shown = results.questions.at(0).options.at(0).hidden == survey::Hidden::no;
    if (people < 10) CHECK_FALSE(shown);
    if (people >= results.fewest) CHECK(results.questions.at(0).options.at(0).hidden != survey::Hidden::few);
  }
}

TEST_CASE("perturbation: exact limits give a person away at the second look; with noise thirteen looks are a guess") {
  // Without noise: nine with the person, and the next answer of their own shows the group.
  for (const bool is_here : {true, false}) {
    Crowd crowd(7);
    crowd.add("there", 100);
    crowd.add("here", 9 - (is_here ? 0 : 1));
    CHECK_FALSE(crowd.here_without_noise());
    crowd.add("here", 1);
    CHECK(crowd.here_without_noise().has_value() == is_here);
  }
  const double right = right_guesses(13, add_one_and_look);
  MESSAGE("13 looks, 190 answers of their own, everybody else's answer known: right ", right);
  CHECK(right < 0.85);
}

TEST_CASE("perturbation: who adds and withdraws answers every day learns more, as docs/results.md says") {
  // Ten answers withdrawn and ten others sent, at a count where each look tells most: every day a new noise.
  const auto exchange = [](Crowd& crowd, int64_t& known, Random& random, double& here, double& elsewhere) {
    if (known < 12) {
      crowd.add("here", static_cast<int>(12 - known));
      known = 12;
    }
    crowd.add_one("here", static_cast<uint32_t>(random()), 1);
    crowd.add_one("here", static_cast<uint32_t>(random()), -1);  // another one of theirs, by its key
    weigh(crowd, known, here, elsewhere);
  };
  std::array<double, 3> right{};
  const std::array<int, 3> days = {1, 30, 365};
  for (size_t i = 0; i < days.size(); ++i) {
    right[i] = right_guesses(days[i], exchange);
    MESSAGE(days[i], " publications: right ", right[i]);
  }
  CHECK(right[0] < 0.65);
  CHECK(right[1] < 0.9);
  CHECK(right[2] > 0.9);  // so a survey is not left open for years, and says so
}
