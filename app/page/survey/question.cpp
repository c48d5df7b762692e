// One question a page, of the survey or of its equality part. What an answer can and cannot change comes before the
// answers.
#include "page/survey/question.hpp"

#include <algorithm>

#include "page/screens.hpp"
#include "page/survey/questions/view.hpp"
#include "page/survey/steps.hpp"

namespace roadshow::page {

using content::Question;
using figures::Paint;
using figures::Symbol;

std::string control_id(const Asked& asked, const std::string& option) { return asked.question.code + "." + option; }

const Node* first_control(const Node& node) {
  const bool is_control = node.kind == Kind::radio || node.kind == Kind::checkbox || node.kind == Kind::text_field ||
                          node.kind == Kind::selection || node.kind == Kind::button;
  if (is_control && !node.disabled) return &node;
  for (const Node& child : node.children) {
    if (const Node* found = first_control(child)) return found;
  }
  return nullptr;
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

constexpr const char* hint_id = "hint";

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
  const std::string hint = by_kind(asked.question, [&](auto view, const auto& kind) {
    return asked.question.hint.empty() ? view.hint(asked, kind) : asked.question.hint;
  });
  if (!hint.empty()) {
    children.push_back(paragraph(Look::hint, hint));
    children.back().id = hint_id;
    described_by = hint_id;
  }
  if (!asked.error.empty()) {
    children.push_back(error_beside(asked.pack, asked.error));
    described_by += (described_by.empty() ? "" : " ") + std::string(error_id);
  }
  Node answers = by_kind(asked.question, [&](auto view, const auto& kind) { return view.controls(asked, kind); });
  const Kind kind = by_kind(asked.question, [](auto view, const auto& /*kind*/) { return view.group_kind(); });
  if (answers.kind == Kind::text_field) {
    answers.described_by = described_by;
    answers.invalid = !asked.error.empty();
  }
  children.push_back(std::move(answers));
  for (Node& node : by_kind(asked.question, [&](auto view, const auto&one) { return view.below(asked, one); }))
    children.push_back(std::move(node));
  Node whole = group(kind, Look::columns_question, std::move(children));
  if (kind != Kind::section) {
    whole.described_by = described_by;
    whole.invalid = !asked.error.empty();
  }
  whole.id = "question";
  return whole;
}

}  // namespace

template <>
Body build_screen<Screen::question>(const Pack& pack, const State& state) {
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
  Node whole = question_and_controls(asked);
  if (!asked.error.empty()) children.push_back(error_box(pack, asked.error, first_control(whole)->id));
  // On a phone the key stands here, since the bar at the foot has no room for it.
  Node skip_above = button("skip-above", Look::skip_above, pack.words[Word::skip_short], Skip{});
  skip_above.name = pack.words[Word::skip_question];
  skip_above.submits = !apart;
  children.push_back(
      group(Look::row_ends,
            nodes(std::move(progress), paragraph(Look::small, pack.words[Word::can_skip]), std::move(skip_above))));
  children.push_back(std::move(whole));
  add_start_again(pack, state, children);
  children.push_back(group(Look::action_bar, std::move(bar)));
  const std::string title = position + ": " + asked.question.text;
  return {.title = asked.error.empty() ? title : pack.words[Word::error_prefix] + " " + title,
          .children = std::move(children),
          .form = apart ? "" : path_of({.screen = Screen::form, .id = survey.id})};
}

template <>
Body build_screen<Screen::equality>(const Pack& pack, const State& state) {
  return build_screen<Screen::question>(pack, state);
}

}  // namespace roadshow::page
