// The part of reduce() that answers a survey.
#pragma once

#include "page/reduce.hpp"

namespace roadshow::page {

// Puts the visitor on a screen of a survey: starts a session where there is none, and leads away from screens that
// this session has not reached.
void enter_survey(const content::Pack& pack, const Visit& visit, Screen from, State& state);

Outcome apply(const content::Pack& pack, State state, const Choose& action);
Outcome apply(const content::Pack& pack, State state, const Write& action);
Outcome apply(const content::Pack& pack, State state, const MoveUp& action);
Outcome apply(const content::Pack& pack, State state, const MoveDown& action);
Outcome apply(const content::Pack& pack, State state, const MoveTo& action);
Outcome apply(const content::Pack& pack, State state, const RankSame& action);
Outcome apply(const content::Pack& pack, State state, const Continue& action);
Outcome apply(const content::Pack& pack, State state, const Skip& action);
Outcome apply(const content::Pack& pack, State state, const Submit& action);
Outcome apply(const content::Pack& pack, State state, const Finish& action);
Outcome apply(const content::Pack& pack, State state, const Stored& action);
Outcome apply(const content::Pack& pack, State state, const Sent& action);
Outcome apply(const content::Pack& pack, State state, const Deferred& action);
Outcome apply(const content::Pack& pack, State state, const Parked& action);
Outcome apply(const content::Pack& pack, State state, const Resume& action);

// The order a ranking shows: the answer, or the order of the content while there is none.
survey::Codes shown_order(const content::Question& question, const survey::Answers& answers);

}  // namespace roadshow::page
