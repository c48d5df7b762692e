// The words of the report on a survey (roadshow report): content/shared/report.en.json. Apart from the words of the
// interface, since no browser needs them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::content {

// One a line, so that two changes seldom meet.
// clang-format off
enum class ReportWord {
  title,
  made,
  rounding,
  asked_heading,
  asked_lead,
  nobody_yet,
  answered,
  between,
  channel_caption,
  place_caption,
  said_heading,
  said_lead,
  ranking_note,
  base_answered,
  base_shown,
  base_none,
  words_only,
  answer_column,
  people_column,
  share_column,
  few,
  withheld,
  quotes_heading,
  quotes_lead,
  no_quotes,
  groups_heading,
  groups_lead,
  no_equality,
  reach_caption,
  group_column,
  residents_column,
  goal_column,
  residents,
  not_published,
  no_goal,
  quiet,
  did_heading,
  you_said,
  we_did,
  next_heading,
  data_heading,
  limits_heading,
  author_heading,
  author_lead
};
constexpr auto words_of(ReportWord) {
  return std::array{
      "title",
      "made",
      "rounding",
      "askedHeading",
      "askedLead",
      "nobodyYet",
      "answered",
      "between",
      "channelCaption",
      "placeCaption",
      "saidHeading",
      "saidLead",
      "rankingNote",
      "baseAnswered",
      "baseShown",
      "baseNone",
      "wordsOnly",
      "answerColumn",
      "peopleColumn",
      "shareColumn",
      "few",
      "withheld",
      "quotesHeading",
      "quotesLead",
      "noQuotes",
      "groupsHeading",
      "groupsLead",
      "noEquality",
      "reachCaption",
      "groupColumn",
      "residentsColumn",
      "goalColumn",
      "residents",
      "notPublished",
      "noGoal",
      "quiet",
      "didHeading",
      "youSaid",
      "weDid",
      "nextHeading",
      "dataHeading",
      "limitsHeading",
      "authorHeading",
      "authorLead"
  };
}
// clang-format on

// What a channel is called: "web" is "On their own phone or computer".
struct ChannelName {
  std::string code;
  std::string label;
};
template <class V>
void describe(V& v, ChannelName& name) {
  v.required("code", name.code, Rule::id, "the channel, as responses name it.");
  v.required("label", name.label, Rule::text, "what people call it.");
}

struct ReportWords {
  std::array<std::string, words_of(ReportWord{}).size()> text;
  std::vector<ChannelName> channels;
  std::vector<std::string> limits;  // what the figures cannot say
  std::vector<std::string> author;  // what only the author of the paper can fill in

  const std::string& operator[](ReportWord word) const { return text[static_cast<size_t>(word)]; }
};
template <class V>
void describe(V& v, ReportWords& words) {
  constexpr auto names = words_of(ReportWord{});
  for (size_t i = 0; i < names.size(); ++i) v.required(names[i], words.text[i], Rule::text, "words of the report.");
  v.required("channels", words.channels, Rule::any, "what the channels are called.");
  v.required("limits", words.limits, Rule::text, "what the figures cannot say.");
  v.required("author", words.author, Rule::text, "what the author of the paper fills in.");
}

}  // namespace roadshow::content
