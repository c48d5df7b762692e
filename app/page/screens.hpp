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
  std::string form;              // where the fields on the screen are posted while no program is there
  bool without_program = false;  // a page that the program never runs on
};

// Each screen is built by its own function, in its own file: template <> Body build_screen<Screen::home>(...). One that
// is missing is an error of the linker that names it.
template <Screen screen>
Body build_screen(const Pack& pack, const State& state);

// The whole page around a body: header, main, footer.
Page frame(const Pack& pack, const State& state, Body body);

// What someone reads who has sent answers, or whose answers wait on the device.
struct Confirmation {
  std::string id;      // of the response
  std::string secret;  // of its code; empty: it cannot be withdrawn
  bool sent = false;   // the endpoint has it
  Word title = Word::done_title;
  Word lead = Word::done_lead;
  Nodes ways;  // to keep the code, or the answers
  Node end;    // the way on
};
Body confirmation(const Pack& pack, const content::Survey& survey, Confirmation told);

// ---- pieces that several screens share ----

// The h1 of a screen, which takes the focus when the screen changes.
Node main_heading(Look look, std::string text);

// What is wrong, for the top of a screen, with a link to the field that puts it right.
Node error_box(const Pack& pack, const std::string& error, const std::string& field);
void add_error(Node& box, const std::string& error, const std::string& field);
// The same words beside the field.
inline constexpr const char* error_id = "error";
Node error_beside(const Pack& pack, const std::string& error, std::string id = error_id);

// Where answers on this device are not sent: how many, and the way to them. Nothing otherwise.
Nodes unsent_note(const Pack& pack, const State& state);
// What the device did last, in words; empty when there is nothing to say.
std::string words_of_did(const Pack& pack, const Did& did);
Nodes did_note(const Pack& pack, const State& state);

// What clears the answers: opened first, then pressed. On a kiosk it stands at the foot of every screen (build.cpp).
Node start_again(const Pack& pack, const State& state);
void add_start_again(const Pack& pack, const State& state, Nodes& screen);

// A field with its label, hint and error.
struct Labelled {
  const char* id;
  Word label;
  Word hint;
  Field field;
  const char* error_id = nullptr;  // where a screen has two
};
Nodes labelled_field(const Pack& pack, const Labelled& field, const std::string& value, const std::string& error);

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

// "1680" of the "L1680" that a source names; other words for a place stay as they are.
std::string line_number(std::string_view lines);
// "Source: ..., 1 July 2022, line 1680."
std::string source_words(const Pack& pack, const content::Source& source);

}  // namespace roadshow::page
