// All there is to know about a visit. Pages are built from this and the pack, and from nothing else.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "page/action.hpp"
#include "page/route.hpp"
#include "survey/response.hpp"

namespace roadshow::page {

// Where a response is on its way.
enum class Delivery : uint8_t { none, storing, deferred, sent, parked };

// One person answering one survey.
struct Session {
  std::string survey;
  std::string id;     // of the response
  std::string month;  // when it started
  survey::Answers answers;
  std::string error;        // words beside the question that cannot go on; empty: none
  bool from_check = false;  // came from the list of answers and returns there
  Delivery delivery = Delivery::none;
};

struct State {
  Route route;
  bool table = false;  // the picture/table switch
  Layout layout = Layout::flow;
  int text_size = 100;         // percent
  std::set<std::string> open;  // ids of open disclosures
  std::optional<Session> session;
  int waiting = 0;  // responses on this device that are not sent yet
};

}  // namespace roadshow::page
