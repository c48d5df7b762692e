// The part of reduce() that asks the endpoint and takes its answers: results, and the words that analysts read.
#include "page/fetching.hpp"

#include <algorithm>

#include "page/survey/steps.hpp"

namespace roadshow::page {
namespace {

Load load_of(int status) {
  if (status == 401 || status == 403 || status == 404) return Load::closed;
  return Load::failed;
}

std::string address(const std::string& survey, const char* rest) { return "/v1/surveys/" + survey + rest; }

Fetch get_texts(const Staff& staff, const std::string& survey) {
  std::string path = address(survey, "/texts.json");
  if (!staff.next.empty()) path += "?after=" + staff.next;
  return {texts_name(survey), "GET", std::move(path), staff.token, ""};
}

// The text that "note/3" names; nullptr when there is none.
survey::TextAnswer* text_at(Staff& staff, const std::string& field, size_t& index) {
  const size_t slash = field.find('/');
  if (slash == std::string::npos || field.size() > slash + 7) return nullptr;
  index = 0;
  for (size_t i = slash + 1; i < field.size(); ++i) {
    if (field[i] < '0' || field[i] > '9') return nullptr;
    index = index * 10 + static_cast<size_t>(field[i] - '0');
  }
  return index < staff.texts.size() ? &staff.texts[index] : nullptr;
}

std::vector<std::string> tags_of(const std::string& text) {
  std::vector<std::string> tags;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(',', start), text.size());
    std::string tag = text.substr(start, end - start);
    tag.erase(0, std::min(tag.find_first_not_of(" \n"), tag.size()));
    tag.erase(tag.find_last_not_of(" \n") + 1);
    if (!tag.empty()) tags.push_back(std::move(tag));
    start = end + 1;
  }
  return tags;
}

Outcome fetched_texts(const content::Pack& pack, State state, const Fetched& action) {
  Staff& staff = state.staff;
  auto read = survey::read_texts(action.text);
  if (action.status != 200 || !std::holds_alternative<survey::Texts>(read)) {
    if (staff.load == Load::here) return {.state = std::move(state), .say = pack.words[Word::results_failed]};
    staff.load = Load::none;
    staff.error = pack.words[load_of(action.status) == Load::closed ? Word::staff_refused : Word::results_failed];
    return {.state = std::move(state), .focus = error_summary_id};
  }
  staff.error.clear();
  auto& texts = std::get<survey::Texts>(read);
  const bool first = staff.load != Load::here;
  staff.load = Load::here;
  staff.next = texts.next;
  for (survey::TextAnswer& text : texts.texts) staff.texts.push_back(std::move(text));
  return {.state = std::move(state), .focus = first ? heading_id : ""};
}

}  // namespace

std::string results_name(std::string_view survey) { return "results/" + std::string(survey); }
std::string texts_name(std::string_view survey) { return "texts/" + std::string(survey); }

void enter_fetching(const Route& before, Outcome& outcome) {
  State& state = outcome.state;
  const Route& route = state.route;
  if (route.screen != Screen::staff) state.staff = {};  // the token is forgotten with the screen
  if (route.screen != Screen::results || (before.screen == route.screen && before.id == route.id)) return;
  const std::string what = results_name(route.id);
  if (state.asked.what != what || state.asked.load != Load::here) state.asked = {what, Load::loading, {}};
  outcome.fetch = Fetch{what, "GET", address(route.id, "/results.json"), "", ""};
}

Outcome apply(const content::Pack& pack, State state, const Ask& action) {
  const std::string survey = state.route.id;
  Staff& staff = state.staff;
  Outcome outcome;
  size_t index = 0;
  if (action.what == results_name(survey)) {
    state.asked = {action.what, Load::loading, {}};
    outcome.fetch = Fetch{action.what, "GET", address(survey, "/results.json"), "", ""};
  } else if (action.what == texts_name(survey) && staff.token.empty()) {
    staff.error = pack.words[Word::staff_token_missing];
    outcome.focus = error_summary_id;
  } else if (action.what == texts_name(survey)) {
    staff.load = Load::loading;
    outcome.fetch = get_texts(staff, survey);
  } else if (action.what == "more" && staff.load == Load::here) {
    outcome.fetch = get_texts(staff, survey);
  } else if (action.what == "sign-out") {
    staff = {};
    outcome.focus = heading_id;
  } else if (const survey::TextAnswer* text = text_at(staff, action.what, index)) {
    outcome.fetch = Fetch{action.what, "PUT", address(survey, "/texts/") + text->response + "/" + text->question,
                          staff.token, survey::to_json(text->annotation)};
  }
  outcome.state = std::move(state);
  return outcome;
}

Outcome apply(const content::Pack& pack, State state, const Fetched& action) {
  if (action.what == withdrawal_name) return withdrawal_answered(pack, std::move(state), action);
  if (action.what == state.asked.what) {
    auto read = survey::read_results(action.text);
    Loaded& asked = state.asked;
    if (action.status == 200 && std::holds_alternative<survey::Results>(read)) {
      asked = {action.what, Load::here, std::get<survey::Results>(std::move(read))};
    } else if (asked.load != Load::here) {  // what is shown already stays
      asked.load = load_of(action.status);
    }
    return {.state = std::move(state)};
  }
  if (state.route.screen != Screen::staff) return {.state = std::move(state)};
  if (action.what == texts_name(state.route.id)) return fetched_texts(pack, std::move(state), action);
  size_t index = 0;
  if (!text_at(state.staff, action.what, index)) return {.state = std::move(state)};
  const bool saved = action.status == 204;
  state.staff.saved[index] = saved;
  return {.state = std::move(state), .say = pack.words[saved ? Word::staff_saved : Word::staff_not_saved]};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Edit& action) {
  size_t index = 0;
  if (action.field == "token") {
    state.staff.token = action.text;
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
    std::string& token = state.staff.token;
    token.erase(std::remove_if(token.begin(), token.end(), blank), token.end());
  } else if (survey::TextAnswer* text = text_at(state.staff, action.field, index)) {
    state.staff.saved.erase(index);
    if (action.field.compare(0, 5, "tags/") == 0) text->annotation.tags = tags_of(action.text);
    if (action.field.compare(0, 5, "note/") == 0) text->annotation.note = action.text;
  }
  return {.state = std::move(state)};
}

Outcome apply(const content::Pack& /*pack*/, State state, const Mark& action) {
  size_t index = 0;
  if (survey::TextAnswer* text = text_at(state.staff, action.field, index)) {
    text->annotation.publish = action.on;
    state.staff.saved.erase(index);
  }
  return {.state = std::move(state)};
}

}  // namespace roadshow::page
