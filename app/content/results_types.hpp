// What a survey says about its results: who may see them, how small groups are kept private, which groups we hope to
// hear from, and what was done about each theme. The rules that use it are in survey/disclosure/disclosure.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/source.hpp"

namespace roadshow::content {

// How many people of a group live here. Missing is null with a reason, and reads "not published".
struct Residents {
  std::optional<double> value;
  std::string reason;
  std::string period;  // month
  Source source;
};
template <class V>
void describe(V& v, Residents& residents) {
  v.required("value", residents.value, Rule::any, "how many people live here, or null when no source says so.");
  v.optional("reason", residents.reason, Rule::text, "Why there is no figure. Needed when value is null.");
  v.required("period", residents.period, Rule::month, "the month of the source, like 2022-07.");
  v.required("source", residents.source, Rule::any, "where the figure is printed, or was looked for.");
}

// A group on the reach meter: those who gave this answer to this question. Without a question: everyone who answered.
struct ReachGroup {
  std::string question;
  std::string option;
  std::string label;    // "Stoke-on-Trent"
  std::string call;     // "people in Stoke-on-Trent", for: Still quiet: ...
  int goal = 0;         // how many answers the organiser hopes for; 0: none was set
  std::string set_by;   // who set the goal, and when
  Residents residents;  // who lives here
};
template <class V>
void describe(V& v, ReachGroup& group) {
  v.optional("question", group.question, Rule::code, "The question that tells who is in the group.");
  v.optional("option", group.option, Rule::code, "The answer of those in the group.");
  v.required("label", group.label, Rule::text, "the name of the group.");
  v.required("call", group.call, Rule::text, "who they are, as in: Still quiet: people under 25.");
  v.optional("goal", group.goal, Rule::any, "How many answers you hope for.");
  v.optional("setBy", group.set_by, Rule::text, "Who set the goal, and when. Needed with a goal.");
  v.required("residents", group.residents, Rule::any, "how many of them live here.");
}

// "You said, we did", beside the answers to one question.
struct Theme {
  std::string question;
  std::string said;
  std::string did;
  std::string source;
};
template <class V>
void describe(V& v, Theme& theme) {
  v.required("question", theme.question, Rule::code, "the question it stands beside.");
  v.required("said", theme.said, Rule::text, "what people said.");
  v.required("did", theme.did, Rule::text, "what was done.");
  v.required("source", theme.source, Rule::text, "where and when.");
}

// When what people answered is counted for everyone. Never at a look, and never because somebody answered.
enum class Publishing : uint8_t {
  daily,         // once a day at most
  when_closed,   // from the day after `closes`
  when_released  // when staff say so: roadshow release
};
constexpr auto words_of(Publishing) { return std::array{"daily", "when-closed", "when-released"}; }

struct ResultsPlan {
  bool open = false;  // anyone may see the results; else a token is needed
  int fewest = 10;    // groups with fewer people than this are hidden
  int nearest = 5;    // other counts are rounded to the nearest of these
  Publishing publishing = Publishing::daily;
  std::string closes;  // the last day of the survey, for when_closed
  std::string first;   // the question whose results come first
  std::string place;   // the question that asks where people live; empty: results are not compared by place
  std::string age;     // the question that asks how old people are
  std::vector<ReachGroup> reach;
  std::vector<Theme> themes;
};
template <class V>
void describe(V& v, ResultsPlan& plan) {
  v.optional("public", plan.open, Rule::any, "True when anyone may see the results.");
  v.optional("fewest", plan.fewest, Rule::any, "Groups with fewer people than this are hidden: 10 unless you say so.");
  v.optional("nearest", plan.nearest, Rule::any, "Counts are rounded to the nearest of these: 5 unless you say so.");
  v.optional("publish", plan.publishing, Rule::any, "When answers are counted: daily, when-closed or when-released.");
  v.optional("closes", plan.closes, Rule::date, "The last day of the survey. Needed for when-closed.");
  v.optional("first", plan.first, Rule::code, "The question whose results come first.");
  v.optional("place", plan.place, Rule::code, "The question that asks where people live.");
  v.optional("age", plan.age, Rule::code, "The question that asks how old people are.");
  v.optional("reach", plan.reach, Rule::any, "The groups you hope to hear from.");
  v.optional("themes", plan.themes, Rule::any, "What people said and what was done, by question.");
}

}  // namespace roadshow::content
