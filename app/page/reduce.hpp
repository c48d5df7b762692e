// State and action to the next state, and what the device is to do about it. Pure.
#pragma once

#include <optional>
#include <string>

#include "page/state.hpp"

namespace roadshow::page {

// A response for the device to keep and to send.
struct Post {
  std::string id;
  std::string body;     // empty: the device has it, and is asked how it stands
  std::string instead;  // the id of the one it replaces; empty: none
};

// Something that only the device can do; see Hand.
struct Task {
  std::string what;
  std::string name;  // of a file
  std::string text;
};

// A request to the endpoint. The answer comes back as Fetched with the same `what`.
struct Fetch {
  std::string what;
  std::string method;
  std::string path;
  std::string token;  // empty: none
  std::string body;
};

struct Outcome {
  State state;
  std::string focus;  // id of the element to focus; empty: leave it where it is
  std::string say;    // words for the polite live region
  std::optional<Post> post;
  std::optional<Fetch> fetch;
  std::optional<Task> task;
};

Outcome reduce(const content::Pack& pack, State state, const Action& action);

// Why the page view is shown to someone who wished for the stage; empty when the wish is met.
std::string layout_note(const content::Pack& pack, const State& state);

// The id of the element that a new screen puts the focus on.
inline constexpr const char* heading_id = "heading";
inline constexpr const char* error_summary_id = "error-summary";
inline constexpr const char* start_again_id = "start-again";

// A session as text, for the tab to keep through a reload; empty when there is nothing to keep.
std::string to_draft(const State& state);

}  // namespace roadshow::page
