// Pack and state to page. Pure: no clock, no network, no globals.
#pragma once

#include "page/node.hpp"
#include "page/state.hpp"

namespace roadshow::page {

Page build(const content::Pack& pack, const State& state);

// The page that stands in for everything when the content cannot be read: what happened, what still works, and the
// problems for whoever looks after the content. English, since the words of the pack are what is missing.
Page build_trouble(const Problems& problems);

}  // namespace roadshow::page
