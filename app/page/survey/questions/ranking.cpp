// Things to put in order: cards with keys that move them, and a key for "they all matter the same".
#include "content/questions/ranking.hpp"

#include <algorithm>

#include "page/survey/questions/choices.hpp"
#include "page/survey/steps.hpp"

namespace roadshow::page {
namespace {

using content::Option;
using content::Ranking;
using figures::Paint;
using figures::Symbol;
using survey::Fault;

Node rank_key(const Asked& asked, const Option& option, Word word, Symbol symbol, bool possible, Action action) {
  const bool up = symbol == Symbol::up;
  Node key = button(control_id(asked, option.code) + (up ? ".up" : ".down"), Look::icon_button, "", std::move(action));
  key.name = content::fill(asked.pack.words[word], {{"label", option.label}});
  key.disabled = !possible;
  key.children = nodes(icon(symbol, possible ? Paint::blue : Paint::grey));
  return key;
}

// The place to choose for one thing.
Node place_field(const FormAsked& asked, const Ranking& kind, const Option& option) {
  Node place{.kind = Kind::selection, .look = Look::form_place};
  place.id = control_id(asked, option.code);
  place.text = option.label + (option.note.empty() ? "" : " (" + option.note + ")");
  place.posts = survey::rank_field(asked.question, option);
  place.value = survey::value_of(asked.fields, place.posts);
  place.described_by = asked.described_by;
  const auto add = [&](std::string value, std::string text) {
    Node one{.kind = Kind::option};
    one.checked = value == place.value;
    one.value = std::move(value);
    one.text = std::move(text);
    place.children.push_back(std::move(one));
  };
  add("", asked.pack.words[Word::form_rank_place]);
  for (size_t n = 1; n <= kind.options.size(); ++n) add(std::to_string(n), std::to_string(n));
  return place;
}

}  // namespace

using Order = QuestionView<Ranking>;

template <>
Kind Order::group_kind() {
  return Kind::control_group;
}

template <>
std::string Order::hint(const Asked& asked, const Ranking& /*kind*/) {
  return asked.pack.words[Word::rank_hint];
}

template <>
Node Order::controls(const Asked& asked, const Ranking& kind) {
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

template <>
Nodes Order::below(const Asked& asked, const Ranking& kind) {
  Node same = button("rank-same", Look::link_quiet, kind.same_label, RankSame{asked.question.code});
  same.submits = true;
  same.posts = asked.question.code;
  same.value = survey::same_code;
  return nodes(group(Look::row, nodes(std::move(same))));
}

template <>
std::string Order::problem(const Asked& asked, const Ranking& /*kind*/, std::optional<Fault> fault) {
  return asked.pack.words[fault ? Word::choose_one_error : Word::rank_error];
}

template <>
Node Order::words(const content::Question& question, const Ranking& /*kind*/, const survey::Answer& answer) {
  return words_of_codes(question, answer, true);
}

// Fields to choose a place from, and a box.
template <>
Kind Order::form_group_kind() {
  return Kind::checkbox_group;
}

template <>
std::string Order::form_hint(const Asked& asked, const Ranking& kind) {
  return content::fill(asked.pack.words[Word::form_rank_hint], {{"label", kind.same_label}});
}

template <>
Node Order::form_controls(const FormAsked& asked, const Ranking& kind) {
  Nodes rows;
  for (const Option& option : kind.options) rows.push_back(place_field(asked, kind, option));
  Node same{.kind = Kind::checkbox, .look = Look::choice_row};
  same.id = control_id(asked, std::string(survey::same_code));
  same.text = kind.same_label;
  same.value = survey::same_code;
  same.posts = asked.question.code;
  same.checked = asked.answer() && survey::holds(*asked.answer(), survey::same_code);
  rows.push_back(std::move(same));
  return group(Look::choice_rows, std::move(rows));
}

template <>
std::string Order::form_problem(const Asked& asked, const Ranking& kind, Fault /*fault*/) {
  return content::fill(asked.pack.words[Word::form_rank_error],
                       {{"n", std::to_string(kind.options.size())}, {"label", kind.same_label}});
}

}  // namespace roadshow::page
