// Every question on one page, as NHS forms are made: a legend or label for each, the problems together at the top and
// each beside its question, and everything that was filled in still there.
#include "page/form.hpp"

#include "content/plural.hpp"
#include "page/question.hpp"

namespace roadshow::page {
namespace {

using content::Condition;
using content::Question;
using content::Survey;
using survey::Fault;

struct Asking {
  const Pack& pack;
  const Survey& survey;
  const Form& form;
  const survey::Answers& answers;  // as far as the fields are answers

  const std::string& text(Word word) const { return pack.words[word]; }
};

std::string number_of(const Survey& survey, const std::string& code) {
  for (size_t i = 0; i < survey.questions.size(); ++i) {
    if (survey.questions[i].code == code) return std::to_string(i + 1);
  }
  return "";
}

// "you chose “Yes” for question 6"
std::string condition_words(const Asking& asking, const content::Answered& condition, Word word) {
  const Question& earlier = *survey::find_question(asking.survey, condition.question);
  std::string label = condition.is;
  for (const content::Option* option : survey::options_of(earlier)) {
    if (option->code == condition.is) label = option->label;
  }
  if (const auto* ranking = std::get_if<content::Ranking>(&earlier.kind); ranking && condition.is == survey::same_code)
    label = ranking->same_label;
  return content::fill(asking.text(word), {{"label", label}, {"n", number_of(asking.survey, earlier.code)}});
}

// When to answer a question that depends on others: the program asks it then only, here people must know.
Nodes only_if(const Asking& asking, const Condition& when) {
  Nodes lines;
  const auto add = [&](const std::string& words) {
    lines.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::body, words))));
  };
  for (const auto& condition : when.all) add(condition_words(asking, condition, Word::form_chose));
  std::string any;
  for (const auto& condition : when.any)
    any += (any.empty() ? "" : asking.text(Word::form_or)) + condition_words(asking, condition, Word::form_chose);
  if (!any.empty()) add(any);
  for (const auto& condition : when.none) add(condition_words(asking, condition, Word::form_chose_not));
  return nodes(paragraph(Look::body, "**" + asking.text(Word::form_only_if) + "**"),
               group(Kind::list, Look::bullets, std::move(lines)));
}

std::string hint_of(const Asking& asking, const Question& question) {
  if (const auto* ranking = std::get_if<content::Ranking>(&question.kind))
    return content::fill(asking.text(Word::form_rank_hint), {{"label", ranking->same_label}});
  std::string hint = question.hint;
  if (const auto* text = std::get_if<content::FreeText>(&question.kind))
    hint += (hint.empty() ? "" : " ") +
            content::fill(asking.text(Word::form_most), {{"n", std::to_string(text->max_length)}});
  if (hint.empty() && std::holds_alternative<content::SingleChoice>(question.kind))
    return asking.text(Word::choose_one);
  return hint;
}

std::string counted(const Asking& asking, Word word, int count) {
  return content::counted(asking.text(word), asking.pack.info.language, std::to_string(count));
}

// What to do about it, in the words of someone who helps.
std::string problem_words(const Asking& asking, const Question& question, Fault fault) {
  if (const auto* ranking = std::get_if<content::Ranking>(&question.kind))
    return content::fill(asking.text(Word::form_rank_error),
                         {{"n", std::to_string(ranking->options.size())}, {"label", ranking->same_label}});
  if (const auto* text = std::get_if<content::FreeText>(&question.kind)) {
    return fault == Fault::too_long ? counted(asking, Word::too_long_error, text->max_length)
                                    : asking.text(Word::form_text_error);
  }
  if (const auto* many = std::get_if<content::MultipleChoice>(&question.kind)) {
    if (fault == Fault::too_many) return counted(asking, Word::too_many_error, many->at_most);
    for (const content::Option& option : many->options) {
      if (fault == Fault::not_alone && option.exclusive && survey::holds(asking.answers.at(question.code), option.code))
        return content::fill(asking.text(Word::form_alone_error), {{"label", option.label}});
    }
  }
  return asking.text(Word::form_choice_error);
}

// A place to choose for each thing, and a box for all the same.
Node rank_controls(const Asking& asking, const Asked& asked, const content::Ranking& kind,
                   const std::string& described_by) {
  Nodes rows;
  for (const content::Option& option : kind.options) {
    Node place{.kind = Kind::selection, .look = Look::form_place};
    place.id = control_id(asked, option.code);
    place.text = option.label + (option.note.empty() ? "" : " (" + option.note + ")");
    place.posts = survey::rank_field(asked.question, option);
    place.value = survey::value_of(asking.form.fields, place.posts);
    place.described_by = described_by;
    const auto add = [&](std::string value, std::string text) {
      Node one{.kind = Kind::option};
      one.checked = value == place.value;
      one.value = std::move(value);
      one.text = std::move(text);
      place.children.push_back(std::move(one));
    };
    add("", asking.text(Word::form_rank_place));
    for (size_t n = 1; n <= kind.options.size(); ++n) add(std::to_string(n), std::to_string(n));
    rows.push_back(std::move(place));
  }
  Node same{.kind = Kind::checkbox, .look = Look::choice_row};
  same.id = control_id(asked, std::string(survey::same_code));
  same.text = kind.same_label;
  same.value = survey::same_code;
  same.posts = asked.question.code;
  same.checked = asked.answer() && survey::holds(*asked.answer(), survey::same_code);
  rows.push_back(std::move(same));
  return group(Look::choice_rows, std::move(rows));
}

std::string first_control(const Asked& asked) {
  const auto options = survey::options_of(asked.question);
  return control_id(asked, options.empty() ? "text" : options.front()->code);
}

