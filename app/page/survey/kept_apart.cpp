// The screens for what is kept apart from the answers: before the equality questions, and for contact details.
#include "page/screens.hpp"
#include "page/survey/steps.hpp"

namespace roadshow::page {
namespace {

Nodes paragraphs(const std::vector<std::string>& texts) {
  Nodes list;
  for (const std::string& text : texts) list.push_back(paragraph(Look::body, text));
  return list;
}

// Back, on, and the quiet way past.
Node bar(const Pack& pack, const Route& before, Word on, Node skip) {
  Node back = back_link("back", pack.words[Word::back], path_of(before));
  back.look = Look::button_outline;
  return group(
      Look::action_bar,
      nodes(std::move(back), button("continue", Look::button_primary, pack.words[on], Continue{}), std::move(skip)));
}

Route last_question(const content::Survey& survey, const Session& session) {
  return {.screen = Screen::question, .id = survey.id, .question = survey::route(survey, session.answers).back()->code};
}

}  // namespace

template <>
Body build_screen<Screen::equality_start>(const Pack& pack, const State& state) {
  const content::Survey& survey = *content::find(pack.surveys, state.route.id);
  Nodes children = nodes(main_heading(Look::heading_1, survey.equality->title));
  children.push_back(group(Look::reading, paragraphs(survey.equality->why)));
  add_start_again(pack, state, children);
  children.push_back(bar(pack, last_question(survey, *state.session), Word::equality_start,
                         button("skip-all", Look::link_quiet, pack.words[Word::equality_skip], SkipAll{})));
  return {survey.equality->title, std::move(children)};
}

template <>
Body build_screen<Screen::contact>(const Pack& pack, const State& state) {
  const content::Survey& survey = *content::find(pack.surveys, state.route.id);
  const Session& session = *state.session;
  const content::ContactOffer& offer = *survey.contact;
  Nodes children;
  if (!session.error.empty()) children.push_back(error_box(pack, session.error, session.error_at));
  children.push_back(main_heading(Look::heading_1, offer.title));
  Nodes form = paragraphs(offer.why);
  const auto add = [&](const Labelled& field, const std::string& value) {
    for (Node& node : labelled_field(pack, field, value, session.error_at == field.id ? session.error : ""))
      form.push_back(std::move(node));
  };
  add({email_field, Word::contact_email, Word::contact_email_hint, Field::email}, session.email);
  add({phone_field, Word::contact_phone, Word::contact_phone_hint, Field::phone}, session.phone);
  form.push_back(group(Look::inset, nodes(paragraph(Look::body, offer.consent))));
  children.push_back(group(Look::reading, std::move(form)));

  Route before = last_question(survey, session);
  if (offers_equality(survey, session)) before = {.screen = Screen::equality_start, .id = survey.id};
  if (session.from_check) before = {.screen = Screen::check, .id = survey.id};
  add_start_again(pack, state, children);
  children.push_back(bar(pack, before, Word::continue_button,
                         button("skip", Look::link_quiet, pack.words[Word::contact_skip], Skip{})));
  return {session.error.empty() ? offer.title : pack.words[Word::error_prefix] + " " + offer.title,
          std::move(children)};
}

}  // namespace roadshow::page
