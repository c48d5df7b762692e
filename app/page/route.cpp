#include "page/route.hpp"

#include "page/address.hpp"
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

// 1 to `limit`, or 0. A number is written in one way: "02" is none.
int number_up_to(const std::string& text, size_t limit) {
  int number = 0;
  if (text.empty() || text.size() > 3 || text.front() == '0') return 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number <= static_cast<int>(limit) ? number : 0;
}

Route route_of_explainer(const content::Pack& pack, const std::vector<std::string>& parts) {
  const content::Topic* topic = content::find(pack.topics, parts[1]);
  if (!topic || parts.size() > 3) return {.screen = Screen::not_found};
  const size_t steps = content::step_count(topic->block);
  const int step = parts.size() == 2 ? 1 : number_up_to(parts[2], steps);
  if (step == 0) return {.screen = Screen::not_found};
  return {.screen = Screen::explainer, .id = topic->id, .step = step};
}

Route route_of_survey(const content::Pack& pack, const std::vector<std::string>& parts) {
  const content::Survey* survey = content::find(pack.surveys, parts[1]);
  const bool apart = survey && parts.size() > 2 && parts[2] == "about-you" && survey->equality;
  if (!survey || parts.size() > (apart ? 4 : 3)) return {.screen = Screen::not_found};
  if (parts.size() == 2) return {.screen = Screen::survey_start, .id = survey->id};
  if (parts.size() == 4) {
    if (!survey::find_question(survey->equality->questions, parts[3])) return {.screen = Screen::not_found};
    return {.screen = Screen::equality, .id = survey->id, .question = parts[3]};
  }
  if (apart) return {.screen = Screen::equality_start, .id = survey->id};
  if (parts[2] == "contact" && survey->contact) return {.screen = Screen::contact, .id = survey->id};
  if (parts[2] == "check") return {.screen = Screen::check, .id = survey->id};
  if (parts[2] == "done") return {.screen = Screen::done, .id = survey->id};
  if (parts[2] == "form") return {.screen = Screen::form, .id = survey->id};
  if (!survey::find_question(*survey, parts[2])) return {.screen = Screen::not_found};
  return {.screen = Screen::question, .id = survey->id, .question = parts[2]};
}

}  // namespace

Route parse_route(const content::Pack& pack, std::string_view path) {
  const std::string spelt = path.empty() ? "/" : path_in(path);
  if (spelt.empty()) return {.screen = Screen::not_found};
  auto parts = parts_of(spelt);
  if (const std::string prefix = content::prefix_of(pack, pack.info.language); !prefix.empty()) {
    if (parts.empty() || "/" + parts[0] != prefix) return {.screen = Screen::not_found};
    parts.erase(parts.begin());
  }
  if (parts.empty()) return {};
  if (parts[0] == "explain") {
    return parts.size() == 1 ? Route{.screen = Screen::explainers} : route_of_explainer(pack, parts);
  }
  if (parts[0] == "waits" && parts.size() == 1) {
    const std::string place = query_value(path, "at");
    const content::Locality* locality = content::find(pack.places, place);
    return {.screen = Screen::waits,
            .place = locality && locality->kind == content::PlaceKind::provider ? place : std::string()};
  }
  if (parts[0] == "waits" && parts.size() == 2 && content::find(pack.measures, parts[1]))
    return {.screen = Screen::measure, .id = parts[1]};
  if (parts[0] == "survey" && parts.size() > 1) return route_of_survey(pack, parts);
  if (parts[0] == "withdraw" && parts.size() == 1) return {.screen = Screen::withdraw};
  if (parts[0] == "unsent" && parts.size() == 1) return {.screen = Screen::unsent};
  if (parts.size() == 2 && (parts[0] == "results" || parts[0] == "staff") && content::find(pack.surveys, parts[1]))
    return {.screen = parts[0] == "results" ? Screen::results : Screen::staff, .id = parts[1]};
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
    case Screen::equality_start:
      return "/survey/" + route.id + "/about-you";
    case Screen::equality:
      return "/survey/" + route.id + "/about-you/" + route.question;
    case Screen::contact:
      return "/survey/" + route.id + "/contact";
    case Screen::check:
      return "/survey/" + route.id + "/check";
    case Screen::done:
      return "/survey/" + route.id + "/done";
    case Screen::withdraw:
      return "/withdraw";
    case Screen::unsent:
      return "/unsent";
    case Screen::results:
      return "/results/" + route.id;
    case Screen::staff:
      return "/staff/" + route.id;
    case Screen::form:
      return "/survey/" + route.id + "/form";
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
  std::vector<std::string> paths = {"/", "/explain", "/waits", "/sources", "/withdraw", "/unsent"};
  for (const content::Topic& topic : pack.topics) {
    const int steps = static_cast<int>(content::step_count(topic.block));
    for (int step = 1; step <= steps; ++step)
      paths.push_back(path_of({.screen = Screen::explainer, .id = topic.id, .step = step}));
  }
  for (const content::Measure& measure : pack.measures)
    paths.push_back(path_of({.screen = Screen::measure, .id = measure.id}));
  for (const content::Survey& survey : pack.surveys) {
    for (const Screen screen : {Screen::survey_start, Screen::check, Screen::done, Screen::results, Screen::staff})
      paths.push_back(path_of({.screen = screen, .id = survey.id}));
    for (const content::Question& question : survey.questions)
      paths.push_back(path_of({.screen = Screen::question, .id = survey.id, .question = question.code}));
    if (survey.contact) paths.push_back(path_of({.screen = Screen::contact, .id = survey.id}));
    if (!survey.equality) continue;
    paths.push_back(path_of({.screen = Screen::equality_start, .id = survey.id}));
    for (const content::Question& question : survey.equality->questions)
      paths.push_back(path_of({.screen = Screen::equality, .id = survey.id, .question = question.code}));
  }
  for (const content::ReadingPage& page : pack.pages)
    paths.push_back(path_of({.screen = Screen::reading, .id = page.id}));
  const std::string prefix = content::prefix_of(pack, pack.info.language);
  for (std::string& path : paths) path.insert(0, prefix);
  return paths;
}

}  // namespace roadshow::page
