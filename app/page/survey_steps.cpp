#include "page/survey_steps.hpp"

#include <algorithm>

#include "content/words.hpp"

namespace roadshow::page {
namespace {

using content::Word;

const content::Survey* survey_of(const content::Pack& pack, const State& state) {
  return state.session ? content::find(pack.surveys, state.session->survey) : nullptr;
}

// The question on the screen, when the action is about it.
const content::Question* question_of(const content::Pack& pack, const State& state, const std::string& code) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || state.route.screen != Screen::question || state.route.question != code) return nullptr;
  return survey::find_question(*survey, code);
}

bool is_under_way(const Session& session) { return session.delivery == Delivery::none; }

void go_to_start(State& state, const std::string& survey) {
  state.route = {.screen = Screen::survey_start, .id = survey};
}

// On from the question on the screen: to the next one, or to the list of answers.
void go_on(const content::Survey& survey, State& state) {
  Session& session = *state.session;
  session.error.clear();
  const auto questions = survey::route(survey, session.answers);
  const auto here = std::find_if(questions.begin(), questions.end(),
                                 [&](const auto* question) { return question->code == state.route.question; });
  if (session.from_check || here == questions.end() || here + 1 == questions.end()) {
    session.from_check = false;
    state.route = {.screen = Screen::check, .id = survey.id};
  } else {
    state.route.question = (*(here + 1))->code;
  }
}

void choose(const content::MultipleChoice& kind, const Choose& action, survey::Codes& codes) {
  const auto is_exclusive = [&](const std::string& code) {
    return std::any_of(kind.options.begin(), kind.options.end(),
                       [&](const auto& option) { return option.code == code && option.exclusive; });
  };
  std::erase_if(codes, [&](const std::string& code) {
    return code == action.option || (action.on && (is_exclusive(code) || is_exclusive(action.option)));
  });
  if (action.on) codes.push_back(action.option);
  // Kept in the order of the content, whatever the order of the taps.
  survey::Codes ordered;
  for (const auto& option : kind.options) {
    if (std::find(codes.begin(), codes.end(), option.code) != codes.end()) ordered.push_back(option.code);
  }
  codes = std::move(ordered);
}

std::string label_of(const content::Question& question, const std::string& code) {
  for (const auto* option : survey::options_of(question)) {
    if (option->code == code) return option->label;
  }
  return code;
}

Outcome move_card(const content::Pack& pack, State state, const std::string& code, const std::string& option,
                  const auto& target_of) {
  const content::Question* question = question_of(pack, state, code);
  if (!question) return {.state = std::move(state)};
  survey::Codes order = shown_order(*question, state.session->answers);
  const auto from = std::find(order.begin(), order.end(), option);
  if (from == order.end()) return {.state = std::move(state)};
  const int last = static_cast<int>(order.size()) - 1;
  const int target = std::clamp(target_of(static_cast<int>(from - order.begin())), 0, last);
  order.erase(from);
  order.insert(order.begin() + target, option);
  state.session->answers[code] = std::move(order);
  state.session->error.clear();
  Outcome outcome{.state = std::move(state)};
  outcome.say = content::fill(
      pack.words[Word::rank_moved],
      {{"label", label_of(*question, option)}, {"n", std::to_string(target + 1)}, {"total", std::to_string(last + 1)}});
  return outcome;
}

// The words for an answer that cannot go on; empty when it can. All questions can be skipped, so only an answer that
// was begun, or "Continue" on an untouched choice, is worth a word.
std::string error_of(const content::Pack& pack, const content::Question& question, const survey::Answers& answers) {
  const auto answer = answers.find(question.code);
  const bool text = std::holds_alternative<content::FreeText>(question.kind);
  if (answer == answers.end()) {
    if (text) return "";
    if (std::holds_alternative<content::MultipleChoice>(question.kind)) return pack.words[Word::choose_some_error];
    if (std::holds_alternative<content::Ranking>(question.kind)) return pack.words[Word::rank_error];
    return pack.words[Word::choose_one_error];
  }
  const auto fault = survey::fault_of(question, answer->second);
  if (!fault) return "";
  if (*fault == survey::Fault::too_many) {
    return content::fill(pack.words[Word::too_many_error],
                         {{"n", std::to_string(std::get<content::MultipleChoice>(question.kind).at_most)}});
  }
  if (*fault == survey::Fault::too_long) {
    return content::fill(pack.words[Word::too_long_error],
                         {{"n", std::to_string(std::get<content::FreeText>(question.kind).max_length)}});
  }
  return pack.words[Word::choose_one_error];
}

Outcome deliver(State state, const std::string& id, Delivery delivery) {
  // Late news takes a receipt not back.
  if (state.session && state.session->id == id && state.session->delivery != Delivery::none &&
      state.session->delivery != Delivery::sent)
    state.session->delivery = delivery;
  return {.state = std::move(state)};
}

}  // namespace

