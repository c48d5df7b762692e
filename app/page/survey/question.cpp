// One question a page, of the survey or of its equality part. What an answer can and cannot change comes before the
// answers.
#include "page/survey/question.hpp"

#include <algorithm>

#include "page/screens.hpp"
#include "page/survey/steps.hpp"

namespace roadshow::page {

using content::Option;
using content::Question;
using figures::Paint;
using figures::Symbol;

std::string control_id(const Asked& asked, const std::string& option) { return asked.question.code + "." + option; }

namespace {

constexpr const char* hint_id = "hint";

Node choice_row(const Asked& asked, const Option& option, Kind kind, Look look) {
  Node node{.kind = kind, .look = look};
  node.id = control_id(asked, option.code);
  node.text = option.label;
  node.value = option.code;
  node.posts = asked.question.code;
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
  field.posts = asked.question.code;
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

}  // namespace

Node controls(const Asked& asked) {
  return std::visit([&](const auto& kind) { return controls(asked, kind); }, asked.question.kind);
}

Kind group_kind(const Question& question) {
  if (std::holds_alternative<content::SingleChoice>(question.kind)) return Kind::radio_group;
  if (std::holds_alternative<content::Rating>(question.kind)) return Kind::radio_group;
  if (std::holds_alternative<content::MultipleChoice>(question.kind)) return Kind::checkbox_group;
  if (std::holds_alternative<content::Ranking>(question.kind)) return Kind::control_group;
  return Kind::section;
}

Node can_box(const Asked& asked, int level) {
  const auto line = [&](Symbol symbol, Paint paint, Word word, const std::string& text) {
    return group(Look::can_line,
                 nodes(icon(symbol, paint), paragraph(Look::label, "**" + asked.pack.words[word] + "** " + text)));
  };
  return group(Kind::section, Look::can_box,
               nodes(heading(level, Look::heading_3, asked.pack.words[Word::can_change]),
                     line(Symbol::check_circle, Paint::blue, Word::can, asked.question.can),
                     line(Symbol::cannot, Paint::text_2, Word::cannot, asked.question.cannot)));
}

namespace {

// The first control, where the link of an error summary leads.
std::string first_control(const Asked& asked) {
  const auto options = survey::options_of(asked.question);
  if (options.empty()) return control_id(asked, "text");
  const std::string first = control_id(asked, options.front()->code);
  return std::holds_alternative<content::Ranking>(asked.question.kind) ? first + ".down" : first;
}

// The question, what an answer can change, the hint, the error, the controls: in reading order. The layouts set the
// box of what can change beside the rest where there is room.
Node question_and_controls(const Asked& asked) {
  Nodes aside;
  if (asked.apart) {
    aside.push_back(group(Look::inset, nodes(paragraph(Look::label, asked.pack.words[Word::equality_kept]))));
  } else {
    aside.push_back(can_box(asked, 2));
  }
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
    children.push_back(error_beside(asked.pack, asked.error));
    described_by += (described_by.empty() ? "" : " ") + std::string(error_id);
  }
  Node answers = controls(asked);
  const Kind kind = group_kind(asked.question);
  if (answers.kind == Kind::text_field) {
    answers.described_by = described_by;
    answers.invalid = !asked.error.empty();
  }
  children.push_back(std::move(answers));
  if (const auto* ranking = std::get_if<content::Ranking>(&asked.question.kind)) {
    Node same = button("rank-same", Look::link_quiet, ranking->same_label, RankSame{asked.question.code});
    same.submits = true;
    same.posts = asked.question.code;
    same.value = survey::same_code;
    children.push_back(group(Look::row, nodes(std::move(same))));
  }
  Node whole = group(kind, Look::columns_question, std::move(children));
  if (kind != Kind::section) {
    whole.described_by = described_by;
    whole.invalid = !asked.error.empty();
  }
  whole.id = "question";
  return whole;
}

}  // namespace

Body question_screen(const Pack& pack, const State& state) {
  const content::Survey& survey = *content::find(pack.surveys, state.route.id);
  const Session& session = *state.session;
  const bool apart = state.route.screen == Screen::equality;
  const survey::Answers& answers = apart ? session.equality : session.answers;
  const auto questions = survey::route(questions_of(survey, state.route.screen), answers);
  const auto here = std::find_if(questions.begin(), questions.end(),
                                 [&](const Question* question) { return question->code == state.route.question; });
  const size_t number = static_cast<size_t>(here - questions.begin()) + 1;
  const Asked asked{pack, **here, answers, session.error, apart};

  const std::string position =
      content::fill(pack.words[apart ? Word::equality_of : Word::question_of],
                    {{"n", std::to_string(number)}, {"total", std::to_string(questions.size())}});
  Node progress{.kind = Kind::progress, .look = Look::progress_bar};
  progress.id = "progress";
  progress.text = position;
  progress.value = std::to_string(number) + "/" + std::to_string(questions.size());

  Route before{.screen = apart ? Screen::equality_start : Screen::survey_start, .id = survey.id};
  if (session.from_check) {
    before.screen = Screen::check;
  } else if (number > 1) {
    before = {.screen = state.route.screen, .id = survey.id, .question = questions[number - 2]->code};
  }
  Node back = back_link("back", pack.words[Word::back], path_of(before));
  back.look = Look::button_outline;
  // While no program is there, both lead to the form of all questions, and what was answered here goes with them.
  Node go_on = button("continue", Look::button_primary, pack.words[Word::continue_button], Continue{});
  Node skip = button("skip", Look::link_quiet, pack.words[Word::skip_question], Skip{});
  go_on.submits = skip.submits = !apart;
  Nodes bar = nodes(std::move(back), std::move(go_on), std::move(skip));
  if (apart) bar.push_back(button("skip-all", Look::link_quiet, pack.words[Word::equality_skip_rest], SkipAll{}));

  Nodes children;
  if (!asked.error.empty()) children.push_back(error_box(pack, asked.error, first_control(asked)));
  // On a phone the key stands here, since the bar at the foot has no room for it.
  Node skip_above = button("skip-above", Look::skip_above, pack.words[Word::skip_short], Skip{});
  skip_above.name = pack.words[Word::skip_question];
  skip_above.submits = !apart;
  children.push_back(
      group(Look::row_ends,
            nodes(std::move(progress), paragraph(Look::small, pack.words[Word::can_skip]), std::move(skip_above))));
  children.push_back(question_and_controls(asked));
  add_start_again(pack, state, children);
  children.push_back(group(Look::action_bar, std::move(bar)));
  const std::string title = position + ": " + asked.question.text;
  return {.title = asked.error.empty() ? title : pack.words[Word::error_prefix] + " " + title,
          .children = std::move(children),
          .form = apart ? "" : path_of({.screen = Screen::form, .id = survey.id})};
}

}  // namespace roadshow::page
