// 1,000 people as dots, told in steps.
#include "content/blocks/dot_story.hpp"

#include <algorithm>

#include "page/explain/block_view.hpp"

namespace roadshow::page {
namespace {

using content::DotStep;
using content::DotStory;
using figures::DotField;
using figures::Paint;

struct Story {
  const DotStory& story;
  const DotStep& step;
  std::vector<int> people;
  int count = 0;   // people in the groups of this step
  int target = 0;  // people the target asks for
};

bool is_in_step(const Story& s, size_t group) {
  const auto& ids = s.step.groups;
  return std::find(ids.begin(), ids.end(), s.story.groups[group].id) != ids.end();
}

Story story_of(const Pack& pack, const DotStory& story, int step) {
  Story s{story, story.steps[static_cast<size_t>(step - 1)], figures::people_of_thousand(pack, story), 0,
          figures::target_of_thousand(pack, story)};
  for (size_t i = 0; i < s.people.size(); ++i) s.count += is_in_step(s, i) ? s.people[i] : 0;
  return s;
}

std::string filled(const Pack& pack, const Story& s, const std::string& text) {
  const std::string own = content::fill(text, {{"count", content::format_number(s.count, 0)},
                                               {"target", content::format_number(s.target, 0)},
                                               {"short", content::format_number(s.target - s.count, 0)}});
  return content::fill_tokens(pack, own);
}

bool shows_everyone(const Story& s) { return s.count == 1000; }

// The colours of a group: full for the groups of the step, dimmed for the others, ink for the last of the longest.
Paint paint_of(const Story& s, size_t group) {
  const bool first = group == 0;
  const bool last = group + 1 == s.people.size();
  if (is_in_step(s, group)) {
    if (shows_everyone(s) || s.step.accent == content::Accent::blue) return Paint::blue;
    return last ? Paint::text : Paint::orange;
  }
  return first ? Paint::dim_blue : s.story.groups[group].minus.empty() && !last ? Paint::dim_grey : Paint::dim_orange;
}

DotField field_of_target(const Pack& pack, const Story& s) {
  const int missing = s.target - s.count;
  DotField field;
  field.groups.push_back(
      {s.count, Paint::blue, false, content::format_number(s.count, 0), s.story.groups[0].label, true});
  field.groups.push_back({missing, Paint::orange, true,
                          content::fill(pack.words[Word::short_of_target], {{"n", std::to_string(missing)}}),
                          content::fill(pack.words[Word::should_be_within], {{"n", std::to_string(s.target)}}), true});
  field.groups.push_back({1000 - s.target, Paint::dim_grey, false, "", "", false});
  field.target = s.target;
  field.target_label = content::fill(pack.words[Word::target_line],
                                     {{"value", *content::value_of_token(pack, s.story.target_measure + ".target")}});
  return field;
}

constexpr int few_people = 25;  // in less than one column: their number alone would look like a part of something

// Neighbouring groups of one step share one label: "58 over a year", not "55" and "3".
DotField field_of(const Pack& pack, const Story& s) {
  if (s.step.target && s.target > s.count) return field_of_target(pack, s);
  DotField field;
  for (size_t i = 0; i < s.people.size(); ++i) {
    const bool strong = is_in_step(s, i) && !shows_everyone(s);
    DotField::Group group{
        s.people[i], paint_of(s, i), false, content::format_number(s.people[i], 0), s.story.groups[i].label, strong};
    if (shows_everyone(s)) group.number = group.label = "";
    if (strong && i > 0 && is_in_step(s, i - 1)) group.number = group.label = "";
    if (strong && s.step.groups.size() > 1 && !group.number.empty()) {
      group.number = content::format_number(s.count, 0);
      group.label = s.step.caption.empty() ? s.step.label : s.step.caption;
    }
    if (strong && s.people[i] < few_people && !group.number.empty())
      group.number = content::fill(pack.words[Word::of_thousand], {{"n", group.number}});
    field.groups.push_back(std::move(group));
  }
  return field;
}

Node table_of(const Pack& pack, const Story& s) {
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < s.people.size(); ++i) {
    rows.push_back(
        {s.story.groups[i].label, content::format_number(s.people[i], 0),
         content::fill(pack.words[Word::unit_percent], {{"n", content::format_number(s.people[i] / 10.0, 1)}})});
  }
  return table("people-table", pack.words[Word::table_caption],
               {pack.words[Word::table_group], pack.words[Word::table_people], pack.words[Word::table_share]}, rows, 1);
}

// Number, unit and sentence are one sentence; one paragraph keeps them together for a screen reader.
Node fact_of(const Pack& pack, const Story& s) {
  const bool orange = s.step.accent == content::Accent::orange;
  Node fact{.kind = Kind::paragraph, .look = Look::finding};
  fact.id = "finding";
  Node number{.kind = Kind::strong, .look = orange ? Look::hero_number_orange : Look::hero_number};
  number.text = filled(pack, s, s.step.number);
  Node unit{.kind = Kind::strong, .look = orange ? Look::number_unit_orange : Look::number_unit};
  unit.text = s.step.unit;
  Node sentence{.kind = Kind::strong, .look = Look::key_line};
  sentence.text = filled(pack, s, s.step.finding);
  fact.children.push_back(std::move(number));
  if (!s.step.unit.empty()) fact.children.push_back(std::move(unit));
  fact.children.push_back(std::move(sentence));
  return fact;
}

}  // namespace

template <>
figures::Symbol BlockView<DotStory>::symbol() {
  return figures::Symbol::picture_dots;
}

template <>
StepView BlockView<DotStory>::step(const Pack& pack, const DotStory& block, int step) {
  const Story s = story_of(pack, block, step);
  Node detail = paragraph(Look::body, filled(pack, s, s.step.detail));
  detail.id = "detail";
  const std::string finding = (s.step.unit.empty() ? "" : s.step.unit + " ") + s.step.finding;
  return {.story = nodes(fact_of(pack, s), std::move(detail)),
          .picture = picture("dot-field", field_of(pack, s)),
          .words = filled(pack, s, s.step.number + " " + s.step.unit + " " + s.step.finding + " " + s.step.detail),
          .print = "**" + s.step.label + "**: " + filled(pack, s, s.step.number) + " " + filled(pack, s, finding) +
                   " " + filled(pack, s, s.step.detail),
          .table = table_of(pack, s)};
}

}  // namespace roadshow::page
