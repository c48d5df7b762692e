#include "content/blocks/dot_story.hpp"

#include "content/pack.hpp"
#include "content/tokens.hpp"

namespace roadshow::content {
namespace {

// The newest figure of a measure for the whole area as a share of everyone, 1 for all.
double share_of(const Pack& pack, const DotStory& story, const std::string& id) {
  const auto figure = [&](const std::string& measure) {
    const Measure* found = find(pack.measures, measure);
    const Value* value = found && !pack.places.empty() ? newest_published(*found, whole_area(pack)) : nullptr;
    return value ? *value->value : 0;
  };
  const Measure* measure = find(pack.measures, id);
  if (measure && measure->unit == Unit::percent) return figure(id) / 100;
  return figure(story.whole) > 0 ? figure(id) / figure(story.whole) : 0;
}

// No group is less than nobody, and all of them are not more than everyone.
void check_shares(const DotStory& story, FileCheck& file) {
  double all = 0;
  for (size_t i = 0; i < story.groups.size(); ++i) {
    const DotGroup& group = story.groups[i];
    const double share = share_of(file.pack, story, group.measure) - share_of(file.pack, story, group.minus);
    all += share;
    if (share < 0) file.report(pointer_to("/groups", i), "This group would be less than nobody. Check its figures.");
  }
  if (all > 1) file.report("/groups", "These groups would be more than everyone together. Check their figures.");
}

}  // namespace

void DotStory::check(FileCheck& file) const {
  file.need_measure(whole, "/whole");
  file.need_measure(target_measure, "/targetMeasure");
  int rest = 0;
  for (size_t i = 0; i < groups.size(); ++i) {
    const DotGroup& group = groups[i];
    const std::string at = pointer_to("/groups", i);
    rest += group.measure.empty() ? 1 : 0;
    if (!group.measure.empty()) file.need_measure(group.measure, at + "/measure");
    if (!group.minus.empty()) file.need_measure(group.minus, at + "/minus");
  }
  if (rest != 1) file.report("/groups", "Exactly one group has no measure: it is all the rest.");
  check_shares(*this, file);
  if (steps.empty()) file.report("/steps", "A story needs at least one step.");
  for (size_t i = 0; i < steps.size(); ++i) {
    const DotStep& step = steps[i];
    const std::string at = pointer_to("/steps", i);
    const std::vector<std::string> own = {"count", "target", "short"};
    file.text(step.number, at + "/number", own);
    file.text(step.finding, at + "/finding", own);
    file.text(step.detail, at + "/detail", own);
    for (size_t g = 0; g < step.groups.size(); ++g) {
      if (!find(groups, step.groups[g]))
        file.report(pointer_to(at + "/groups", g), "There is no group \"" + step.groups[g] + "\".");
    }
  }
}

}  // namespace roadshow::content
