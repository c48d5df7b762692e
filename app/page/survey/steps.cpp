#include "page/survey/steps.hpp"

#include <algorithm>
#include <utility>

#include "content/characters.hpp"
#include "content/plural.hpp"
#include "content/words.hpp"
#include "page/survey/parts.hpp"
#include "survey/secret.hpp"

namespace roadshow::page {
namespace {

using content::Word;

// The question on the screen, when the action is about it.
const content::Question* question_of(const content::Pack& pack, const State& state, const std::string& code) {
  const content::Survey* survey = survey_of(pack, state);
  const Screen screen = state.route.screen;
  if (!survey || (screen != Screen::question && screen != Screen::equality) || state.route.question != code)
    return nullptr;
  return survey::find_question(questions_of(*survey, screen), code);
}

// The answers to the questions of this screen.
survey::Answers& answers_here(State& state) {
  return state.route.screen == Screen::equality ? state.session->equality : state.session->answers;
}

void go_to_start(State& state, const std::string& survey) {
  state.route = {.screen = Screen::survey_start, .id = survey};
}

// On from one part of the survey: its questions, those about equality, the contact details.
void leave_part(const content::Survey& survey, State& state) {
  Session& session = *state.session;
  const Screen from = session.from_check ? Screen::check : state.route.screen;
  session.from_check = false;
  state.route = {.screen = Screen::check, .id = survey.id};
  if (from != Screen::contact && from != Screen::check && offers_contact(survey, session))
    state.route.screen = Screen::contact;
  if (from == Screen::question && offers_equality(survey, session)) state.route.screen = Screen::equality_start;
}

// On from the question on the screen: to the next one, or to the next part.
void go_on(const content::Survey& survey, State& state) {
  Session& session = *state.session;
  session.error.clear();
  const auto questions = survey::route(questions_of(survey, state.route.screen), answers_here(state));
  const auto here = std::find_if(questions.begin(), questions.end(),
                                 [&](const auto* question) { return question->code == state.route.question; });
  if (session.from_check || here == questions.end() || here + 1 == questions.end()) {
    leave_part(survey, state);
  } else {
    state.route.question = (*(here + 1))->code;
  }
}

void choose(const content::Question& question, const Choose& action, survey::Codes& codes) {
  const auto options = survey::options_of(question);
  const auto is_exclusive = [&](const std::string& code) {
    return std::any_of(options.begin(), options.end(),
                       [&](const auto* option) { return option->code == code && option->exclusive; });
  };
  std::erase_if(codes, [&](const std::string& code) {
    return code == action.option || (action.on && (is_exclusive(code) || is_exclusive(action.option)));
  });
  if (action.on) codes.push_back(action.option);
  // Kept in the order of the content, whatever the order of the taps.
  survey::Codes ordered;
  for (const auto* option : options) {
    if (std::find(codes.begin(), codes.end(), option->code) != codes.end()) ordered.push_back(option->code);
  }
  codes = std::move(ordered);
}

Outcome move_card(const content::Pack& pack, State state, const std::string& code, const std::string& option,
                  const auto& target_of) {
  const content::Question* question = question_of(pack, state, code);
  if (!question) return {.state = std::move(state)};
  survey::Codes order = shown_order(*question, answers_here(state));
  const auto from = std::find(order.begin(), order.end(), option);
  if (from == order.end()) return {.state = std::move(state)};
  const int last = static_cast<int>(order.size()) - 1;
  const int target = std::clamp(target_of(static_cast<int>(from - order.begin())), 0, last);
  order.erase(from);
  order.insert(order.begin() + target, option);
  answers_here(state)[code] = std::move(order);
  Outcome outcome{.state = std::move(state)};
  outcome.say = content::fill(pack.words[Word::rank_moved], {{"label", survey::label_of(*question, option)},
                                                             {"n", std::to_string(target + 1)},
                                                             {"total", std::to_string(last + 1)}});
  return outcome;
}

// The ranking that was given; none when there is none.
const survey::Codes* order_of(State& state, const std::string& question) {
  if (!state.session) return nullptr;
  const survey::Answers& answers = answers_here(state);
  const auto answer = answers.find(question);
  return answer == answers.end() ? nullptr : std::get_if<survey::Codes>(&answer->second);
}

}  // namespace

const survey::Questions& questions_of(const content::Survey& survey, Screen screen) {
  return screen == Screen::equality ? survey.equality->questions : survey.questions;
}

bool offers_equality(const content::Survey& survey, const Session& session) {
  return survey.equality && !session.secret.empty();
}

bool offers_contact(const content::Survey& survey, const Session& session) {
  return survey.contact && !session.secret.empty();
}

survey::Codes shown_order(const content::Question& question, const survey::Answers& answers) {
  const auto answer = answers.find(question.code);
  if (answer != answers.end()) {
    if (const auto* order = std::get_if<survey::Codes>(&answer->second)) return *order;
  }
  survey::Codes order;
  for (const auto* option : survey::options_of(question)) order.push_back(option->code);
  return order;
}

std::optional<Session> begin_session(State& state, const std::string& survey) {
  const Fresh fresh = std::exchange(state.fresh, {});
  if (fresh.id.empty()) return std::nullopt;
  Session session{.survey = survey, .id = fresh.id, .month = fresh.today.substr(0, 7)};
  if (survey::is_hash(fresh.secret)) session.secret = fresh.secret;
  return session;
}

void enter_survey(const content::Pack& pack, Screen from, State& state) {
  Route& route = state.route;
  if (route.screen == Screen::form) go_to_start(state, route.id);  // a page of the endpoint, not of the program
  if (state.session && state.session->survey == route.id && !is_under_way(*state.session)) {
    // On its way: the confirmation stays until the person leaves it, or begins anew. The stage may be a kiosk's, where
    // whoever comes to the survey next is another person.
    if (route.screen != Screen::done && layout_of(state) == Layout::stage &&
        state.session->delivery != Delivery::storing)
      state.session.reset();
  }
  if (state.session && state.session->survey == route.id && !is_under_way(*state.session)) {
    if (route.screen == Screen::check && state.session->delivery != Delivery::sent) route.screen = Screen::done;
    if (route.screen != Screen::done) go_to_start(state, route.id);
    return;
  }
  if (!state.session || state.session->survey != route.id) {
    state.session = begin_session(state, route.id);
    if (is(route.screen, content::begun) || !state.session) go_to_start(state, route.id);
    if (!state.session) return;
  }
  if (route.screen == Screen::done) go_to_start(state, route.id);
  Session& session = *state.session;
  session.error.clear();
  const content::Survey& survey = *survey_of(pack, state);
  const bool asks_equality = route.screen == Screen::equality_start || route.screen == Screen::equality;
  if ((asks_equality && !offers_equality(survey, session)) ||
      (route.screen == Screen::contact && !offers_contact(survey, session)))
    go_to_start(state, survey.id);
  const bool asks = route.screen == Screen::question || route.screen == Screen::equality;
  session.from_check = (asks || route.screen == Screen::contact) && (session.from_check || from == Screen::check);
  if (!asks) return;
  const auto questions = survey::route(questions_of(survey, route.screen), answers_here(state));
  if (std::any_of(questions.begin(), questions.end(),
                  [&](const auto* question) { return question->code == route.question; }))
    return;
  if (route.screen == Screen::equality) {
    route = {.screen = Screen::equality_start, .id = survey.id};
  } else {
    go_to_start(state, survey.id);
  }
}

// Whatever is answered, an error stays until the visitor goes on: a summary that left at once would move what is under
// the finger.
Outcome apply(const content::Pack& pack, State state, const Choose& action) {
  const content::Question* question = question_of(pack, state, action.question);
  if (!question) return {.state = std::move(state)};
  survey::Answers& answers = answers_here(state);
  if (survey::traits_of(*question).is_several) {
    auto& answer = answers[question->code];
    if (!std::holds_alternative<survey::Codes>(answer)) answer = survey::Codes{};
    auto& codes = std::get<survey::Codes>(answer);
    choose(*question, action, codes);
    if (codes.empty()) answers.erase(question->code);
  } else if (action.on) {
    answers[question->code] = action.option;
  }
  return {.state = std::move(state)};
}

namespace {

// The line that a field of this screen holds, when it is not the answer to a question.
std::string* line_of(State& state, const std::string& field) {
  if (state.route.screen == Screen::withdraw) {
    if (field == reference_field) return &state.withdrawing.reference;
    if (field == code_field) return &state.withdrawing.code;
  }
  if (state.route.screen == Screen::contact && state.session) {
    if (field == email_field) return &state.session->email;
    if (field == phone_field) return &state.session->phone;
  }
  return nullptr;
}

}  // namespace

Outcome apply(const content::Pack& pack, State state, const Write& action) {
  std::string* line = line_of(state, action.question);
  const content::Question* question = question_of(pack, state, action.question);
  if (!line && (!question || survey::traits_of(*question).max_length == 0)) return {.state = std::move(state)};
  std::string text = survey::readable(action.text);
  if (line) {
    *line = std::move(text);
  } else if (is_blank(text)) {
    answers_here(state).erase(question->code);
  } else {
    answers_here(state)[question->code] = std::move(text);
  }
  return {.state = std::move(state)};
}

// A card that has reached an end loses the key that brought it there: the focus goes to its other key.
Outcome apply(const content::Pack& pack, State state, const MoveUp& action) {
  Outcome outcome =
      move_card(pack, std::move(state), action.question, action.option, [](int place) { return place - 1; });
  if (const auto order = order_of(outcome.state, action.question); order && order->front() == action.option)
    outcome.focus = action.question + "." + action.option + ".down";
  return outcome;
}

Outcome apply(const content::Pack& pack, State state, const MoveDown& action) {
  Outcome outcome =
      move_card(pack, std::move(state), action.question, action.option, [](int place) { return place + 1; });
  if (const auto order = order_of(outcome.state, action.question); order && order->back() == action.option)
    outcome.focus = action.question + "." + action.option + ".up";
  return outcome;
}

Outcome apply(const content::Pack& pack, State state, const MoveTo& action) {
  return move_card(pack, std::move(state), action.question, action.option, [&](int) { return action.place; });
}

Outcome apply(const content::Pack& pack, State state, const RankSame& action) {
  const content::Question* question = question_of(pack, state, action.question);
  if (!question) return {.state = std::move(state)};
  answers_here(state)[question->code] = std::string(survey::same_code);
  go_on(*survey_of(pack, state), state);
  return {.state = std::move(state), .focus = heading_id};
}

namespace {

Outcome leave_contact(const content::Pack& pack, const content::Survey& survey, State state) {
  if (has_contact_error(pack, *state.session)) return {.state = std::move(state), .focus = error_summary_id};
  leave_part(survey, state);
  return {.state = std::move(state), .focus = heading_id};
}

}  // namespace

Outcome apply(const content::Pack& pack, State state, const Continue& /*action*/) {
  // The one before is on its way, or was cleared.
  if (state.route.screen == Screen::survey_start && (!state.session || !is_under_way(*state.session)))
    state.session = begin_session(state, state.route.id);
  const content::Survey* survey = survey_of(pack, state);
  if (!survey) return {.state = std::move(state)};
  if (state.route.screen == Screen::survey_start) {
    state.route = {.screen = Screen::question, .id = survey->id, .question = survey->questions.front().code};
    return {.state = std::move(state), .focus = heading_id};
  }
  if (state.route.screen == Screen::equality_start) {
    state.route = {.screen = Screen::equality, .id = survey->id, .question = survey->equality->questions.front().code};
    return {.state = std::move(state), .focus = heading_id};
  }
  if (state.route.screen == Screen::contact) return leave_contact(pack, *survey, std::move(state));
  const content::Question* question = question_of(pack, state, state.route.question);
  if (!question) return {.state = std::move(state)};
  state.session->error = error_of(pack, *question, answers_here(state));
  if (!state.session->error.empty()) return {.state = std::move(state), .focus = error_summary_id};
  go_on(*survey, state);
  return {.state = std::move(state), .focus = heading_id};
}

Outcome apply(const content::Pack& pack, State state, const Skip& /*action*/) {
  const content::Survey* survey = survey_of(pack, state);
  const Screen screen = state.route.screen;
  if (!survey || (screen != Screen::question && screen != Screen::equality && screen != Screen::contact))
    return {.state = std::move(state)};
  if (screen == Screen::contact) {
    state.session->email.clear();
    state.session->phone.clear();
    state.session->error.clear();
    leave_part(*survey, state);
  } else {
    answers_here(state).erase(state.route.question);
    go_on(*survey, state);
  }
  return {.state = std::move(state), .focus = heading_id};
}

Outcome apply(const content::Pack& pack, State state, const SkipAll& /*action*/) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || (state.route.screen != Screen::equality_start && state.route.screen != Screen::equality))
    return {.state = std::move(state)};
  bool rest = state.route.screen == Screen::equality_start;
  for (const content::Question& question : questions_of(*survey, Screen::equality)) {
    rest = rest || question.code == state.route.question;
    if (rest) state.session->equality.erase(question.code);
  }
  state.session->error.clear();
  leave_part(*survey, state);
  return {.state = std::move(state), .focus = heading_id};
}

// On a device that others use, nothing is left of what was answered; what was sent or waits to be sent is not touched.
// The next person at a kiosk starts where everybody does.
Outcome apply(const content::Pack& pack, State state, const StartAgain& /*action*/) {
  if (state.kiosk) {
    if (state.session && state.session->delivery != Delivery::storing) state.session.reset();
    state.withdrawing = {};
    state.open.clear();
    state.route = {.screen = Screen::home};
    return {.state = std::move(state), .focus = heading_id, .say = pack.words[Word::start_again_done]};
  }
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || !is_under_way(*state.session)) return {.state = std::move(state)};
  go_to_start(state, survey->id);
  state.session = begin_session(state, survey->id);
  return {.state = std::move(state), .focus = heading_id, .say = pack.words[Word::start_again_done]};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Finish& /*action*/) {
  state.session.reset();
  state.route = {.screen = Screen::home};
  return {.state = std::move(state), .focus = heading_id};
}

}  // namespace roadshow::page
