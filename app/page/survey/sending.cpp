// The last check of the answers, the response that is made of them, and what becomes of it.
#include "content/plural.hpp"
#include "content/words.hpp"
#include "page/survey/parts.hpp"
#include "survey/contact.hpp"
#include "survey/definition.hpp"

namespace roadshow::page {

using content::Word;

const content::Survey* survey_of(const content::Pack& pack, const State& state) {
  return state.session ? content::find(pack.surveys, state.session->survey) : nullptr;
}

bool is_under_way(const Session& session) { return session.delivery == Delivery::none; }

// All questions can be skipped, so only an answer that was begun, or "Continue" on an untouched choice, is worth a
// word.
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
    return content::counted(pack.words[Word::too_many_error], pack.info.language,
                            std::to_string(std::get<content::MultipleChoice>(question.kind).at_most));
  }
  if (*fault == survey::Fault::too_long) {
    return content::counted(pack.words[Word::too_long_error], pack.info.language,
                            std::to_string(std::get<content::FreeText>(question.kind).max_length));
  }
  return pack.words[Word::choose_one_error];
}

bool has_contact_error(const content::Pack& pack, Session& session) {
  session.email = survey::without_ends(session.email);
  session.phone = survey::without_ends(session.phone);
  session.error.clear();
  if (!session.email.empty() && !survey::is_email(session.email)) {
    session.error = pack.words[Word::contact_email_error];
    session.error_at = email_field;
  } else if (!session.phone.empty() && !survey::is_phone(session.phone)) {
    session.error = pack.words[Word::contact_phone_error];
    session.error_at = phone_field;
  }
  return !session.error.empty();
}

namespace {

// An answer that would be refused is put right first: words that are too long, left by way of an address. True when
// there is one; then its screen is shown.
bool leads_to_fault(const content::Pack& pack, const content::Survey& survey, Screen screen,
                    const survey::Answers& answers, State& state) {
  for (const auto& [code, answer] : answers) {
    const content::Question& question = *survey::find_question(questions_of(survey, screen), code);
    if (!survey::fault_of(question, answer)) continue;
    state.session->error = error_of(pack, question, answers);
    state.session->from_check = true;
    state.route = {.screen = screen, .id = survey.id, .question = code};
    return true;
  }
  return false;
}

// The response as it is sent, under the name that the session has now.
Post post_of(const content::Pack& pack, const content::Survey& survey, State& state) {
  Session& session = *state.session;
  survey::Response response{.id = session.id,
                            .pack = pack.info.id,
                            .survey = survey.id,
                            .version = survey.version,
                            .definition = survey::definition_digest(survey),
                            .language = pack.info.language,
                            .channel = "web",
                            .layout = layout_of(state) == Layout::stage ? "stage" : "flow",
                            .month = session.month,
                            .asked = {},
                            .answers = session.answers,
                            .equality = {},
                            .contact = {},
                            .salt = "",
                            .withdrawal = ""};
  for (const auto* question : survey::route(survey, session.answers)) response.asked.push_back(question->code);
  if (!session.secret.empty())
    survey::keep_apart(response, survey, session.secret, {session.equality, session.email, session.phone});
  session.delivery = Delivery::storing;
  session.kept = false;
  session.body = survey::canonical(response);
  return {session.id, session.body, ""};
}

// The session that the news is about, if it is still on its way: late news takes a receipt not back.
Session* awaiting(State& state, const std::string& id) {
  if (!state.session || state.session->id != id || is_under_way(*state.session)) return nullptr;
  return state.session->delivery == Delivery::sent ? nullptr : &*state.session;
}

// It is out of the visitor's hands, wherever it is, so they move on.
Outcome deliver(State state, const std::string& id, Delivery delivery) {
  Session* session = awaiting(state, id);
  if (!session) return {.state = std::move(state)};
  session->delivery = delivery;
  const bool leave = state.route.screen == Screen::check;
  if (leave) state.route = {.screen = Screen::done, .id = session->survey};
  return {.state = std::move(state), .focus = leave ? heading_id : ""};
}

Outcome held(State state, const std::string& id, bool kept) {
  Session* session = awaiting(state, id);
  if (!session) return {.state = std::move(state)};
  session->kept = kept;
  const Delivery delivery = session->delivery == Delivery::parked ? Delivery::parked : Delivery::waiting;
  return deliver(std::move(state), id, delivery);
}

}  // namespace

Outcome apply(const content::Pack& pack, State state, const Submit& /*action*/) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || state.route.screen != Screen::check || !is_under_way(*state.session))
    return {.state = std::move(state)};
  Session& session = *state.session;
  session.answers = survey::on_route(*survey, session.answers);
  if (survey->equality) session.equality = survey::on_route(survey->equality->questions, session.equality);
  if (leads_to_fault(pack, *survey, Screen::question, session.answers, state) ||
      leads_to_fault(pack, *survey, Screen::equality, session.equality, state))
    return {.state = std::move(state), .focus = error_summary_id};
  if (has_contact_error(pack, session)) {
    session.from_check = true;
    state.route = {.screen = Screen::contact, .id = survey->id};
    return {.state = std::move(state), .focus = error_summary_id};
  }
  Outcome outcome;
  outcome.post = post_of(pack, *survey, state);
  outcome.state = std::move(state);
  outcome.say = pack.words[Word::storing];
  return outcome;
}

Outcome apply(const content::Pack& /*pack*/, State state, const Stored& action) {
  return held(std::move(state), action.id, true);
}

Outcome apply(const content::Pack& /*pack*/, State state, const Unkept& action) {
  return held(std::move(state), action.id, false);
}

Outcome apply(const content::Pack& pack, State state, const Sent& action) {
  const bool shown = state.route.screen == Screen::done && awaiting(state, action.id);
  Outcome outcome = deliver(std::move(state), action.id, Delivery::sent);
  if (shown) outcome.say = pack.words[Word::done_title];
  return outcome;
}

Outcome apply(const content::Pack& /*pack*/, State state, const Parked& action) {
  return deliver(std::move(state), action.id, Delivery::parked);
}

// Two pages had one draft, as when a tab is duplicated: these answers get a reference and a code of their own, once.
Outcome apply(const content::Pack& pack, State state, const Conflict& action) {
  const content::Survey* survey = survey_of(pack, state);
  if (!survey || state.session->id != action.id || state.fresh.id.empty()) return {.state = std::move(state)};
  const bool under_way = is_under_way(*state.session);
  if (!under_way && (!awaiting(state, action.id) || state.session->renewed || state.session->body.empty()))
    return {.state = std::move(state)};
  const Session named = *begin_session(state, survey->id);
  Session& session = *state.session;
  session.id = named.id;
  if (!named.secret.empty()) session.secret = named.secret;
  session.renewed = !under_way;
  Outcome outcome;
  if (!under_way) {
    outcome.post = post_of(pack, *survey, state);
    outcome.post->instead = action.id;
    if (state.route.screen == Screen::done) outcome.say = pack.words[Word::renewed];
  }
  outcome.state = std::move(state);
  return outcome;
}

}  // namespace roadshow::page
