// Every question on one page, as NHS forms are made: a legend or label for each, the problems together at the top and
// each beside its question, and everything that was filled in still there. What is kept apart comes last, under the
// headings and with the explanations that its screens have.
#include "page/survey/form.hpp"

#include <algorithm>

#include "page/survey/questions/view.hpp"
#include "page/survey/steps.hpp"

namespace roadshow::page {
namespace {

using content::Condition;
using content::Question;
using content::Survey;

struct Asking {
  const Pack& pack;
  const Survey& survey;
  const Form& form;
  survey::Answers answers;                 // as far as the fields are answers; to the equality questions as well
  std::vector<const Question*> questions;  // in one row, as they are numbered

  const std::string& text(Word word) const { return pack.words[word]; }
};

Asking asking_of(const Pack& pack, const Survey& survey, const Form& form, const survey::FormAnswers& given) {
  Asking asking{pack, survey, form, given.answers, {}};
  for (const Question& question : survey.questions) asking.questions.push_back(&question);
  if (!survey.equality) return asking;
  for (const Question& question : survey.equality->questions) asking.questions.push_back(&question);
  asking.answers.insert(given.apart.equality.begin(), given.apart.equality.end());
  return asking;
}

// The place of a question among all of them.
size_t index_of(const Asking& asking, const std::string& code) {
  const auto found = std::find_if(asking.questions.begin(), asking.questions.end(),
                                  [&](const Question* question) { return question->code == code; });
  return static_cast<size_t>(found - asking.questions.begin());
}

std::string number_of(const Asking& asking, const std::string& code) {
  return std::to_string(index_of(asking, code) + 1);
}

// "you chose “Yes” for question 6"
std::string condition_words(const Asking& asking, const content::Answered& condition, Word word) {
  const Question& earlier = *asking.questions[index_of(asking, condition.question)];
  return content::fill(asking.text(word),
                       {{"label", survey::label_of(earlier, condition.is)}, {"n", number_of(asking, earlier.code)}});
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

Node error_message(const Asking& asking, const std::string& error) {
  Node message{.kind = Kind::error_message, .look = Look::error};
  message.text = asking.text(Word::error_prefix) + " " + error;
  return message;
}

// What stands before the controls of a question, and the ids of what describes them.
struct Before {
  std::string code;
  Nodes children = {};
  std::string described_by = {};

  void describe(Node node, const char* ending) {
    node.id = code + ending;
    described_by += (described_by.empty() ? "" : " ") + node.id;
    children.push_back(std::move(node));
  }
};

Node question_node(const Asking& asking, const Asked& asked) {
  const Question& question = asked.question;
  const int level = asked.apart ? 3 : 2;  // below the heading of its part
  const std::string text = content::fill(asking.text(Word::form_question),
                                         {{"n", number_of(asking, question.code)}, {"label", question.text}});
  Before before{question.code, nodes(heading(level, asked.apart ? Look::heading_3 : Look::heading_2, text))};
  auto& [code, children, described_by] = before;
  if (question.when) before.describe(group(Look::stack, only_if(asking, *question.when)), "-when");
  if (!asked.apart) children.push_back(can_box(asked, level + 1));
  if (!question.known.empty())
    children.push_back(group(Look::note_box, nodes(heading(level + 1, Look::label, asking.text(Word::known_already)),
                                                   paragraph(Look::label, question.known))));
  const std::string hint = by_kind(question, [&](auto view, const auto& kind) { return view.form_hint(asked, kind); });
  if (!hint.empty()) before.describe(paragraph(Look::hint, hint), "-hint");
  if (!asked.error.empty()) before.describe(error_message(asking, asked.error), "-error");
  Node answers = by_kind(question, [&](auto view, const auto& kind) {
    return view.form_controls({asked, asking.form.fields, before.described_by}, kind);
  });
  if (answers.kind == Kind::text_field) {
    answers.described_by = described_by;
    answers.text = text;
  }
  children.push_back(std::move(answers));
  Node whole = group(by_kind(question, [](auto view, const auto& /*kind*/) { return view.form_group_kind(); }),
                     Look::form_question, std::move(children));
  if (whole.kind != Kind::section) whole.described_by = described_by;
  whole.id = "question-" + question.code;
  return whole;
}

Node contact_node(const Asking& asking, const Labelled& contact, const std::string& error) {
  Node label{.kind = Kind::label, .look = Look::heading_3};
  label.text = asking.text(contact.label);
  label.value = contact.id;
  Node field{.kind = Kind::text_field, .look = Look::text_box};
  field.id = field.posts = contact.id;
  field.text = label.text;
  field.level = 1;
  field.field = contact.field;
  field.value = survey::value_of(asking.form.fields, contact.id);
  field.invalid = !error.empty();
  Before before{contact.id, nodes(std::move(label))};
  before.describe(paragraph(Look::hint, asking.text(contact.hint)), "-hint");
  if (!error.empty()) before.describe(error_message(asking, error), "-error");
  field.described_by = std::move(before.described_by);
  before.children.push_back(std::move(field));
  return group(Look::form_question, std::move(before.children));
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

void add_paragraphs(const std::vector<std::string>& texts, Nodes& children) {
  for (const std::string& text : texts) children.push_back(paragraph(Look::body, text));
}

// The fields in their order, and a link to each that has a problem.
struct Parts {
  Nodes fields;
  Nodes problems = {};
};

void add_problem(const std::string& code, const std::string& words, const std::string& field, Parts& parts) {
  parts.problems.push_back(
      group(Kind::item, Look::plain, nodes(link("problem-" + code, Look::link_quiet, words, "#" + field))));
}

void add_questions(const Asking& asking, const survey::Questions& questions, bool apart, Parts& parts) {
  for (const Question& question : questions) {
    const auto fault = asking.form.faults.find(question.code);
    std::string error;
    const Asked asked{asking.pack, question, asking.answers, error, apart};
    if (fault != asking.form.faults.end())
      error =
          by_kind(question, [&](auto view, const auto& kind) { return view.form_problem(asked, kind, fault->second); });
    parts.fields.push_back(question_node(asking, asked));
    if (error.empty()) continue;
    add_problem(
        question.code,
        content::fill(asking.text(Word::form_problem), {{"n", number_of(asking, question.code)}, {"label", error}}),
        first_control(parts.fields.back())->id, parts);
  }
}

void add_contact(const Asking& asking, const content::ContactOffer& offer, Parts& parts) {
  parts.fields.push_back(heading(2, Look::heading_2, offer.title));
  add_paragraphs(offer.why, parts.fields);
  const auto add = [&](const Labelled& contact, Word wrong) {
    const std::string error = asking.form.faults.count(contact.id) > 0 ? asking.text(wrong) : "";
    parts.fields.push_back(contact_node(asking, contact, error));
    if (!error.empty()) add_problem(contact.id, error, contact.id, parts);
  };
  add({email_field, Word::contact_email, Word::contact_email_hint, Field::email}, Word::contact_email_error);
  add({phone_field, Word::contact_phone, Word::contact_phone_hint, Field::phone}, Word::contact_phone_error);
  parts.fields.push_back(group(Look::inset, nodes(paragraph(Look::body, offer.consent))));
}

State state_of(const Survey& survey) {
  State state;
  state.route = {.screen = Screen::form, .id = survey.id};
  return state;
}

}  // namespace

Page form_page(const Pack& pack, const Survey& survey, const Form& form) {
  const Asking asking = asking_of(pack, survey, form, survey::read_form(survey, form.fields));
  Parts parts{nodes(hidden(form_id_field, form.id), hidden(form_secret_field, form.secret),
                    hidden(form_begun_field, form.begun), trap(asking))};
  add_questions(asking, survey.questions, false, parts);
  if (survey.equality) {
    parts.fields.push_back(heading(2, Look::heading_2, survey.equality->title));
    add_paragraphs(survey.equality->why, parts.fields);
    add_questions(asking, survey.equality->questions, true, parts);
  }
  if (survey.contact) add_contact(asking, *survey.contact, parts);
  Node send = button("send", Look::button_primary, asking.text(Word::send), Submit{});
  send.submits = true;
  parts.fields.push_back(group(Kind::aside, Look::inset, nodes(paragraph(Look::body, survey.privacy))));
  parts.fields.push_back(group(Look::row, nodes(std::move(send))));

  std::string title = content::fill(asking.text(Word::form_title), {{"label", survey.title}});
  Nodes children;
  if (!parts.problems.empty()) {
    children.push_back(box(nodes(heading(2, Look::heading_3, asking.text(Word::error_summary)),
                                 group(Kind::list, Look::stack, std::move(parts.problems)))));
  } else if (form.not_saved) {
    children.push_back(box(nodes(heading(2, Look::heading_3, asking.text(Word::form_not_saved_title)),
                                 paragraph(Look::body, asking.text(Word::form_not_saved_lead)))));
  }
  const bool trouble = !children.empty();
  children.push_back(
      back_link("back", asking.text(Word::back), path_of({.screen = Screen::survey_start, .id = survey.id})));
  children.push_back(main_heading(Look::heading_1, title));
  children.push_back(paragraph(Look::lead, asking.text(Word::form_lead)));
  Node whole = group(Kind::form, Look::stack, std::move(parts.fields));
  whole.id = "form";
  whole.href = path_of({.screen = Screen::form, .id = survey.id});
  children.push_back(std::move(whole));
  if (trouble) title = asking.text(Word::error_prefix) + " " + title;
  return frame(pack, state_of(survey),
               {.title = std::move(title), .children = std::move(children), .form = "", .without_program = true});
}

Page form_done_page(const Pack& pack, const Survey& survey, const Form& form, FormEnd end) {
  const bool stored = end == FormEnd::stored;
  Body body = confirmation(pack, survey,
                           {.id = form.id,
                            .secret = form.secret,
                            .sent = true,
                            .title = stored ? Word::done_title : Word::form_sent_before_title,
                            .lead = stored ? Word::done_lead : Word::form_sent_before_lead,
                            .end = link("finish", Look::button_blue, pack.words[Word::back_home], "/")});
  body.without_program = true;
  return frame(pack, state_of(survey), std::move(body));
}

}  // namespace roadshow::page
