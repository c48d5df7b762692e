// The screens around the questions of a survey: start, the list of answers, and after sending.
#include "page/screens.hpp"

#include <algorithm>

#include "page/survey/questions/choices.hpp"
#include "page/survey/steps.hpp"
#include "survey/secret.hpp"

namespace roadshow::page {
namespace {

using content::Survey;
using figures::Paint;
using figures::Symbol;

const Survey& survey_of(const Pack& pack, const State& state) { return *content::find(pack.surveys, state.route.id); }

Node answer_words(const content::Question& question, const survey::Answer& answer) {
  return by_kind(question, [&](auto view, const auto& kind) { return view.words(question, kind, answer); });
}

// One answer, with the link that changes it. `what` is in two or three words; `words` are empty without an answer.
Node row_of(const Pack& pack, const std::string& id, const std::string& what, const std::string& number, Nodes words,
            const Route& where) {
  if (words.size() == 1 && words[0].text.empty()) words.clear();
  const bool answered = !words.empty();
  Node row{.kind = Kind::description_row};
  Node term{.kind = Kind::term};
  term.text = number + what;
  Node description{.kind = Kind::description, .look = answered ? Look::plain : Look::small};
  if (words.size() == 1) {
    description.text = std::move(words[0].text);
    description.typed = words[0].typed;
  } else if (answered) {
    description.children = std::move(words);
  } else {
    description.text = pack.words[Word::not_answered];
  }
  description.id = "answer-" + id;
  Node change =
      link("change-" + id, Look::link_quiet, pack.words[answered ? Word::change : Word::answer], path_of(where));
  change.name = content::fill(pack.words[answered ? Word::change_named : Word::answer_named], {{"question", what}});
  Node action{.kind = Kind::description};
  action.children = nodes(std::move(change));
  row.children = nodes(std::move(term), std::move(description), std::move(action));
  return row;
}

// The answers of one part: of the survey itself, or about equality.
Node answer_rows(const Pack& pack, const Survey& survey, Screen screen, const survey::Answers& answers) {
  Nodes rows;
  for (const auto* question : survey::route(questions_of(survey, screen), answers)) {
    const auto answer = answers.find(question->code);
    rows.push_back(row_of(pack, question->code, question->short_text, std::to_string(rows.size() + 1) + ". ",
                          answer == answers.end() ? Nodes() : nodes(answer_words(*question, answer->second)),
                          {.screen = screen, .id = survey.id, .question = question->code}));
  }
  return group(Kind::description_list, Look::answers, std::move(rows));
}

// What is kept apart, each under a heading of its own; nothing when this session is not offered it.
void add_parts_kept_apart(const Pack& pack, const Survey& survey, const Session& session, Nodes& list) {
  if (offers_equality(survey, session)) {
    list.push_back(heading(2, Look::heading_2, survey.equality->title));
    list.push_back(paragraph(Look::small, pack.words[Word::equality_kept]));
    list.push_back(answer_rows(pack, survey, Screen::equality, session.equality));
  }
  if (offers_contact(survey, session)) {
    Nodes details;
    for (const std::string& one : {session.email, session.phone}) {
      if (one.empty()) continue;
      if (!details.empty()) details.push_back(plain_words(", "));
      details.push_back(typed(Kind::text, Look::plain, one));
    }
    list.push_back(heading(2, Look::heading_2, survey.contact->title));
    list.push_back(paragraph(Look::small, pack.words[Word::equality_kept]));
    list.push_back(group(Kind::description_list, Look::answers,
                         nodes(row_of(pack, "contact", pack.words[Word::contact_short], "", std::move(details),
                                      {.screen = Screen::contact, .id = survey.id}))));
  }
}

Node line(const Pack& pack, Word label, const char* id, std::string text) {
  Node value{.kind = Kind::paragraph, .look = Look::reference};
  value.id = id;
  value.text = std::move(text);
  return group(Look::reference_line, nodes(paragraph(Look::label, pack.words[label]), std::move(value)));
}

Node stage(const Pack& pack, const content::NextStage& stage, bool done) {
  Nodes children;
  if (done) children.push_back(icon(Symbol::check, Paint::white));
  Node title = heading(3, Look::label, stage.title);
  title.name = stage.title + ", " + pack.words[done ? Word::stage_done : Word::stage_ahead];
  children.push_back(std::move(title));
  children.push_back(paragraph(Look::label, stage.text));
  return group(Kind::item, done ? Look::route_stop_done : Look::route_stop, std::move(children));
}

}  // namespace

template <>
Body build_screen<Screen::survey_start>(const Pack& pack, const State& state) {
  const Survey& survey = survey_of(pack, state);
  Nodes points;
  for (const std::string& point : survey.intro)
    points.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::body, point))));
  const bool here = state.session && state.session->survey == survey.id;
  const bool begun = here && state.session->delivery == Delivery::none && !state.session->answers.empty();
  Node start =
      button("start", Look::button_primary, pack.words[begun ? Word::survey_resume : Word::survey_start], Continue{});
  start.submits = true;
  Nodes ways = nodes(group(Kind::list, Look::bullets, std::move(points)), std::move(start));
  if (begun) add_start_again(pack, state, ways);
  ways.push_back(link("withdraw", Look::link_quiet, pack.words[Word::withdraw_link], "/withdraw"));
  Nodes children = nodes(back_link("back", pack.words[Word::home], "/"), main_heading(Look::heading_1, survey.title),
                         paragraph(Look::lead, survey.lead));
  for (Node& note : unsent_note(pack, state)) children.push_back(std::move(note));
  if (here && state.session->delivery != Delivery::none) {
    const std::string told =
        content::fill(pack.words[Word::survey_given], {{"reference", survey::reference(state.session->id)}});
    children.push_back(group(
        Look::inset, nodes(paragraph(Look::body, told), link("given", Look::link_quiet, pack.words[Word::given_link],
                                                             path_of({.screen = Screen::done, .id = survey.id})))));
  }
  children.push_back(group(Look::columns_reading,
                           nodes(group(Look::stack, std::move(ways)),
                                 group(Kind::aside, Look::inset, nodes(paragraph(Look::body, survey.privacy))))));
  return {.title = survey.title,
          .children = std::move(children),
          .form = path_of({.screen = Screen::form, .id = survey.id})};
}

