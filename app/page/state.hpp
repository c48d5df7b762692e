// All there is to know about a visit. Pages are built from this and the pack, and from nothing else.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "page/action.hpp"
#include "page/route.hpp"
#include "survey/annotation.hpp"
#include "survey/response.hpp"
#include "survey/results.hpp"

namespace roadshow::page {

// Where a response is on its way. Whether the device has it on disk is another matter (Session::kept).
enum class Delivery : uint8_t { none, storing, waiting, parked, sent };
constexpr auto words_of(Delivery) { return std::array{"none", "storing", "waiting", "parked", "sent"}; }

// One person answering one survey.
struct Session {
  std::string survey;
  std::string id;      // of the response
  std::string month;   // when it started
  std::string secret;  // see survey/secret.hpp
  survey::Answers answers;
  survey::Answers equality;  // to the equality questions
  std::string email;
  std::string phone;
  std::string error;        // words beside the question that cannot go on; empty: none
  std::string error_at;     // the id of the field it is about, where there are several
  bool from_check = false;  // came from the list of answers and returns there
  Delivery delivery = Delivery::none;
  bool kept = false;     // on the disk of the device
  bool renewed = false;  // it has another id than it had, since that was taken
  std::string body;      // the response as it is sent
};

// Someone who takes answers back.
struct Withdrawing {
  enum class Step : uint8_t { typing, asking, sending, done };
  std::string reference;   // as typed
  std::string code;        // as typed
  std::string error;       // of the reference, or of the sending
  std::string code_error;  // of the code
  std::string error_at;
  Step step = Step::typing;
};

// What was asked of the endpoint.
enum class Load : uint8_t { none, loading, here, closed, failed };  // closed: not for this visitor
struct Loaded {
  std::string what;  // "results/icp-strategy"
  Load load = Load::none;
  std::optional<survey::Results> results;
};
// An analyst at work. Forgotten when they leave the screen; it is in no draft.
struct Staff {
  std::string token;
  std::string error;  // words beside the token; empty: none
  Load load = Load::none;
  std::vector<survey::TextAnswer> texts;
  std::string next;              // where more texts start
  std::map<size_t, bool> saved;  // by text: whether what was written beside it is kept
};

struct State {
  Route route;
  bool table = false;            // the picture/table switch
  Layout layout = Layout::flow;  // as the person wishes; layout_of says what is shown
  Need need = Need::none;
  bool kiosk = false;       // one person after the other stands before it
  int text_size = 100;      // percent
  bool can_listen = false;  // the device has a voice for this language
  Reading reading = Reading::off;
  bool left_out = false;       // some words of this page were not read
  std::set<std::string> open;  // ids of open disclosures
  std::optional<Session> session;
  Withdrawing withdrawing;
  std::optional<std::vector<Held>> held;  // responses on this device that are not sent; none: not known yet
  Fresh fresh;                            // for the next survey that starts; empty once it is used
  Did did;                                // what the device did last, on this screen
  Loaded asked;
  Staff staff;
};

// The stage yields to what the device asks for; the wish stays, for when that ends.
inline Layout layout_of(const State& state) { return state.need == Need::none ? state.layout : Layout::flow; }

}  // namespace roadshow::page
