#include "page/route.hpp"

#include "survey/answers.hpp"

namespace roadshow::page {
namespace {

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  bool fresh = true;
  for (const char c : path) {
    if (c == '/') {
      fresh = true;
    } else {
      if (fresh) parts.emplace_back();
      fresh = false;
      parts.back() += c;
    }
  }
  return parts;
}

// The value of one name in the query of an address.
std::string query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name && pair[name.size()] == '=')
      return std::string(pair.substr(name.size() + 1));
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  return "";
}

// 1 to `limit`, or 0.
int number_up_to(const std::string& text, size_t limit) {
  int number = 0;
  if (text.empty() || text.size() > 3) return 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number <= static_cast<int>(limit) ? number : 0;
}

Route route_of_explainer(const content::Pack& pack, const std::vector<std::string>& parts) {
  const content::Topic* topic = content::find(pack.topics, parts[1]);
  if (!topic || parts.size() > 3) return {.screen = Screen::not_found};
  const size_t steps = std::get<content::DotStory>(topic->block).steps.size();
  const int step = parts.size() == 2 ? 1 : number_up_to(parts[2], steps);
  if (step == 0) return {.screen = Screen::not_found};
  return {.screen = Screen::explainer, .id = topic->id, .step = step};
}

Route route_of_survey(const content::Pack& pack, const std::vector<std::string>& parts) {
  const content::Survey* survey = content::find(pack.surveys, parts[1]);
  if (!survey || parts.size() > 3) return {.screen = Screen::not_found};
  if (parts.size() == 2) return {.screen = Screen::survey_start, .id = survey->id};
  if (parts[2] == "check") return {.screen = Screen::check, .id = survey->id};
  if (parts[2] == "done") return {.screen = Screen::done, .id = survey->id};
  if (!survey::find_question(*survey, parts[2])) return {.screen = Screen::not_found};
  return {.screen = Screen::question, .id = survey->id, .question = parts[2]};
}

}  // namespace

Route parse_route(const content::Pack& pack, std::string_view path) {
  path = path.substr(0, path.find('#'));
  const size_t mark = path.find('?');
  const std::string_view query = mark == std::string_view::npos ? std::string_view() : path.substr(mark + 1);
  const auto parts = parts_of(path.substr(0, mark));
  if (parts.empty()) return {};
  if (parts[0] == "explain") {
    return parts.size() == 1 ? Route{.screen = Screen::explainers} : route_of_explainer(pack, parts);
  }
  if (parts[0] == "waits" && parts.size() == 1) {
    const std::string place = query_value(query, "at");
    const content::Locality* locality = content::find(pack.places, place);
    return {.screen = Screen::waits,
            .place = locality && locality->kind == content::PlaceKind::provider ? place : std::string()};
  }
  if (parts[0] == "waits" && parts.size() == 2 && content::find(pack.measures, parts[1]))
    return {.screen = Screen::measure, .id = parts[1]};
  if (parts[0] == "survey" && parts.size() > 1) return route_of_survey(pack, parts);
  if (parts[0] == "sources" && parts.size() == 1) return {.screen = Screen::sources};
  if (parts.size() == 1 && content::find(pack.pages, parts[0])) return {.screen = Screen::reading, .id = parts[0]};
  return {.screen = Screen::not_found};
}

std::string path_of(const Route& route) {
  switch (route.screen) {
    case Screen::home:
      return "/";
    case Screen::explainers:
      return "/explain";
    case Screen::explainer:
      return "/explain/" + route.id + (route.step > 1 ? "/" + std::to_string(route.step) : "");
    case Screen::waits:
      return "/waits" + (route.place.empty() ? "" : "?at=" + route.place);
    case Screen::measure:
      return "/waits/" + route.id;
    case Screen::survey_start:
      return "/survey/" + route.id;
    case Screen::question:
      return "/survey/" + route.id + "/" + route.question;
    case Screen::check:
      return "/survey/" + route.id + "/check";
    case Screen::done:
      return "/survey/" + route.id + "/done";
    case Screen::sources:
      return "/sources";
    case Screen::reading:
      return "/" + route.id;
    case Screen::not_found:
      return "";  // stays where it is
  }
  return "/";
}

std::vector<std::string> static_paths(const content::Pack& pack) {
  std::vector<std::string> paths = {"/", "/explain", "/waits", "/sources"};
  for (const content::Topic& topic : pack.topics) {
    const int steps = static_cast<int>(std::get<content::DotStory>(topic.block).steps.size());
    for (int step = 1; step <= steps; ++step)
      paths.push_back(path_of({.screen = Screen::explainer, .id = topic.id, .step = step}));
  }
  for (const content::Measure& measure : pack.measures)
    paths.push_back(path_of({.screen = Screen::measure, .id = measure.id}));
  for (const content::Survey& survey : pack.surveys) {
    for (const Screen screen : {Screen::survey_start, Screen::check, Screen::done})
      paths.push_back(path_of({.screen = screen, .id = survey.id}));
    for (const content::Question& question : survey.questions)
      paths.push_back(path_of({.screen = Screen::question, .id = survey.id, .question = question.code}));
  }
  for (const content::ReadingPage& page : pack.pages)
    paths.push_back(path_of({.screen = Screen::reading, .id = page.id}));
  return paths;
}

}  // namespace roadshow::page
