// Taking answers back without the program: the endpoint makes these pages (server/handlers/withdrawals.hpp). The screen
// is that of the program, withdraw_screen().
#pragma once

#include "content/pack.hpp"
#include "page/node.hpp"
#include "page/state.hpp"

namespace roadshow::page {

Page withdraw_page(const content::Pack& pack, const Withdrawing& withdrawing);

// Whether what was typed is no reference and code. What to do about it then stands in `withdrawing`.
bool has_mistake(const content::Pack& pack, Withdrawing& withdrawing);
// It could not be done now, and nothing was deleted.
void say_later(const content::Pack& pack, Withdrawing& withdrawing);

}  // namespace roadshow::page
