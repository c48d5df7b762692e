// The last check of the answers, the response that is made of them, and what becomes of it.
#include "content/plural.hpp"
#include "content/words.hpp"
#include "page/survey_parts.hpp"
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

Outcome deliver(State state, const std::string& id, Delivery delivery) {
  // Late news takes a receipt not back.
  if (state.session && state.session->id == id && state.session->delivery != Delivery::none &&
      state.session->delivery != Delivery::sent)
    state.session->delivery = delivery;
  return {.state = std::move(state)};
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
  survey::Response response{.id = session.id,
                            .pack = pack.info.id,
                            .survey = survey->id,
                            .version = survey->version,
                            .definition = survey::definition_digest(*survey),
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
  for (const auto* question : survey::route(*survey, session.answers)) response.asked.push_back(question->code);
  if (!session.secret.empty())
    survey::keep_apart(response, *survey, session.secret, {session.equality, session.email, session.phone});
  session.delivery = Delivery::storing;
  Outcome outcome{.state = std::move(state)};
  outcome.post = Post{response.id, survey::canonical(response)};
  outcome.say = pack.words[Word::storing];
  return outcome;
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

}  // namespace roadshow::page
