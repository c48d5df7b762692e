#include "page/reduce.hpp"

#include "page/fetching.hpp"
#include "page/language.hpp"
#include "page/survey/steps.hpp"

namespace roadshow::page {
namespace {

bool is_survey(Screen screen) { return screen >= Screen::survey_start && screen <= Screen::form; }

Outcome apply(const content::Pack& pack, State state, const Visit& action) {
  const Route before = state.route;
  if (!action.fresh_id.empty()) state.fresh = {action.fresh_id, action.today, action.fresh_secret};
  state.route = parse_route(pack, action.path);
  state.open.erase("menu");  // of the page before
  if (state.route.screen != Screen::withdraw) state.withdrawing = {};
  if (is_survey(state.route.screen)) enter_survey(pack, before.screen, state);
  Outcome outcome{.state = std::move(state)};
  const Route& now = outcome.state.route;
  // Another step or place of the same screen is a change on the page, not a new page: the focus stays on the control.
  const bool same_screen = before.screen == now.screen && before.id == now.id && before.question == now.question;
  if (!same_screen) outcome.focus = heading_id;
  enter_fetching(before, outcome);
  return outcome;
}

Outcome apply(const content::Pack& /*pack*/, State state, const ShowTable& action) {
  state.table = action.table;
  return {.state = std::move(state)};
}

// A wish that cannot be met is answered in words.
Outcome yielding(const content::Pack& pack, State state) {
  std::string say = layout_note(pack, state);
  return {.state = std::move(state), .say = std::move(say)};
}

Outcome apply(const content::Pack& pack, State state, const SetLayout& action) {
  if (stage_offered(pack)) state.layout = action.layout;
  return yielding(pack, std::move(state));
}

Outcome apply(const content::Pack& pack, State state, const Device& action) {
  if (action.need == state.need) return {.state = std::move(state)};
  state.need = action.need;
  return yielding(pack, std::move(state));
}

Outcome apply(const content::Pack& /*pack*/, State state, const SetTextSize& action) {
  state.text_size = action.percent;
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Voices& action) {
  state.can_listen = action.able;
  if (!action.able) state.reading = Reading::off;
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Listen& action) {
  if (state.reading == Reading::off) state.left_out = false;
  if (state.can_listen) state.reading = action.to;
  state.open.erase("menu");  // it lies over what is read
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const LeftOut& /*action*/) {
  state.left_out = state.reading != Reading::off;
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

Outcome apply(const content::Pack& /*pack*/, State state, const Fresh& action) {
  state.fresh = action;
  return {.state = std::move(state)};
}

}  // namespace

std::string layout_note(const content::Pack& pack, const State& state) {
  if (state.layout == layout_of(state)) return "";
  using content::Word;
  constexpr Word reasons[] = {Word::need_forced_colours, Word::need_contrast, Word::need_dark,
                              Word::need_spacing,        Word::need_room,     Word::need_drawing};
  return content::fill(pack.words[Word::view_yields],
                       {{"reason", pack.words[reasons[static_cast<size_t>(state.need)]]}});
}

Outcome reduce(const content::Pack& pack, State state, const Action& action) {
  const Route before = state.route;
  Outcome outcome = std::visit([&](const auto& one) { return apply(pack, std::move(state), one); }, action);
  // Another screen is another thing to say.
  if (path_of(before) != path_of(outcome.state.route)) {
    outcome.state.reading = Reading::off;
    outcome.state.did = {};
    outcome.state.open.erase(start_again_id);
  }
  return outcome;
}

}  // namespace roadshow::page
