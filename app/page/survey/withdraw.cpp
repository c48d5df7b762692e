// Taking answers back: the screen, and what its actions do.
//
// What we say in the end is the same whether there were such answers or not: nobody can find out by trying.
#include "page/survey/withdraw.hpp"

#include "content/json_text.hpp"
#include "page/build.hpp"
#include "page/screens.hpp"
#include "page/survey/steps.hpp"
#include "survey/secret.hpp"

namespace roadshow::page {
namespace {

using Step = Withdrawing::Step;

constexpr const char* button_id = "withdraw";

// What was typed is shown, so that a mistake can be found: whether it was right is never said.
Body done_screen(const Pack& pack, const Withdrawing& now) {
  const std::string& title = pack.words[Word::withdraw_done_title];
  Nodes children =
      nodes(main_heading(Look::heading_1, title), paragraph(Look::lead, pack.words[Word::withdraw_done_lead]),
            paragraph(Look::body, pack.words[Word::withdraw_done_secret]));
  if (!now.reference.empty())
    children.push_back(paragraph(Look::body, content::fill(pack.words[Word::withdraw_done_typed],
                                                           {{"reference", now.reference}, {"code", now.code}})));
  children.push_back(paragraph(Look::body, pack.words[Word::withdraw_done_late]));
  if (!now.reference.empty())
    children.push_back(button("again", Look::button_outline, pack.words[Word::withdraw_again], KeepAnswers{}));
  children.push_back(link("home", Look::button_blue, pack.words[Word::back_home], "/"));
  return {title, nodes(group(Look::reading, std::move(children)))};
}

// Nothing is deleted at a first press.
Body sure_screen(const Pack& pack, const Withdrawing& now) {
  const std::string& title = pack.words[Word::withdraw_sure_title];
  const bool sending = now.step == Step::sending;
  Node yes = button("withdraw-yes", Look::button_blue,
                    pack.words[sending ? Word::withdraw_sending : Word::withdraw_sure_yes], Withdraw{true});
  Node no = button("withdraw-no", Look::button_outline, pack.words[Word::withdraw_sure_no], KeepAnswers{});
  yes.disabled = no.disabled = sending;
  return {title,
          nodes(group(Look::reading, nodes(main_heading(Look::heading_1, title),
                                           paragraph(Look::lead, content::fill(pack.words[Word::withdraw_sure_lead],
                                                                               {{"reference", now.reference}})),
                                           group(Look::row, nodes(std::move(yes), std::move(no))))))};
}

}  // namespace

template <>
Body build_screen<Screen::withdraw>(const Pack& pack, const State& state) {
  const Withdrawing& now = state.withdrawing;
  if (now.step == Step::done) return done_screen(pack, now);
  if (now.step != Step::typing) return sure_screen(pack, now);
  const std::string& title = pack.words[Word::withdraw_title];
  Nodes children;
  const bool mistaken = !now.error.empty() || !now.code_error.empty();
  if (!now.error.empty()) {
    children.push_back(error_box(pack, now.error, now.error_at));
    if (!now.code_error.empty()) add_error(children.back(), now.code_error, code_field);
  } else if (mistaken) {
    children.push_back(error_box(pack, now.code_error, code_field));
  }
  children.push_back(back_link("back", pack.words[Word::home], "/"));
  children.push_back(main_heading(Look::heading_1, title));
  Nodes form = nodes(paragraph(Look::lead, pack.words[Word::withdraw_lead]));
  const auto add = [&](const Labelled& field, const std::string& value, const std::string& error) {
    for (Node& node : labelled_field(pack, field, value, error)) form.push_back(std::move(node));
  };
  add({reference_field, Word::withdraw_reference, Word::withdraw_reference_hint, Field::code}, now.reference,
      now.error_at == reference_field ? now.error : "");
  add({code_field, Word::code, Word::withdraw_code_hint, Field::code, "code-error"}, now.code, now.code_error);
  Node send = button(button_id, Look::button_blue, pack.words[Word::withdraw_button], Withdraw{});
  send.submits = true;
  form.push_back(group(Look::row, nodes(std::move(send))));
  children.push_back(group(Look::reading, std::move(form)));
  return {.title = !mistaken ? title : pack.words[Word::error_prefix] + " " + title,
          .children = std::move(children),
          .form = path_of(state.route)};
}

Page withdraw_page(const Pack& pack, const Withdrawing& withdrawing) {
  State state;
  state.route = {.screen = Screen::withdraw};
  state.withdrawing = withdrawing;
  Body body = build_screen<Screen::withdraw>(pack, state);
  body.without_program = true;
  return frame(pack, state, std::move(body));
}

bool has_mistake(const Pack& pack, Withdrawing& now) {
  now.error.clear();
  now.error_at.clear();
  now.code_error.clear();
  if (survey::id_start(now.reference).empty()) {
    now.error = pack.words[Word::withdraw_reference_error];
    now.error_at = reference_field;
  }
  if (survey::plain_code(now.code).empty()) now.code_error = pack.words[Word::withdraw_code_error];
  return !now.error.empty() || !now.code_error.empty();
}

void say_later(const Pack& pack, Withdrawing& now) {
  now.step = Step::typing;
  now.error = pack.words[Word::withdraw_later];
  now.error_at = button_id;
}

Outcome apply(const content::Pack& pack, State state, const Withdraw& action) {
  Withdrawing& now = state.withdrawing;
  const Step expected = action.sure ? Step::asking : Step::typing;
  if (state.route.screen != Screen::withdraw || now.step != expected) return {.state = std::move(state)};
  if (has_mistake(pack, now)) return {.state = std::move(state), .focus = error_summary_id};
  if (!action.sure) {
    now.step = Step::asking;
    return {.state = std::move(state), .focus = heading_id};
  }
  now.step = Step::sending;
  Outcome outcome{.state = std::move(state), .say = pack.words[Word::withdraw_sending]};
  std::string body;
  Writer writer(body);
  writer.add("code", outcome.state.withdrawing.code);
  writer.add("reference", outcome.state.withdrawing.reference);
  writer.close();
  outcome.fetch = Fetch{withdrawal_name, "POST", "/v1/withdrawals", "", std::move(body)};
  return outcome;
}

Outcome apply(const content::Pack& /*pack*/, State state, const KeepAnswers& /*action*/) {
  Withdrawing& now = state.withdrawing;
  if (state.route.screen != Screen::withdraw || now.step == Step::sending) return {.state = std::move(state)};
  now.step = Step::typing;
  return {.state = std::move(state), .focus = heading_id};
}

// Only 204 means that it was dealt with: a sign-in page of a Wi-Fi network answers 200.
Outcome withdrawal_answered(const content::Pack& pack, State state, const Fetched& action) {
  Withdrawing& now = state.withdrawing;
  if (state.route.screen != Screen::withdraw || now.step != Step::sending) return {.state = std::move(state)};
  if (action.status == 204) {
    now.step = Step::done;
    return {.state = std::move(state), .focus = heading_id};
  }
  say_later(pack, now);
  return {.state = std::move(state), .focus = error_summary_id};
}

}  // namespace roadshow::page
