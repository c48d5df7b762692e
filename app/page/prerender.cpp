#include "page/prerender.hpp"

#include "page/language.hpp"
#include "page/make.hpp"
#include "page/survey/finish.hpp"

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
  // Nobody has answered yet: what comes after the questions, and questions that depend on an answer, are still the
  // start of the survey.
  const Screen screen = state.route.screen;
  if ((screen >= Screen::equality_start && screen <= Screen::form) ||
      (screen == Screen::question && !is_open(pack, state.route)))
    state.route = {.screen = Screen::survey_start, .id = state.route.id};
  if (state.route.screen == Screen::question) state.session = Session{.survey = state.route.id};
  return build(pack, state);
}

Page trouble_note(const content::Pack& pack, std::string_view path) {
  using content::Word;
  Node note = group(Kind::paragraph, Look::banner_orange, {});
  note.id = "trouble-note";
  Node words{.kind = Kind::text};
  words.text = pack.words[Word::core_trouble];
  note.children.push_back(std::move(words));
  const Route route = parse_route(pack, path);
  const content::Survey* survey = content::find(pack.surveys, route.id);
  if (!survey && !pack.surveys.empty()) survey = &pack.surveys.front();
  if (survey) {
    Node space{.kind = Kind::text};
    space.text = " ";
    note.children.push_back(std::move(space));
    note.children.push_back(link("trouble-form", Look::plain, pack.words[Word::form_link],
                                 path_of({.screen = Screen::form, .id = survey->id})));
  }
  Page page{.title = "", .path = "", .root = group(Kind::page, Look::plain, nodes(std::move(note)))};
  localise(pack, page);
  finish(page);
  return page;
}

}  // namespace roadshow::page