survey::Codes shown_order(const content::Question& question, const survey::Answers& answers) {
  const auto answer = answers.find(question.code);
  if (answer != answers.end()) {
    if (const auto* order = std::get_if<survey::Codes>(&answer->second)) return *order;
  }
  survey::Codes order;
  for (const auto* option : survey::options_of(question)) order.push_back(option->code);
  return order;
}

void enter_survey(const content::Pack& pack, const Visit& visit, Screen from, State& state) {
  Route& route = state.route;
  const bool same = state.session && state.session->survey == route.id;
  if (same && !is_under_way(*state.session)) {
    // Sent already: the confirmation stays; anything else begins anew.
    if (route.screen == Screen::done) return;
    state.session.reset();
    if (route.screen != Screen::survey_start) go_to_start(state, route.id);
  }
  if (!state.session || state.session->survey != route.id) {
    state.session = Session{.survey = route.id, .id = visit.fresh_id, .month = visit.today.substr(0, 7)};
    if (route.screen == Screen::check || route.screen == Screen::done) go_to_start(state, route.id);
  }
  if (route.screen == Screen::done) go_to_start(state, route.id);
  state.session->error.clear();
  if (route.screen != Screen::question) {
    state.session->from_check = false;
    return;
  }
  if (from == Screen::check) state.session->from_check = true;
  const content::Survey* survey = survey_of(pack, state);
  const auto questions = survey::route(*survey, state.session->answers);
  if (std::none_of(questions.begin(), questions.end(),
                   [&](const auto* question) { return question->code == route.question; }))
    go_to_start(state, survey->id);
}

Outcome apply(const content::Pack& pack, State state, const Choose& action) {
  const content::Question* question = question_of(pack, state, action.question);
  if (!question) return {.state = std::move(state)};
  survey::Answers& answers = state.session->answers;
  if (const auto* multiple = std::get_if<content::MultipleChoice>(&question->kind)) {
    auto& answer = answers[question->code];
    if (!std::holds_alternative<survey::Codes>(answer)) answer = survey::Codes{};
    auto& codes = std::get<survey::Codes>(answer);
    choose(*multiple, action, codes);
    if (codes.empty()) answers.erase(question->code);
  } else if (action.on) {
    answers[question->code] = action.option;
  }
  state.session->error.clear();
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& pack, State state, const Write& action) {
  const content::Question* question = question_of(pack, state, action.question);
  if (!question || !std::holds_alternative<content::FreeText>(question->kind)) return {.state = std::move(state)};
  // Pasted words may hold control characters, which nobody sees and no answer may have.
  std::string text = action.text;
  std::erase_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
  if (text.empty()) {
    state.session->answers.erase(question->code);
  } else {
    state.session->answers[question->code] = std::move(text);
  }
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& pack, State state, const MoveUp& action) {
  return move_card(pack, std::move(state), action.question, action.option, [](int place) { return place - 1; });
}

Outcome apply(const content::Pack& pack, State state, const MoveDown& action) {
  return move_card(pack, std::move(state), action.question, action.option, [](int place) { return place + 1; });
}

Outcome apply(const content::Pack& pack, State state, const MoveTo& action) {
  return move_card(pack, std::move(state), action.question, action.option, [&](int) { return action.place; });
}

Outcome apply(const content::Pack& pack, State state, const RankSame& action) {
  const content::Question* question = question_of(pack, state, action.question);
  if (!question) return {.state = std::move(state)};
  state.session->answers[question->code] = std::string(survey::same_code);
  go_on(*survey_of(pack, state), state);
  return {.state = std::move(state), .focus = heading_id};
}

Outcome apply(const content::Pack& pack, State state, const Continue& /*action*/) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey) return {.state = std::move(state)};
  if (state.route.screen == Screen::survey_start) {
    state.route = {.screen = Screen::question, .id = survey->id, .question = survey->questions.front().code};
    return {.state = std::move(state), .focus = heading_id};
  }
  const content::Question* question = question_of(pack, state, state.route.question);
  if (!question) return {.state = std::move(state)};
  state.session->error = error_of(pack, *question, state.session->answers);
  if (!state.session->error.empty()) return {.state = std::move(state), .focus = error_summary_id};
  go_on(*survey, state);
  return {.state = std::move(state), .focus = heading_id};
}

Outcome apply(const content::Pack& pack, State state, const Skip& /*action*/) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || state.route.screen != Screen::question) return {.state = std::move(state)};
  state.session->answers.erase(state.route.question);
  go_on(*survey, state);
  return {.state = std::move(state), .focus = heading_id};
}

