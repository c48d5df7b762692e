#include "figures/statistics.hpp"

#include <cmath>
#include <numeric>

#include "content/tokens.hpp"

namespace roadshow::figures {
namespace {

double rounded(double value) { return std::round(value * 10) / 10; }

double newest_of(const content::Pack& pack, std::string_view id) {
  const content::Measure* measure = content::find(pack.measures, id);
  const content::Value* value = measure ? content::newest_published(*measure, content::whole_area(pack)) : nullptr;
  return value ? *value->value : 0;
}

int of_thousand(const content::Pack& pack, const content::DotStory& story, const std::string& id) {
  const content::Measure* measure = content::find(pack.measures, id);
  if (!measure) return 0;
  const double value = newest_of(pack, id);
  if (measure->unit == content::Unit::percent) return static_cast<int>(std::lround(value * 10));
  const double whole = newest_of(pack, story.whole);
  return whole > 0 ? static_cast<int>(std::lround(value / whole * 1000)) : 0;
}

}  // namespace

Comparison compare(const content::Measure& measure, const content::Value* value) {
  if (!value || !value->value) return {Standing::not_published, 0};
  if (!measure.target) return {Standing::no_target, 0};
  const double difference = rounded(*value->value) - measure.target->value;
  const double above = measure.target->kind == content::TargetKind::min ? difference : -difference;
  const double gap = rounded(std::fabs(difference));
  if (gap == 0) return {Standing::meets, 0};
  return {above > 0 ? Standing::better : Standing::worse, gap};
}

std::vector<int> people_of_thousand(const content::Pack& pack, const content::DotStory& story) {
  std::vector<int> people;
  size_t rest = story.groups.size();
  for (size_t i = 0; i < story.groups.size(); ++i) {
    const content::DotGroup& group = story.groups[i];
    if (group.measure.empty()) rest = i;
    people.push_back(group.measure.empty() ? 0
                                           : of_thousand(pack, story, group.measure) -
                                                 (group.minus.empty() ? 0 : of_thousand(pack, story, group.minus)));
  }
  if (rest < people.size()) people[rest] = 1000 - std::accumulate(people.begin(), people.end(), 0);
  return people;
}

int target_of_thousand(const content::Pack& pack, const content::DotStory& story) {
  const content::Measure* measure = content::find(pack.measures, story.target_measure);
  return measure && measure->target ? static_cast<int>(std::lround(measure->target->value * 10)) : 0;
}

}  // namespace roadshow::figures