Node question_node(const Asking& asking, const Asked& asked) {
  const Question& question = asked.question;
  const std::string text = content::fill(asking.text(Word::form_question),
                                         {{"n", number_of(asking.survey, question.code)}, {"label", question.text}});
  Nodes children = nodes(heading(2, Look::heading_2, text));
  std::string described_by;
  const auto describe = [&](Node node, const char* ending) {
    node.id = question.code + ending;
    described_by += (described_by.empty() ? "" : " ") + node.id;
    children.push_back(std::move(node));
  };
  if (question.when) describe(group(Look::stack, only_if(asking, *question.when)), "-when");
  children.push_back(can_box(asked, 3));
  if (!question.known.empty())
    children.push_back(group(Look::note_box, nodes(heading(3, Look::label, asking.text(Word::known_already)),
                                                   paragraph(Look::label, question.known))));
  if (const std::string hint = hint_of(asking, question); !hint.empty()) describe(paragraph(Look::hint, hint), "-hint");
  if (!asked.error.empty()) {
    Node message{.kind = Kind::error_message, .look = Look::error};
    message.text = asking.text(Word::error_prefix) + " " + asked.error;
    describe(std::move(message), "-error");
  }
  const auto* ranking = std::get_if<content::Ranking>(&question.kind);
  Node answers = ranking ? rank_controls(asking, asked, *ranking, described_by) : controls(asked);
  if (answers.kind == Kind::text_field) {
    answers.described_by = described_by;
    answers.text = text;
  }
  children.push_back(std::move(answers));
  // A ranking is a group too: of fields and a box.
  Node whole = group(ranking ? Kind::checkbox_group : group_kind(question), Look::form_question, std::move(children));
  if (whole.kind != Kind::section) whole.described_by = described_by;
  whole.id = "question-" + question.code;
  return whole;
}

Node hidden(const char* name, std::string value) {
  Node node{.kind = Kind::hidden_field};
  node.id = node.posts = name;
  node.value = std::move(value);
  return node;
}

Node trap(const Asking& asking) {
  Node field{.kind = Kind::text_field, .look = Look::plain};
  field.id = form_trap_field;
  field.text = asking.text(Word::form_trap);
  field.posts = form_trap_field;
  field.level = 1;
  return group(Look::trap, nodes(paragraph(Look::label, field.text), std::move(field)));
}

Node box(Nodes children) {
  Node node{.kind = Kind::error_summary, .look = Look::error};
  node.id = error_summary_id;
  node.children = std::move(children);
  return node;
}

State state_of(const Survey& survey) {
  State state;
  state.route = {.screen = Screen::form, .id = survey.id};
  return state;
}

}  // namespace

Page form_page(const Pack& pack, const Survey& survey, const Form& form) {
  const survey::FormAnswers read = survey::read_form(survey, form.fields);
  const Asking asking{pack, survey, form, read.answers};
  Nodes questions;
  Nodes problems;
  for (const Question& question : survey.questions) {
    const auto fault = form.faults.find(question.code);
    const std::string error = fault == form.faults.end() ? "" : problem_words(asking, question, fault->second);
    const Asked asked{pack, question, asking.answers, error};
    questions.push_back(question_node(asking, asked));
    if (error.empty()) continue;
    const std::string words =
        content::fill(asking.text(Word::form_problem), {{"n", number_of(survey, question.code)}, {"label", error}});
    problems.push_back(
        group(Kind::item, Look::plain,
              nodes(link("problem-" + question.code, Look::link_quiet, words, "#" + first_control(asked)))));
  }

  std::string title = content::fill(asking.text(Word::form_title), {{"label", survey.title}});
  Nodes children;
  if (!problems.empty()) {
    children.push_back(box(nodes(heading(2, Look::heading_3, asking.text(Word::error_summary)),
                                 group(Kind::list, Look::stack, std::move(problems)))));
  } else if (form.not_saved) {
    children.push_back(box(nodes(heading(2, Look::heading_3, asking.text(Word::form_not_saved_title)),
                                 paragraph(Look::body, asking.text(Word::form_not_saved_lead)))));
  }
  const bool trouble = !children.empty();
  children.push_back(
      back_link("back", asking.text(Word::back), path_of({.screen = Screen::survey_start, .id = survey.id})));
  children.push_back(main_heading(Look::heading_1, title));
  children.push_back(paragraph(Look::lead, asking.text(Word::form_lead)));

  Nodes fields = nodes(hidden(form_id_field, form.id), hidden(form_begun_field, form.begun), trap(asking));
  for (Node& question : questions) fields.push_back(std::move(question));
  Node send = button("send", Look::button_primary, asking.text(Word::send), Submit{});
  send.submits = true;
  fields.push_back(group(Kind::aside, Look::inset, nodes(paragraph(Look::body, survey.privacy))));
  fields.push_back(group(Look::row, nodes(std::move(send))));
  Node whole = group(Kind::form, Look::stack, std::move(fields));
  whole.id = "form";
  whole.href = path_of({.screen = Screen::form, .id = survey.id});
  children.push_back(std::move(whole));
  if (trouble) title = asking.text(Word::error_prefix) + " " + title;
  return frame(pack, state_of(survey),
               {.title = std::move(title), .children = std::move(children), .form = "", .without_program = true});
}

Page form_done_page(const Pack& pack, const Survey& survey, const std::string& id, FormEnd end) {
  const bool stored = end == FormEnd::stored;
  Body body = confirmation(pack, survey,
                           {.id = id,
                            .sent = true,
                            .title = stored ? Word::done_title : Word::form_sent_before_title,
                            .lead = stored ? Word::done_lead : Word::form_sent_before_lead,
                            .end = link("finish", Look::button_blue, pack.words[Word::back_home], "/")});
  body.without_program = true;
  return frame(pack, state_of(survey), std::move(body));
}

}  // namespace roadshow::page