Outcome apply(const content::Pack& pack, State state, const Submit& /*action*/) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || state.route.screen != Screen::check || !is_under_way(*state.session))
    return {.state = std::move(state)};
  Session& session = *state.session;
  session.answers = survey::on_route(*survey, session.answers);
  // An answer that would be refused is put right first: words that are too long, left by way of an address.
  for (const auto& [code, answer] : session.answers) {
    const content::Question& question = *survey::find_question(*survey, code);
    if (!survey::fault_of(question, answer)) continue;
    session.error = error_of(pack, question, session.answers);
    session.from_check = true;
    state.route = {.screen = Screen::question, .id = survey->id, .question = code};
    return {.state = std::move(state), .focus = error_summary_id};
  }
  survey::Response response{.id = session.id,
                            .pack = pack.info.id,
                            .survey = survey->id,
                            .version = survey->version,
                            .language = pack.info.language,
                            .channel = "web",
                            .layout = state.layout == Layout::stage ? "stage" : "flow",
                            .month = session.month,
                            .asked = {},
                            .answers = session.answers};
  for (const auto* question : survey::route(*survey, session.answers)) response.asked.push_back(question->code);
  session.delivery = Delivery::storing;
  Outcome outcome{.state = std::move(state)};
  outcome.post = Post{response.id, survey::canonical(response)};
  outcome.say = pack.words[Word::storing];
  return outcome;
}

Outcome apply(const content::Pack& /*pack*/, State state, const Finish& /*action*/) {
  state.session.reset();
  state.route = {.screen = Screen::home};
  return {.state = std::move(state), .focus = heading_id};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Stored& action) {
  // On disk: the answers are safe whatever the network does, so the visitor moves on.
  Outcome outcome = deliver(std::move(state), action.id, Delivery::deferred);
  if (outcome.state.session && outcome.state.session->id == action.id && outcome.state.route.screen == Screen::check) {
    outcome.state.route = {.screen = Screen::done, .id = outcome.state.session->survey};
    outcome.focus = heading_id;
  }
  return outcome;
}

Outcome apply(const content::Pack& pack, State state, const Sent& action) {
  const bool shown = state.session && state.session->id == action.id && state.route.screen == Screen::done;
  Outcome outcome = apply(pack, std::move(state), Stored{action.id});
  outcome.state = deliver(std::move(outcome.state), action.id, Delivery::sent).state;
  if (shown) outcome.say = pack.words[Word::done_title];
  return outcome;
}

Outcome apply(const content::Pack& pack, State state, const Deferred& action) {
  return apply(pack, std::move(state), Stored{action.id});
}

Outcome apply(const content::Pack& pack, State state, const Parked& action) {
  Outcome outcome = apply(pack, std::move(state), Stored{action.id});
  outcome.state = deliver(std::move(outcome.state), action.id, Delivery::parked).state;
  return outcome;
}

namespace {

struct Draft {
  std::string survey;
  std::string id;
  std::string month;
};
template <class V>
void describe(V& v, Draft& draft) {
  v.required("survey", draft.survey, Rule::id, "");
  v.required("id", draft.id, Rule::any, "");
  v.required("month", draft.month, Rule::month, "");
}

}  // namespace

std::string to_draft(const State& state) {
  // Kept until the device has the response on disk: a tab that closes before has lost nothing.
  const bool kept = state.session && state.session->delivery <= Delivery::storing;
  if (!kept || state.session->answers.empty()) return "";
  Draft draft{state.session->survey, state.session->id, state.session->month};
  Json json = Writer::to_json(draft);
  for (const auto& [code, answer] : state.session->answers)
    json["answers"][code] = std::visit([](const auto& value) { return Json(value); }, answer);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Outcome apply(const content::Pack& pack, State state, const Resume& action) {
  auto parsed = parse_json("draft", action.draft);
  if (!std::holds_alternative<Json>(parsed) || !std::get<Json>(parsed).is_object()) return {.state = std::move(state)};
  Json& json = std::get<Json>(parsed);
  Json answers = json.value("answers", Json::object());
  json.erase("answers");
  Problems problems;
  Draft draft;
  Reader(json, "", problems).read(json, "", draft, Rule::any);
  const content::Survey* survey = content::find(pack.surveys, draft.survey);
  if (!problems.empty() || !survey || !survey::is_uuid(draft.id) || !answers.is_object())
    return {.state = std::move(state)};
  Session session{.survey = draft.survey, .id = draft.id, .month = draft.month};
  for (const auto& [code, value] : answers.items()) {
    const content::Question* question = survey::find_question(*survey, code);
    survey::Answer answer;
    if (value.is_array()) {
      survey::Codes codes;
      for (const Json& one : value) codes.push_back(one.is_string() ? one.get<std::string>() : std::string());
      answer = std::move(codes);
    } else if (value.is_string()) {
      answer = value.get<std::string>();
    } else {
      continue;
    }
    // Words that are too long were a person's all the same: they stay, to be made shorter.
    const std::optional<survey::Fault> fault =
        question ? survey::fault_of(*question, answer) : survey::Fault::wrong_shape;
    if (!fault || *fault == survey::Fault::too_long || *fault == survey::Fault::too_many)
      session.answers[code] = std::move(answer);
  }
  state.session = std::move(session);
  return {.state = std::move(state)};
}

}  // namespace roadshow::page
