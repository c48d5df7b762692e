// Responses on this device that are not sent: the screen, and what leads to it. And what the device does for a person:
// copies, prints and saves.
#include <algorithm>

#include "content/plural.hpp"
#include "page/screens.hpp"
#include "page/survey/steps.hpp"
#include "survey/response.hpp"
#include "survey/secret.hpp"

namespace roadshow::page {
namespace {

bool any_unkept(const State& state) {
  return std::any_of(state.held->begin(), state.held->end(), [](const Held& held) { return !held.kept; });
}

Word reason_of(const Held& held) {
  if (!held.parked) return Word::unsent_waiting;
  if (held.status == 409) return Word::unsent_conflict;
  if (held.status == 413) return Word::unsent_too_long;
  if (held.status == 422) return Word::unsent_unfit;
  return Word::unsent_unread;
}

// "2026-11-21T09:30", as the device says it; nothing else is shown.
bool is_time(const std::string& text) {
  constexpr std::string_view form = "0000-00-00T00:00";
  const auto fits = [](char c, char f) { return f == '0' ? c >= '0' && c <= '9' : c == f; };
  if (!std::equal(text.begin(), text.end(), form.begin(), form.end(), fits)) return false;
  const std::string month = text.substr(5, 2);
  return month >= "01" && month <= "12";
}

Node row_of(const Pack& pack, const Held& held) {
  Node row{.kind = Kind::description_row};
  Node term{.kind = Kind::term};
  term.text = survey::is_uuid(held.id) ? survey::reference(held.id) : "";
  Node description{.kind = Kind::description};
  description.text = pack.words[reason_of(held)];
  if (is_time(held.tried))
    description.text +=
        " " + content::fill(pack.words[Word::unsent_tried],
                            {{"date", content::format_date(pack, held.tried)}, {"time", held.tried.substr(11)}});
  if (!held.kept) description.text += " " + pack.words[Word::unsent_only_here];
  row.children = nodes(std::move(term), std::move(description));
  return row;
}

}  // namespace

Nodes unsent_note(const Pack& pack, const State& state) {
  if (!state.held || state.held->empty()) return {};
  const std::string count = std::to_string(state.held->size());
  Node words = paragraph(Look::body, content::counted(pack.words[Word::unsent_count], pack.info.language, count));
  words.id = "unsent-count";
  return nodes(group(Look::inset, nodes(std::move(words), link("unsent-link", Look::link_quiet,
                                                               pack.words[Word::unsent_link], "/unsent"))));
}

Nodes did_note(const Pack& pack, const State& state) {
  const std::string words = words_of_did(pack, state.did);
  if (words.empty() || state.did.what == "language") return {};  // the header says that
  Node note = paragraph(Look::label, "**" + words + "**");
  note.id = "did";
  return nodes(std::move(note));
}

Body unsent_screen(const Pack& pack, const State& state) {
  const std::string& title = pack.words[Word::unsent_title];
  Nodes children = nodes(back_link("back", pack.words[Word::home], "/"), main_heading(Look::heading_1, title));
  if (!state.held || state.held->empty()) {
    children.push_back(paragraph(Look::lead, pack.words[state.held ? Word::unsent_none : Word::unsent_looking]));
    for (Node& note : did_note(pack, state)) children.push_back(std::move(note));
    return {title, std::move(children)};
  }
  const bool kept = !any_unkept(state);
  children.push_back(paragraph(Look::lead, pack.words[kept ? Word::unsent_lead : Word::unkept_lead]));
  Nodes rows;
  for (const Held& held : *state.held) rows.push_back(row_of(pack, held));
  Nodes list = nodes(group(Kind::description_list, Look::answers, std::move(rows)));
  for (Node& note : did_note(pack, state)) list.push_back(std::move(note));
  list.push_back(group(
      Look::row, nodes(button("retry", Look::button_blue, pack.words[Word::try_again], Hand{"retry"}),
                       button("save-unsent", Look::button_outline, pack.words[Word::save_file], Hand{"save-unsent"}))));
  children.push_back(group(
      Look::columns_reading,
      nodes(group(Look::stack, std::move(list)), group(Kind::aside, Look::inset,
                                                       nodes(paragraph(Look::body, pack.words[Word::unsent_help]),
                                                             paragraph(Look::body, pack.words[Word::unsent_file]))))));
  return {title, std::move(children)};
}

std::string words_of_did(const Pack& pack, const Did& did) {
  if (did.what == "copy") return pack.words[did.ok ? Word::copied : Word::not_copied];
  if (did.what == "save" || did.what == "save-unsent")
    return pack.words[did.ok ? Word::file_made : Word::file_not_made];
  if (did.what == "print" && !did.ok) return pack.words[Word::not_printed];
  if (did.what == "retry") return pack.words[Word::unsent_retrying];
  if (did.what == "language" && !did.ok) return pack.words[Word::language_offline];
  return "";
}

Outcome apply(const content::Pack& /*pack*/, State state, const Queue& action) {
  state.held = action.held;
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& pack, State state, const Hand& action) {
  state.did = {};
  Task task{action.what, "", ""};
  if (state.session && !state.session->secret.empty()) {
    const std::string reference = survey::reference(state.session->id);
    task.name = "roadshow " + reference + ".txt";
    std::replace(task.name.begin(), task.name.end(), ' ', '-');
    task.text = pack.words[Word::reference] + ": " + reference + "\n" + pack.words[Word::code] + ": " +
                survey::code_of(state.session->secret) + "\n" + pack.words[Word::keep_these] + "\n";
  }
  return {.state = std::move(state), .task = std::move(task)};
}

Outcome apply(const content::Pack& pack, State state, const Did& action) {
  state.did = action;
  std::string say = words_of_did(pack, action);
  return {.state = std::move(state), .say = std::move(say)};
}

}  // namespace roadshow::page
