// The part of reduce() that asks the endpoint and takes its answers.
#pragma once

#include "page/reduce.hpp"
#include "page/results/results.hpp"

namespace roadshow::page {

// Asks for what the screen shows, and forgets what belonged to another.
void enter_fetching(const Route& before, Outcome& outcome);

Outcome apply(const content::Pack& pack, State state, const Ask& action);
Outcome apply(const content::Pack& pack, State state, const Fetched& action);
Outcome apply(const content::Pack& pack, State state, const Edit& action);
Outcome apply(const content::Pack& pack, State state, const Mark& action);

}  // namespace roadshow::page