template <>
Body build_screen<Screen::check>(const Pack& pack, const State& state) {
  const Survey& survey = survey_of(pack, state);
  const Session& session = *state.session;
  const bool storing = session.delivery == Delivery::storing;
  Nodes list = nodes(answer_rows(pack, survey, Screen::question, session.answers));
  add_parts_kept_apart(pack, survey, session, list);
  Route before{
      .screen = Screen::question, .id = survey.id, .question = survey::route(survey, session.answers).back()->code};
  if (offers_equality(survey, session)) before = {.screen = Screen::equality_start, .id = survey.id};
  if (offers_contact(survey, session)) before = {.screen = Screen::contact, .id = survey.id};
  Node back = back_link("back", pack.words[Word::back], path_of(before));
  back.look = Look::button_outline;
  if (!storing) add_start_again(pack, state, list);
  Node send = button("send", Look::button_primary, pack.words[storing ? Word::sending : Word::send], Submit{});
  send.disabled = storing;
  return {pack.words[Word::check_title],
          nodes(main_heading(Look::heading_1, pack.words[Word::check_title]),
                paragraph(Look::lead, pack.words[Word::check_lead]),
                group(Look::columns_reading,
                      nodes(group(Look::stack, std::move(list)),
                            group(Kind::aside, Look::inset, nodes(paragraph(Look::body, survey.privacy))))),
                group(Look::action_bar, nodes(std::move(back), std::move(send))))};
}

