// One builder a screen, each in its own file: the title of the window and the children of <main>.
#pragma once

#include "content/tokens.hpp"
#include "figures/statistics.hpp"
#include "page/make.hpp"
#include "page/reduce.hpp"
#include "page/state.hpp"

namespace roadshow::page {

using content::Pack;
using content::Word;

struct Body {
  std::string title;
  Nodes children;
};

Body home_screen(const Pack& pack, const State& state);
Body explainers_screen(const Pack& pack, const State& state);
Body explainer_screen(const Pack& pack, const State& state);
Body waits_screen(const Pack& pack, const State& state);
Body measure_screen(const Pack& pack, const State& state);
Body survey_start_screen(const Pack& pack, const State& state);
Body question_screen(const Pack& pack, const State& state);
Body check_screen(const Pack& pack, const State& state);
Body done_screen(const Pack& pack, const State& state);
Body sources_screen(const Pack& pack, const State& state);
Body reading_screen(const Pack& pack, const State& state);
Body not_found_screen(const Pack& pack, const State& state);

// ---- pieces that several screens share ----

// The h1 of a screen, which takes the focus when the screen changes.
Node main_heading(Look look, std::string text);

// The picture/table switch.
Node show_as(const Pack& pack, const State& state);

// "Below target by 34.3 points", with its shape.
Node standing(const Pack& pack, const content::Measure& measure, const content::Value* value);
std::string standing_words(const Pack& pack, const content::Measure& measure, const content::Value* value);

// The value of a measure in words: "57.7%", or "Not published".
std::string value_words(const Pack& pack, const content::Measure& measure, const content::Value* value);
// "Target 92%"; empty without a target.
std::string target_words(const Pack& pack, const content::Measure& measure);

// The bar of one value, and the trend of the whole area.
figures::TargetBar bar_of(const Pack& pack, const content::Measure& measure, const content::Value* value,
                          double maximum);
figures::Trend trend_of(const Pack& pack, const content::Measure& measure, bool compact);
bool has_trend(const Pack& pack, const content::Measure& measure);
// One sentence that says what a trend shows; empty without two published months.
std::string trend_words(const Pack& pack, const content::Measure& measure);

// "Source: ..., 1 July 2022, L1680."
std::string source_words(const Pack& pack, const content::Source& source);

}  // namespace roadshow::page
