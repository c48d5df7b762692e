#include "page/prerender.hpp"

namespace roadshow::page {
namespace {

// Whether a question is asked of someone who has not answered anything.
bool is_open(const content::Pack& pack, const Route& route) {
  const content::Survey& survey = *content::find(pack.surveys, route.id);
  return survey::is_asked(*survey::find_question(survey, route.question), {});
}

}  // namespace

Page prerender(const content::Pack& pack, std::string_view path) {
  State state;
  state.route = parse_route(pack, path);
  // Nobody has answered yet: the list of answers, the confirmation and questions that depend on an answer are still the
  // start of the survey.
  const Screen screen = state.route.screen;
  if (screen == Screen::check || screen == Screen::done || (screen == Screen::question && !is_open(pack, state.route)))
    state.route = {.screen = Screen::survey_start, .id = state.route.id};
  if (state.route.screen == Screen::question) state.session = Session{.survey = state.route.id};
  return build(pack, state);
}

}  // namespace roadshow::page