namespace {

// What the confirmation may say: that the answers are saved, only once they are.
std::pair<Word, Word> words_of_delivery(const Session& session) {
  if (session.delivery == Delivery::sent) return {Word::done_title, Word::done_lead};
  if (session.delivery == Delivery::parked && !session.kept)
    return {Word::parked_unkept_title, Word::parked_unkept_lead};
  if (session.delivery == Delivery::parked) return {Word::parked_title, Word::parked_lead};
  if (!session.kept) return {Word::unkept_title, Word::unkept_lead};
  return {Word::saved_title, Word::saved_lead};
}

}  // namespace

template <>
Body build_screen<Screen::done>(const Pack& pack, const State& state) {
  static const Session nobody;
  const Session& session = state.session ? *state.session : nobody;
  const auto [title, lead] = words_of_delivery(session);
  const auto hand = [&](const char* what, Word word) {
    return button(what, Look::button_outline, pack.words[word], Hand{what});
  };
  Nodes ways;
  if (!session.secret.empty()) ways = nodes(hand("copy", Word::copy), hand("print", Word::print));
  if (session.delivery == Delivery::sent || session.kept) {
    if (!session.secret.empty()) ways.push_back(hand("save", Word::save_file));
  } else {
    ways.push_back(hand("save-unsent", Word::save_answers));
  }
  Nodes keeping = nodes(group(Look::row, std::move(ways)));
  if (keeping.front().children.empty()) keeping.clear();
  if (session.renewed) keeping.push_back(paragraph(Look::label, pack.words[Word::renewed]));
  for (Node& note : did_note(pack, state)) keeping.push_back(std::move(note));
  return confirmation(pack, survey_of(pack, state),
                      {.id = session.id,
                       .secret = session.secret,
                       .sent = session.delivery == Delivery::sent,
                       .title = title,
                       .lead = lead,
                       .ways = std::move(keeping),
                       .end = button("finish", Look::button_blue, pack.words[Word::finish], Finish{})});
}

Body confirmation(const Pack& pack, const Survey& survey, Confirmation told) {
  Nodes withdraw;
  Nodes words = nodes(main_heading(Look::home_heading, pack.words[told.title]),
                      line(pack, Word::reference, "reference", told.id.empty() ? "" : survey::reference(told.id)));
  if (!told.secret.empty()) {
    words.push_back(line(pack, Word::code, "code", survey::code_of(told.secret)));
    words.push_back(paragraph(Look::label, pack.words[Word::keep_these]));
    withdraw = nodes(link("withdraw", Look::link_quiet, pack.words[Word::withdraw_link], "/withdraw"));
  }
  words.push_back(paragraph(Look::label, pack.words[told.lead]));
  for (Node& way : told.ways) words.push_back(std::move(way));
  Node hills = picture("done-hills", figures::Hills{true});
  hills.look = Look::hero_picture;
  Node head = group(Look::confirmation, nodes(group(Look::hero_text, std::move(words)), std::move(hills)));
  Nodes stages;
  for (size_t i = 0; i < survey.next.size(); ++i) stages.push_back(stage(pack, survey.next[i], told.sent && i == 0));
  Node next = group(Kind::section, Look::stack,
                    nodes(heading(2, Look::heading_2, pack.words[Word::what_next]),
                          group(Kind::numbered_list, Look::route, std::move(stages))));
  Node said =
      group(Kind::section, Look::you_said,
            nodes(heading(2, Look::heading_2, pack.words[Word::you_said_title]),
                  heading(3, Look::said_label, pack.words[Word::you_said]),
                  paragraph(Look::label, survey.you_said.said), heading(3, Look::did_label, pack.words[Word::we_did]),
                  paragraph(Look::label, survey.you_said.did), paragraph(Look::small, survey.you_said.source)));
  Node side = group(Look::side, nodes(std::move(told.end)));
  if (survey.results.open)
    side.children.push_back(link("results", Look::link_quiet, pack.words[Word::results_link],
                                 path_of({.screen = Screen::results, .id = survey.id})));
  for (Node& way : withdraw) side.children.push_back(std::move(way));
  side.children.push_back(std::move(said));
  return {pack.words[told.title],
          nodes(std::move(head), group(Look::columns_done, nodes(std::move(next), std::move(side))))};
}

}  // namespace roadshow::page
