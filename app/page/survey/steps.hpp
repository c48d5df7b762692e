// The part of reduce() that answers a survey.
#pragma once

#include "page/reduce.hpp"
#include "survey/contact.hpp"

namespace roadshow::page {

// Puts the visitor on a screen of a survey: starts a session where there is none, and leads away from screens that
// this session has not reached.
void enter_survey(const content::Pack& pack, Screen from, State& state);

Outcome apply(const content::Pack& pack, State state, const Choose& action);
Outcome apply(const content::Pack& pack, State state, const Write& action);
Outcome apply(const content::Pack& pack, State state, const MoveUp& action);
Outcome apply(const content::Pack& pack, State state, const MoveDown& action);
Outcome apply(const content::Pack& pack, State state, const MoveTo& action);
Outcome apply(const content::Pack& pack, State state, const RankSame& action);
Outcome apply(const content::Pack& pack, State state, const Continue& action);
Outcome apply(const content::Pack& pack, State state, const Skip& action);
Outcome apply(const content::Pack& pack, State state, const SkipAll& action);
Outcome apply(const content::Pack& pack, State state, const Submit& action);
Outcome apply(const content::Pack& pack, State state, const StartAgain& action);
Outcome apply(const content::Pack& pack, State state, const Finish& action);
Outcome apply(const content::Pack& pack, State state, const Stored& action);
Outcome apply(const content::Pack& pack, State state, const Sent& action);
Outcome apply(const content::Pack& pack, State state, const Unkept& action);
Outcome apply(const content::Pack& pack, State state, const Conflict& action);
Outcome apply(const content::Pack& pack, State state, const Parked& action);
Outcome apply(const content::Pack& pack, State state, const Resume& action);

// What is on this device and not sent, and what the device does with it and with the code (unsent.cpp).
Outcome apply(const content::Pack& pack, State state, const Queue& action);
Outcome apply(const content::Pack& pack, State state, const Hand& action);
Outcome apply(const content::Pack& pack, State state, const Did& action);

// Taking answers back (withdraw.cpp).
Outcome apply(const content::Pack& pack, State state, const Withdraw& action);
Outcome apply(const content::Pack& pack, State state, const KeepAnswers& action);
inline constexpr const char* withdrawal_name = "withdrawal";  // in Fetch and Fetched
Outcome withdrawal_answered(const content::Pack& pack, State state, const Fetched& action);

// The questions that a screen asks from: those of the survey, or of its equality part.
const survey::Questions& questions_of(const content::Survey& survey, Screen screen);

// Whether this session may come to the screens of the equality questions and of the contact details: the survey has
// them, and there is a secret to make their keys from.
bool offers_equality(const content::Survey& survey, const Session& session);
bool offers_contact(const content::Survey& survey, const Session& session);

// The fields of the screen for contact details.
using survey::email_field;
using survey::phone_field;

// The fields of the screen for taking answers back.
inline constexpr const char* reference_field = "withdraw-reference";
inline constexpr const char* code_field = "withdraw-code";

// The order a ranking shows: the answer, or the order of the content while there is none.
survey::Codes shown_order(const content::Question& question, const survey::Answers& answers);

}  // namespace roadshow::page
