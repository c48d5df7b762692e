#include "content/addresses.hpp"

#include <algorithm>

#include "content/pack.hpp"

namespace roadshow::content {
namespace {

using Texts = std::vector<std::string>;

// An address has one spelling here: a slash too many is a part that nothing matches.
std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (!path.empty()) {
    const size_t end = path.find('/');
    parts.push_back(path.substr(0, end));
    if (end == std::string_view::npos) break;
    path.remove_prefix(end + 1);
    if (path.empty()) parts.emplace_back();
  }
  return parts;
}

bool is_value(std::string_view part) { return part.starts_with('{'); }
bool may_be_left_out(std::string_view part) { return part.ends_with("?}"); }

template <class T>
Texts ids_of(const std::vector<T>& items) {
  Texts ids;
  for (const T& item : items) ids.push_back(item.id);
  return ids;
}

template <class Has>
Texts surveys_with(const Pack& pack, const Has& has) {
  Texts ids;
  for (const Survey& survey : pack.surveys) {
    if (has(survey)) ids.push_back(survey.id);
  }
  return ids;
}

Texts codes_of(const std::vector<Question>& questions) {
  Texts codes;
  for (const Question& question : questions) codes.push_back(question.code);
  return codes;
}

// A value in a pattern: what the pack has of it where the route leads so far, and the field of the route that it fills.
struct Slot {
  std::string_view name;
  Texts (*all)(const Pack& pack, const Route& route);
  std::string Route::*field;  // none: the step
};

Texts steps_of(const Pack& pack, const Route& route) {
  Texts steps;
  const Topic* topic = find(pack.topics, route.id);
  for (size_t n = 1; topic && n <= step_count(topic->block); ++n) steps.push_back(std::to_string(n));
  return steps;
}

constexpr std::array slots = {
    Slot{"{topic}", [](const Pack& pack, const Route&) { return ids_of(pack.topics); }, &Route::id},
    Slot{"{step?}", steps_of, nullptr},
    Slot{"{measure}", [](const Pack& pack, const Route&) { return ids_of(pack.measures); }, &Route::id},
    Slot{"{survey}", [](const Pack& pack, const Route&) { return ids_of(pack.surveys); }, &Route::id},
    Slot{"{survey with contact}",
         [](const Pack& pack, const Route&) {
           return surveys_with(pack, [](const Survey& survey) { return survey.contact.has_value(); });
         },
         &Route::id},
    Slot{"{survey with equality}",
         [](const Pack& pack, const Route&) {
           return surveys_with(pack, [](const Survey& survey) { return survey.equality.has_value(); });
         },
         &Route::id},
    Slot{"{question}",
         [](const Pack& pack, const Route& route) { return codes_of(find(pack.surveys, route.id)->questions); },
         &Route::question},
    Slot{"{equality question}",
         [](const Pack& pack, const Route& route) {
           return codes_of(find(pack.surveys, route.id)->equality->questions);
         },
         &Route::question},
    Slot{"{page}", [](const Pack& pack, const Route&) { return ids_of(pack.pages); }, &Route::id},
};

const Slot& slot_named(std::string_view name) {
  return *std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.name == name; });
}

void fill_in(Route& route, const Slot& slot, const std::string& text) {
  if (slot.field) {
    route.*slot.field = text;
  } else {
    route.step = 0;
    for (const char digit : text) route.step = route.step * 10 + (digit - '0');
  }
}

// Empty where it is left out.
std::string text_in(const Route& route, const Slot& slot) {
  if (slot.field) return route.*slot.field;
  return route.step > 1 ? std::to_string(route.step) : std::string();
}

bool matches(const Pack& pack, const AddressRow& row, const std::vector<std::string_view>& parts, Route& route) {
  const auto pattern = parts_of(row.pattern);
  const size_t fewest = pattern.size() - (!pattern.empty() && may_be_left_out(pattern.back()) ? 1 : 0);
  if (parts.size() > pattern.size() || parts.size() < fewest) return false;
  route = {.screen = row.screen};
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!is_value(pattern[i])) {
      if (pattern[i] != parts[i]) return false;
      continue;
    }
    const Slot& slot = slot_named(pattern[i]);
    const Texts all = slot.all(pack, route);
    const auto found = std::find(all.begin(), all.end(), parts[i]);
    if (found == all.end()) return false;
    fill_in(route, slot, *found);
  }
  return true;
}

// Every route of a pattern, its first value first.
void add_paths(const Pack& pack, const std::vector<std::string_view>& pattern, size_t at, Route route, Texts& paths) {
  while (at < pattern.size() && !is_value(pattern[at])) ++at;
  if (at == pattern.size()) {
    paths.push_back(path_of(route));
    return;
  }
  const Slot& slot = slot_named(pattern[at]);
  for (const std::string& text : slot.all(pack, route)) {
    fill_in(route, slot, text);
    add_paths(pack, pattern, at + 1, route, paths);
  }
}

}  // namespace

Route route_of(const Pack& pack, std::string_view path) {
  const auto parts = parts_of(path);
  Route route;
  for (const AddressRow& row : address_rows) {
    if (!row.pattern.empty() && matches(pack, row, parts, route)) return route;
  }
  return {.screen = Screen::not_found};
}

std::string path_of(const Route& route) {
  const std::string_view pattern = row_of(route.screen).pattern;
  if (pattern.empty() || pattern == "/") return std::string(pattern);
  std::string path;
  for (const std::string_view part : parts_of(pattern)) {
    const std::string text = is_value(part) ? text_in(route, slot_named(part)) : std::string(part);
    if (!text.empty()) path += "/" + text;
  }
  return path + (route.place.empty() ? "" : "?at=" + route.place);
}

std::vector<std::string> built_paths(const Pack& pack) {
  Texts paths;
  for (const AddressRow& row : address_rows) {
    if (!is(row.screen, by_service)) add_paths(pack, parts_of(row.pattern), 0, {.screen = row.screen}, paths);
  }
  return paths;
}

bool is_taken(Screen screen, std::string_view value) {
  const auto own = parts_of(row_of(screen).pattern);
  const auto stands_in = [&](const AddressRow& row) {
    const auto other = parts_of(row.pattern);
    if (other.size() < own.size() || other[own.size() - 1] != value) return false;
    return std::equal(own.begin(), own.end() - 1, other.begin(),
                      [](std::string_view a, std::string_view b) { return a == b || (is_value(a) && is_value(b)); });
  };
  return std::any_of(address_rows.begin(), address_rows.end(), stands_in);
}

}  // namespace roadshow::content
