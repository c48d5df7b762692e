// One question a page. What an answer can and cannot change comes before the answers.
#include <algorithm>

#include "page/screens.hpp"
#include "page/survey_steps.hpp"

namespace roadshow::page {
namespace {

using content::Option;
using content::Question;
using figures::Paint;
using figures::Symbol;

constexpr const char* error_id = "error";
constexpr const char* hint_id = "hint";

struct Asked {
  const Pack& pack;
  const Question& question;
  const survey::Answers& answers;
  const std::string& error;

  const survey::Answer* answer() const {
    const auto found = answers.find(question.code);
    return found == answers.end() ? nullptr : &found->second;
  }
};

std::string control_id(const Asked& asked, const std::string& option) { return asked.question.code + "." + option; }

Node choice_row(const Asked& asked, const Option& option, Kind kind, Look look) {
  Node node{.kind = kind, .look = look};
  node.id = control_id(asked, option.code);
  node.text = option.label;
  node.value = option.code;
  node.checked = asked.answer() && survey::holds(*asked.answer(), option.code);
  node.action = Choose{asked.question.code, option.code, true};
  if (!option.note.empty()) {
    Node note{.kind = Kind::text, .look = Look::small};
    note.text = option.note;
    node.children.push_back(std::move(note));
  }
  return node;
}

Nodes choice_rows(const Asked& asked, const std::vector<Option>& options, Kind kind, Look look) {
  Nodes rows;
  for (const Option& option : options) rows.push_back(choice_row(asked, option, kind, look));
  return rows;
}

Node controls(const Asked& asked, const content::SingleChoice& kind) {
  return group(Look::choice_rows, choice_rows(asked, kind.options, Kind::radio, Look::choice_row));
}

Node controls(const Asked& asked, const content::MultipleChoice& kind) {
  return group(Look::choice_rows, choice_rows(asked, kind.options, Kind::checkbox, Look::choice_row));
}

Node controls(const Asked& asked, const content::Rating& kind) {
  Nodes rows = choice_rows(asked, kind.scale, Kind::radio, Look::scale_step);
  for (Node& row : choice_rows(asked, kind.others, Kind::radio, Look::choice_row)) rows.push_back(std::move(row));
  return group(Look::scale, std::move(rows));
}

Node controls(const Asked& asked, const content::FreeText& kind) {
  Node field{.kind = Kind::text_field, .look = Look::text_box};
  field.id = control_id(asked, "text");  // the code alone could be the id of something else on the page
  field.text = asked.question.text;
  field.level = kind.lines;
  field.action = Write{asked.question.code, ""};
  if (asked.answer()) field.value = std::get<std::string>(*asked.answer());
  return field;
}

Node rank_key(const Asked& asked, const Option& option, Word word, Symbol symbol, bool possible, Action action) {
  const bool up = symbol == Symbol::up;
  Node key = button(control_id(asked, option.code) + (up ? ".up" : ".down"), Look::icon_button, "", std::move(action));
  key.name = content::fill(asked.pack.words[word], {{"label", option.label}});
  key.disabled = !possible;
  key.children = nodes(icon(symbol, possible ? Paint::blue : Paint::grey));
  return key;
}

Node controls(const Asked& asked, const content::Ranking& kind) {
  const survey::Codes order = shown_order(asked.question, asked.answers);
  Nodes cards;
  for (size_t place = 0; place < order.size(); ++place) {
    const Option& option = *std::find_if(kind.options.begin(), kind.options.end(),
                                         [&](const Option& o) { return o.code == order[place]; });
    Node text = group(Look::rank_text, nodes(paragraph(Look::heading_3, option.label)));
    if (!option.note.empty()) text.children.push_back(paragraph(Look::small, option.note));
    Node keys = group(
        Look::rank_keys,
        nodes(icon(Symbol::grip, Paint::grey),
              rank_key(asked, option, Word::rank_up, Symbol::up, place > 0, MoveUp{asked.question.code, option.code}),
              rank_key(asked, option, Word::rank_down, Symbol::down, place + 1 < order.size(),
                       MoveDown{asked.question.code, option.code})));
    Node card = group(Kind::item, Look::rank_card,
                      nodes(paragraph(Look::rank_number, std::to_string(place + 1)), std::move(text), std::move(keys)));
    card.id = control_id(asked, option.code);
    card.action = MoveTo{asked.question.code, option.code, 0};
    cards.push_back(std::move(card));
  }
  return group(Kind::numbered_list, Look::rank_list, std::move(cards));
}

std::string hint_of(const Pack& pack, const Question& question) {
  if (!question.hint.empty()) return question.hint;
  if (std::holds_alternative<content::Ranking>(question.kind)) return pack.words[Word::rank_hint];
  if (std::holds_alternative<content::SingleChoice>(question.kind)) return pack.words[Word::choose_one];
  return "";
}

// The first control, where the link of an error summary leads.
std::string first_control(const Asked& asked) {
  const auto options = survey::options_of(asked.question);
  if (options.empty()) return control_id(asked, "text");
  const std::string first = control_id(asked, options.front()->code);
  return std::holds_alternative<content::Ranking>(asked.question.kind) ? first + ".down" : first;
}

Node error_box(const Asked& asked) {
  Node link_node = link("error-link", Look::link_quiet, asked.error, "#" + first_control(asked));
  Node box{.kind = Kind::error_summary, .look = Look::error};
  box.id = error_summary_id;
  box.children = nodes(heading(2, Look::heading_3, asked.pack.words[Word::error_summary]), std::move(link_node));
  return box;
}

Node can_box(const Asked& asked) {
  const auto line = [&](Symbol symbol, Paint paint, Word word, const std::string& text) {
    return group(Look::can_line,
                 nodes(icon(symbol, paint), paragraph(Look::label, "**" + asked.pack.words[word] + "** " + text)));
  };
  return group(Kind::section, Look::can_box,
               nodes(heading(2, Look::heading_3, asked.pack.words[Word::can_change]),
                     line(Symbol::check_circle, Paint::blue, Word::can, asked.question.can),
                     line(Symbol::cannot, Paint::text_2, Word::cannot, asked.question.cannot)));
}

// Choices are a group whose legend is the question; a text field has the question as its label; ranking cards are a
// list with buttons of their own.
Kind group_kind(const Question& question) {
  if (std::holds_alternative<content::SingleChoice>(question.kind)) return Kind::radio_group;
  if (std::holds_alternative<content::Rating>(question.kind)) return Kind::radio_group;
  if (std::holds_alternative<content::MultipleChoice>(question.kind)) return Kind::checkbox_group;
  return Kind::section;
}

// The question, what an answer can change, the hint, the error, the controls: in reading order. The layouts set the
// box of what can change beside the rest where there is room.
Node question_and_controls(const Asked& asked) {
  Nodes aside = nodes(can_box(asked));
  if (!asked.question.known.empty()) {
    aside.push_back(group(Look::note_box, nodes(heading(2, Look::label, asked.pack.words[Word::known_already]),
                                                paragraph(Look::label, asked.question.known))));
  }
  Nodes children = nodes(main_heading(Look::question, asked.question.text), group(Look::side, std::move(aside)));
  std::string described_by;
  if (const std::string hint = hint_of(asked.pack, asked.question); !hint.empty()) {
    children.push_back(paragraph(Look::hint, hint));
    children.back().id = hint_id;
    described_by = hint_id;
  }
  if (!asked.error.empty()) {
    Node message{.kind = Kind::error_message, .look = Look::error};
    message.id = error_id;
    message.text = asked.pack.words[Word::error_prefix] + " " + asked.error;
    children.push_back(std::move(message));
    described_by += (described_by.empty() ? "" : " ") + std::string(error_id);
  }
  Node answers = std::visit([&](const auto& kind) { return controls(asked, kind); }, asked.question.kind);
  const Kind kind = group_kind(asked.question);
  if (answers.kind == Kind::text_field) answers.described_by = described_by;
  children.push_back(std::move(answers));
  if (const auto* ranking = std::get_if<content::Ranking>(&asked.question.kind)) {
    children.push_back(group(
        Look::row, nodes(button("rank-same", Look::link_quiet, ranking->same_label, RankSame{asked.question.code}))));
  }
  Node whole = group(kind, Look::columns_question, std::move(children));
  if (kind != Kind::section) whole.described_by = described_by;
  whole.id = "question";
  return whole;
}

}  // namespace

Body question_screen(const Pack& pack, const State& state) {
  const content::Survey& survey = *content::find(pack.surveys, state.route.id);
  const Session& session = *state.session;
  const auto questions = survey::route(survey, session.answers);
  const auto here = std::find_if(questions.begin(), questions.end(),
                                 [&](const Question* question) { return question->code == state.route.question; });
  const size_t number = static_cast<size_t>(here - questions.begin()) + 1;
  const Asked asked{pack, **here, session.answers, session.error};

  const std::string position = content::fill(
      pack.words[Word::question_of], {{"n", std::to_string(number)}, {"total", std::to_string(questions.size())}});
  Node progress{.kind = Kind::progress, .look = Look::progress_bar};
  progress.id = "progress";
  progress.text = position;
  progress.value = std::to_string(number) + "/" + std::to_string(questions.size());

  Route before{.screen = Screen::survey_start, .id = survey.id};
  if (session.from_check) {
    before.screen = Screen::check;
  } else if (number > 1) {
    before = {.screen = Screen::question, .id = survey.id, .question = questions[number - 2]->code};
  }
  Node back = back_link("back", pack.words[Word::back], path_of(before));
  back.look = Look::button_outline;
  Nodes bar =
      nodes(std::move(back), button("continue", Look::button_primary, pack.words[Word::continue_button], Continue{}));
  bar.push_back(button("skip", Look::link_quiet, pack.words[Word::skip_question], Skip{}));

  Nodes children;
  if (!asked.error.empty()) children.push_back(error_box(asked));
  children.push_back(
      group(Look::row_ends, nodes(std::move(progress), paragraph(Look::small, pack.words[Word::can_skip]))));
  children.push_back(question_and_controls(asked));
  children.push_back(group(Look::action_bar, std::move(bar)));
  const std::string title = position + ": " + asked.question.text;
  return {asked.error.empty() ? title : pack.words[Word::error_prefix] + " " + title, std::move(children)};
}

}  // namespace roadshow::page
