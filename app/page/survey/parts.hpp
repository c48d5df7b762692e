// What the steps of a survey and its sending share.
#pragma once

#include "page/survey/steps.hpp"

namespace roadshow::page {

// The survey of this session; none without a session.
const content::Survey* survey_of(const content::Pack& pack, const State& state);

bool is_under_way(const Session& session);

// A session with the names that came last; none where none came, since no name may be used twice.
std::optional<Session> begin_session(State& state, const std::string& survey);

// The words for an answer that cannot go on; empty when it can.
std::string error_of(const content::Pack& pack, const content::Question& question, const survey::Answers& answers);

// Puts what is wrong with the contact details beside their field, if anything is.
bool has_contact_error(const content::Pack& pack, Session& session);

}  // namespace roadshow::page
