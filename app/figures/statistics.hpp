// What figures say: how a value compares with its target, and a list of people as 1,000.
#pragma once

#include <string_view>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::figures {

enum class Standing { not_published, no_target, better, meets, worse };

struct Comparison {
  Standing standing = Standing::no_target;
  double gap = 0;  // distance from the target in the unit of the measure, never negative
};

// `value` may be null: no entry at all counts as not published. Compared at one decimal place, as printed.
Comparison compare(const content::Measure& measure, const content::Value* value);

// How many of 1,000 people each group of a story is, for the whole area; adds up to 1,000. A percentage is taken as
// printed; a count as a share of `story.whole`. Each term is rounded before it is taken from another, so that the
// groups agree with the rounded figures in the text.
std::vector<int> people_of_thousand(const content::Pack& pack, const content::DotStory& story);

// How many of 1,000 the target of the story asks for (920 for 92%); 0 without a target.
int target_of_thousand(const content::Pack& pack, const content::DotStory& story);

}  // namespace roadshow::figures
