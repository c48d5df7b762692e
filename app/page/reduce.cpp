#include "page/reduce.hpp"

#include "page/survey_steps.hpp"

namespace roadshow::page {
namespace {

bool is_survey(Screen screen) { return screen >= Screen::survey_start && screen <= Screen::done; }

Outcome apply(const content::Pack& pack, State state, const Visit& action) {
  const Route before = state.route;
  state.route = parse_route(pack, action.path);
  if (is_survey(state.route.screen)) enter_survey(pack, action, before.screen, state);
  Outcome outcome{.state = std::move(state)};
  const Route& now = outcome.state.route;
  // Another step or place of the same screen is a change on the page, not a new page: the focus stays on the control.
  const bool same_screen = before.screen == now.screen && before.id == now.id && before.question == now.question;
  if (!same_screen) outcome.focus = heading_id;
  return outcome;
}

Outcome apply(const content::Pack& /*pack*/, State state, const ShowTable& action) {
  state.table = action.table;
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const SetLayout& action) {
  state.layout = action.layout;
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const SetTextSize& action) {
  state.text_size = action.percent;
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Toggle& action) {
  if (action.open) {
    state.open.insert(action.id);
  } else {
    state.open.erase(action.id);
  }
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Queue& action) {
  state.waiting = action.waiting;
  return {.state = std::move(state)};
}

}  // namespace

Outcome reduce(const content::Pack& pack, State state, const Action& action) {
  return std::visit([&](const auto& one) { return apply(pack, std::move(state), one); }, action);
}

}  // namespace roadshow::page
