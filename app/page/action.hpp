// Everything that can change the state. Time, random ids and answers of the network arrive inside actions, so that a
// list of actions replays a visit exactly.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace roadshow::page {

enum class Layout : uint8_t { flow, stage };

// Went to an address: a link, back, forward, or the first page. `fresh_id` and `today` are for a survey that may
// start there.
struct Visit {
  std::string path;
  std::string fresh_id;  // random UUID
  std::string today;     // 2026-11-21
};
struct ShowTable {  // the picture/table switch, kept for the visit
  bool table = false;
};
struct SetLayout {
  Layout layout = Layout::flow;
};
struct SetTextSize {
  int percent = 100;
};

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
struct Skip {};
struct Submit {};
struct Finish {};

// What the device and the endpoint report about the response with this id.
struct Stored {  // on disk on the device
  std::string id;
};
struct Sent {  // 201 or 202
  std::string id;
};
struct Deferred {  // not now; it stays on the device and is sent later
  std::string id;
};
struct Parked {  // refused for its content; it stays on the device for staff
  std::string id;
};
struct Queue {  // how many responses wait on this device
  int waiting = 0;
};
struct Resume {  // the draft this tab kept through a reload
  std::string draft;
};

using Action = std::variant<Visit, ShowTable, SetLayout, SetTextSize, Toggle, Choose, Write, MoveUp, MoveDown, MoveTo,
                            RankSame, Continue, Skip, Submit, Finish, Stored, Sent, Deferred, Parked, Queue, Resume>;

}  // namespace roadshow::page
