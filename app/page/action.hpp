// Everything that can change the state. Time, random ids and answers of the network arrive inside actions, so that a
// list of actions replays a visit exactly.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace roadshow::page {

enum class Layout : uint8_t { flow, stage };

// What a device asks for, or lacks, so that only flow can be shown. The first of several is the one that is told.
enum class Need : uint8_t { forced_colours, contrast, dark, spacing, room, drawing, none };
constexpr auto words_of(Need) {
  return std::array{"forced-colours", "contrast", "dark", "spacing", "room", "drawing", "none"};
}

// Went to an address: a link, back, forward, or the first page. `fresh_id` and `today` are for a survey that may
// start there.
struct Visit {
  std::string path;
  std::string fresh_id;           // random UUID
  std::string today;              // 2026-11-21
  std::string fresh_secret = "";  // 64 random hexadecimal digits (survey/secret.hpp)
};
// The names of the next survey that starts, or of answers that need others than they had. It comes before an action
// that may use them.
struct Fresh {
  std::string id;
  std::string today;
  std::string secret;
};
struct ShowTable {  // the picture/table switch, kept for the visit
  bool table = false;
};
struct SetLayout {
  Layout layout = Layout::flow;
};
struct Device {            // reported again whenever it changes
  Need need = Need::none;  // the first
  bool kiosk = false;
};
struct SetTextSize {
  int percent = 100;
};

// Reading aloud: whether the device has a voice of its own for the page, and what it is doing.
enum class Reading : uint8_t { off, on, paused };
constexpr auto words_of(Reading) { return std::array{"off", "on", "paused"}; }
struct Voices {
  bool able = false;
};
struct Listen {
  Reading to = Reading::off;
};
struct LeftOut {};  // words in a language that the device has no voice for

struct Toggle {  // a disclosure was opened or closed
  std::string id;
  bool open = false;
};

// Survey. `question` is a code; the survey is the one on the screen.
struct Choose {  // radio or checkbox
  std::string question;
  std::string option;
  bool on = true;
};
struct Write {
  std::string question;
  std::string text;
};
struct MoveUp {
  std::string question;
  std::string option;
};
struct MoveDown {
  std::string question;
  std::string option;
};
struct MoveTo {  // by dragging; place counts from 0
  std::string question;
  std::string option;
  int place = 0;
};
struct RankSame {  // "They all matter the same to me"
  std::string question;
};
struct Continue {};
struct Skip {};     // this question, or the offer to be told what happened
struct SkipAll {};  // the equality questions: from this one on, or all of them
struct Submit {};
struct StartAgain {};  // all that was answered here is cleared
struct Finish {};

// What the device and the endpoint report about the response with this id.
struct Stored {  // on disk on the device
  std::string id;
};
struct Sent {  // 201 or 202
  std::string id;
};
struct Unkept {  // the device does not store it: it is sent from this page, which must stay open until then
  std::string id;
};
struct Conflict {  // another page, or the endpoint, has other answers with this id
  std::string id;
};
struct Parked {  // refused for its content; it stays on the device for staff
  std::string id;
};
struct Held {  // a response on this device that is not sent
  std::string id;
  bool parked = false;
  int status = 0;     // parked: what the endpoint answered
  std::string tried;  // 2026-11-21T09:30 by the clock of the device; empty: not yet
  bool kept = true;   // on disk
};
struct Queue {  // all of them
  std::vector<Held> held;
};
// What only the device can do: "copy", "save" and "print" the reference and the code; "retry" what was refused;
// "save-unsent" as a file. Did says whether it was done; also "language": gone to the page in another one.
struct Hand {
  std::string what;
};
struct Did {
  std::string what;
  bool ok = false;
};
struct Withdraw {  // asks the endpoint to delete a response, once the person is sure
  bool sure = false;
};
struct KeepAnswers {};  // not sure
struct Resume {         // the draft this tab kept through a reload
  std::string draft;
};

// The endpoint: what is asked of it ("results/icp-strategy", "texts/...", "save/3", see page/results/results.hpp;
// "withdrawal", which Withdraw asks), and its answer.
struct Ask {
  std::string what;
};
struct Fetched {
  std::string what;
  int status = 0;  // 0: it could not be reached
  std::string text;
};
struct Edit {  // what an analyst writes: "token", "tags/3", "note/3"
  std::string field;
  std::string text;
};
struct Mark {  // "publish/3"
  std::string field;
  bool on = true;
};

using Action = std::variant<Visit, ShowTable, SetLayout, Device, SetTextSize, Voices, Listen, LeftOut, Toggle, Choose,
                            Write, MoveUp, MoveDown, MoveTo, RankSame, Continue, Skip, SkipAll, Submit, StartAgain,
                            Finish, Stored, Unkept, Conflict, Sent, Parked, Queue, Hand, Did, Withdraw, KeepAnswers,
                            Resume, Ask, Fetched, Edit, Mark, Fresh>;

}  // namespace roadshow::page
