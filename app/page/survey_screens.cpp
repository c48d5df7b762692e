// The screens around the questions of a survey: start, the list of answers, and after sending.
#include <algorithm>

#include "page/screens.hpp"

namespace roadshow::page {
namespace {

using content::Survey;
using figures::Paint;
using figures::Symbol;

const Survey& survey_of(const Pack& pack, const State& state) { return *content::find(pack.surveys, state.route.id); }

std::string label_of(const content::Question& question, const std::string& code) {
  if (const auto* ranking = std::get_if<content::Ranking>(&question.kind); ranking && code == survey::same_code)
    return ranking->same_label;
  for (const auto* option : survey::options_of(question)) {
    if (option->code == code) return option->label;
  }
  return code;
}

// An answer as one line: labels for codes, places for a ranking.
std::string answer_words(const content::Question& question, const survey::Answer& answer) {
  if (const auto* one = std::get_if<std::string>(&answer))
    return std::holds_alternative<content::FreeText>(question.kind) ? *one : label_of(question, *one);
  const bool ranked = std::holds_alternative<content::Ranking>(question.kind);
  std::string words;
  int place = 0;
  for (const std::string& code : std::get<survey::Codes>(answer)) {
    if (!words.empty()) words += ", ";
    if (ranked) words += std::to_string(++place) + " ";
    words += label_of(question, code);
  }
  return words;
}

Node answer_row(const Pack& pack, const Survey& survey, const content::Question& question, size_t number,
                const survey::Answers& answers) {
  const auto answer = answers.find(question.code);
  const bool answered = answer != answers.end();
  Node row{.kind = Kind::description_row};
  Node term{.kind = Kind::term};
  term.text = std::to_string(number) + ". " + question.short_text;
  Node description{.kind = Kind::description, .look = answered ? Look::plain : Look::small};
  description.text = answered ? answer_words(question, answer->second) : pack.words[Word::not_answered];
  description.id = "answer-" + question.code;
  Node change = link("change-" + question.code, Look::link_quiet, pack.words[answered ? Word::change : Word::answer],
                     path_of({.screen = Screen::question, .id = survey.id, .question = question.code}));
  change.name = content::fill(pack.words[answered ? Word::change_named : Word::answer_named],
                              {{"question", question.short_text}});
  Node action{.kind = Kind::description};
  action.children = nodes(std::move(change));
  row.children = nodes(std::move(term), std::move(description), std::move(action));
  return row;
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

Body survey_start_screen(const Pack& pack, const State& state) {
  const Survey& survey = survey_of(pack, state);
  Nodes points;
  for (const std::string& point : survey.intro)
    points.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::body, point))));
  const bool begun = state.session && state.session->survey == survey.id && !state.session->answers.empty();
  return {
      survey.title,
      nodes(back_link("back", pack.words[Word::home], "/"), main_heading(Look::heading_1, survey.title),
            paragraph(Look::lead, survey.lead),
            group(Look::columns_reading,
                  nodes(group(Look::stack,
                              nodes(group(Kind::list, Look::bullets, std::move(points)),
                                    button("start", Look::button_primary,
                                           pack.words[begun ? Word::survey_resume : Word::survey_start], Continue{}))),
                        group(Kind::aside, Look::inset, nodes(paragraph(Look::body, survey.privacy))))))};
}

Body check_screen(const Pack& pack, const State& state) {
  const Survey& survey = survey_of(pack, state);
  const survey::Answers none;
  const survey::Answers& answers = state.session ? state.session->answers : none;
  const auto questions = survey::route(survey, answers);
  Nodes rows;
  for (size_t i = 0; i < questions.size(); ++i) rows.push_back(answer_row(pack, survey, *questions[i], i + 1, answers));
  const bool storing = state.session && state.session->delivery == Delivery::storing;
  Node back = back_link("back", pack.words[Word::back],
                        path_of({.screen = Screen::question, .id = survey.id, .question = questions.back()->code}));
  back.look = Look::button_outline;
  Node send = button("send", Look::button_primary, pack.words[storing ? Word::sending : Word::send], Submit{});
  send.disabled = storing;
  return {pack.words[Word::check_title],
          nodes(main_heading(Look::heading_1, pack.words[Word::check_title]),
                paragraph(Look::lead, pack.words[Word::check_lead]),
                group(Look::columns_reading,
                      nodes(group(Kind::description_list, Look::answers, std::move(rows)),
                            group(Kind::aside, Look::inset, nodes(paragraph(Look::body, survey.privacy))))),
                group(Look::action_bar, nodes(std::move(back), std::move(send))))};
}

Body done_screen(const Pack& pack, const State& state) {
  const Survey& survey = survey_of(pack, state);
  const Delivery delivery = state.session ? state.session->delivery : Delivery::none;
  const bool sent = delivery == Delivery::sent;
  const bool parked = delivery == Delivery::parked;
  const Word title = sent ? Word::done_title : parked ? Word::parked_title : Word::saved_title;
  const Word lead = sent ? Word::done_lead : parked ? Word::parked_lead : Word::saved_lead;

  Node reference{.kind = Kind::paragraph, .look = Look::reference};
  reference.id = "reference";
  reference.text = state.session ? survey::reference(state.session->id) : "";
  Node label = paragraph(Look::label, pack.words[Word::reference]);
  Node hills = picture("done-hills", figures::Hills{true});
  hills.look = Look::hero_picture;
  Node head = group(
      Look::confirmation,
      nodes(group(Look::hero_text, nodes(main_heading(Look::home_heading, pack.words[title]),
                                         group(Look::reference_line, nodes(std::move(label), std::move(reference))),
                                         paragraph(Look::label, pack.words[lead]))),
            std::move(hills)));
  Nodes stages;
  for (size_t i = 0; i < survey.next.size(); ++i) stages.push_back(stage(pack, survey.next[i], sent && i == 0));
  Node next = group(Kind::section, Look::stack,
                    nodes(heading(2, Look::heading_2, pack.words[Word::what_next]),
                          group(Kind::numbered_list, Look::route, std::move(stages))));
  Node said =
      group(Kind::section, Look::you_said,
            nodes(heading(2, Look::heading_2, pack.words[Word::you_said_title]),
                  heading(3, Look::said_label, pack.words[Word::you_said]),
                  paragraph(Look::label, survey.you_said.said), heading(3, Look::did_label, pack.words[Word::we_did]),
                  paragraph(Look::label, survey.you_said.did), paragraph(Look::small, survey.you_said.source)));
  Node side = group(Look::side,
                    nodes(std::move(said), button("finish", Look::button_blue, pack.words[Word::finish], Finish{})));
  return {pack.words[title],
          nodes(std::move(head), group(Look::columns_done, nodes(std::move(next), std::move(side))))};
}

}  // namespace roadshow::page
