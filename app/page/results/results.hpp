// The results of a survey and the answers in words: what the two screens share.
#pragma once

#include "page/screens.hpp"
#include "survey/results.hpp"

namespace roadshow::page {

// What is asked of the endpoint for a screen: the name in Ask, Fetch and Fetched.
std::string results_name(std::string_view survey);  // "results/icp-strategy"
std::string texts_name(std::string_view survey);    // "texts/icp-strategy"

// The side of the results: who answered against who lives here, and when.
Node reach_panel(const Pack& pack, const State& state, const content::Survey& survey, const survey::Results& results);

}  // namespace roadshow::page
