// A block of 1,000 people as dots, told in steps.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "content/describe.hpp"
#include "content/file_check.hpp"

namespace roadshow::content {

// One group of people in a field of 1,000 dots. Its size is the figure of `measure` for the whole area as a share of
// all, less that of `minus`; or, with neither, all that the other groups leave.
struct DotGroup {
  std::string id;
  std::string label;  // "waited 18 weeks or less"
  std::string measure;
  std::string minus;
};
template <class V>
void describe(V& v, DotGroup& group) {
  v.required("id", group.id, Rule::id, "a short name, used by steps.");
  v.required("label", group.label, Rule::text, "who these people are, in a few words.");
  v.optional("measure", group.measure, Rule::id, "The measure that counts them. Leave out for all the rest.");
  v.optional("minus", group.minus, Rule::id, "The measure to take away from it.");
}

enum class Accent { blue, orange };  // blue explores, orange is the wait or the gap
constexpr auto words_of(Accent) { return std::array{"blue", "orange"}; }

// One step of the story. Texts may hold {tokens}, filled from the figures (content/tokens.hpp).
struct DotStep {
  std::string id;
  std::string label;                // under its stop: "18 weeks"
  std::string number;               // the large number, a token: "{count}"
  std::string unit;                 // beside it: "in every 1,000"
  std::string finding;              // bold sentence that continues the number
  std::string detail;               // one line below
  std::string caption;              // over its dots in the picture, when it has several groups: "over a year"
  std::vector<std::string> groups;  // the groups it is about
  Accent accent = Accent::blue;
  bool target = false;  // show the target line and the people short of it
};
template <class V>
void describe(V& v, DotStep& step) {
  v.required("id", step.id, Rule::id, "a short name.");
  v.required("label", step.label, Rule::text, "one or two words for its stop.");
  v.required("number", step.number, Rule::text, "the large number, like {count}.");
  v.optional("unit", step.unit, Rule::text, "The words beside the number.");
  v.required("finding", step.finding, Rule::text, "the sentence that goes on from the number.");
  v.required("detail", step.detail, Rule::text, "one line more.");
  v.optional("caption", step.caption, Rule::text, "The words over its dots, when it is about several groups.");
  v.required("groups", step.groups, Rule::id, "the groups of people it is about.");
  v.required("accent", step.accent, Rule::any, "blue or orange.");
  v.optional("target", step.target, Rule::any, "True to show the target line.");
}

// A block of 1,000 people as dots, told in steps.
struct DotStory {
  static constexpr const char* type = "dot-story";
  std::string whole;           // measure: everyone on the list
  std::string target_measure;  // percent measure whose target is drawn
  std::vector<DotGroup> groups;
  std::vector<DotStep> steps;

  size_t step_count() const { return steps.size(); }
  std::string step_label(size_t step) const { return steps[step - 1].label; }
  void check(FileCheck& file) const;
};
template <class V>
void describe(V& v, DotStory& story) {
  v.required("whole", story.whole, Rule::id, "the measure that counts everyone.");
  v.required("targetMeasure", story.target_measure, Rule::id, "the measure that has the target.");
  v.required("groups", story.groups, Rule::any, "the groups of people, in the order of the picture.");
  v.required("steps", story.steps, Rule::any, "the steps of the story.");
}

}  // namespace roadshow::content
