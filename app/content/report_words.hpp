// The words of the report on a survey (roadshow report): content/shared/report.en.json. Apart from the words of the
// interface, since no browser needs them. ReportWord is made from that file (cmake/texts.cmake).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "content/describe.hpp"
#include "generated/reportword.hpp"

namespace roadshow::content {

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
