// The numbers behind the pictures, against the reference values of the visual language (section 9).
#include "figures/statistics.hpp"

#include <numeric>

#include "content/tokens.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::figures;

namespace {

const content::DotStory& story() { return std::get<content::DotStory>(real_pack().topics.at(0).block); }

content::Measure with_target(double target, content::TargetKind kind) {
  content::Measure made;
  made.target = content::Target{target, kind, "Target", {}};
  return made;
}
content::Value figure(std::optional<double> value) {
  content::Value made;
  made.value = value;
  return made;
}

}  // namespace

TEST_CASE("of 1,000 people 577 waited 18 weeks or less, 365 up to a year, 55 up to two and 3 longer") {
  CHECK(people_of_thousand(real_pack(), story()) == std::vector<int>{577, 365, 55, 3});
}

TEST_CASE("the target is 920 of 1,000, so 343 are short of it") {
  CHECK(target_of_thousand(real_pack(), story()) == 920);
  CHECK(target_of_thousand(real_pack(), story()) - people_of_thousand(real_pack(), story())[0] == 343);
}

TEST_CASE("groups of people add up to 1,000 whatever the figures") {
  content::Pack pack = real_pack();
  for (const double share : {0.0, 0.04, 33.3, 57.7, 94.1}) {
    auto one = std::find_if(pack.measures.begin(), pack.measures.end(),
                            [](const auto& m) { return m.id == "planned-18-weeks"; });
    one->values[0].value = share;
    const auto people = people_of_thousand(pack, story());
    CHECK(std::accumulate(people.begin(), people.end(), 0) == 1000);
  }
}

TEST_CASE("a value is compared as it is printed, to one decimal place") {
  using content::TargetKind;
  const auto standing = [](double value, double target, TargetKind kind) {
    const auto made = figure(value);
    return compare(with_target(target, kind), &made);
  };
  CHECK(standing(57.7, 92, TargetKind::min).standing == Standing::worse);
  CHECK(standing(57.7, 92, TargetKind::min).gap == doctest::Approx(34.3));
  CHECK(standing(89, 75, TargetKind::min).standing == Standing::better);
  CHECK(standing(89, 75, TargetKind::min).gap == doctest::Approx(14));
  CHECK(standing(92.04, 92, TargetKind::min).standing == Standing::meets);
  CHECK(standing(91.96, 92, TargetKind::min).gap == 0);
  CHECK(standing(0, 0, TargetKind::max).standing == Standing::meets);
  CHECK(standing(8415, 0, TargetKind::max).standing == Standing::worse);
  CHECK(standing(43.7, 42, TargetKind::max).gap == doctest::Approx(1.7));
  CHECK(standing(40, 42, TargetKind::max).standing == Standing::better);
}

TEST_CASE("a missing figure is neither good nor bad") {
  const auto nothing = figure({});
  CHECK(compare(with_target(92, content::TargetKind::min), &nothing).standing == Standing::not_published);
  CHECK(compare(with_target(92, content::TargetKind::min), nullptr).standing == Standing::not_published);
  const auto some = figure(5);
  CHECK(compare(content::Measure{}, &some).standing == Standing::no_target);
}

TEST_CASE("the rows of the ladder agree with the mock-ups") {
  const auto gap = [](const char* id) {
    const auto& one = measure(id);
    return compare(one, content::newest_published(one, "area")).gap;
  };
  CHECK(gap("planned-18-weeks") == doctest::Approx(34.3));
  CHECK(gap("tests-6-weeks") == doctest::Approx(29.3));
  CHECK(gap("cancer-2-weeks") == doctest::Approx(37.1));
}
