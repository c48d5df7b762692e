// The addresses of the site: one row for each screen, read by all who ask what an address leads to or how it is
// written: routes and builders (page/route.hpp), the build, and the checker, for links in content.
//
// A pattern is words and values: {topic} is the id of a topic of the pack. A value in the address fills a field of the
// Route. The last may be left out where it ends with a question mark.
//
// In another language of the pack than its own, addresses start with its code: /ur/waits. Rows know nothing of it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace roadshow::content {

struct Pack;

enum class Screen {
  home,
  explainers,  // the list
  waits,       // ?at=<place>
  sources,     // where the figures come from
  withdraw,    // taking answers back
  unsent,      // answers on this device that are not sent
  explainer,
  measure,
  survey_start,
  check,
  done,
  results,  // what people answered
  staff,    // what people wrote, for analysts
  form,     // all questions, which the endpoint makes, for browsers without a program
  contact,
  equality_start,
  equality,
  question,
  reading,  // privacy, accessibility
  not_found
};
inline constexpr size_t screen_count = static_cast<size_t>(Screen::not_found) + 1;

enum class SiteSection : uint8_t { site, explainers, waits, survey, results };

// What else is so of a screen.
inline constexpr uint8_t answering = 1;   // between the first question and sending: the way on is at its foot
inline constexpr uint8_t begun = 2;       // who has not answered yet is led to the start
inline constexpr uint8_t by_service = 4;  // made by the endpoint when it is asked for, and not by `roadshow build`

struct AddressRow {
  Screen screen;
  std::string_view pattern;
  SiteSection section;
  uint8_t traits = 0;
};

// A word is matched before a value, so /survey/<survey>/check stands above the questions.
inline constexpr std::array address_rows = {
    AddressRow{Screen::home, "/", SiteSection::site},
    AddressRow{Screen::explainers, "/explain", SiteSection::explainers},
    AddressRow{Screen::waits, "/waits", SiteSection::waits},
    AddressRow{Screen::sources, "/sources", SiteSection::site},
    AddressRow{Screen::withdraw, "/withdraw", SiteSection::site},
    AddressRow{Screen::unsent, "/unsent", SiteSection::site},
    AddressRow{Screen::explainer, "/explain/{topic}/{step?}", SiteSection::explainers},
    AddressRow{Screen::measure, "/waits/{measure}", SiteSection::waits},
    AddressRow{Screen::survey_start, "/survey/{survey}", SiteSection::survey},
    AddressRow{Screen::check, "/survey/{survey}/check", SiteSection::survey, answering | begun},
    AddressRow{Screen::done, "/survey/{survey}/done", SiteSection::survey, begun},
    AddressRow{Screen::results, "/results/{survey}", SiteSection::results},
    AddressRow{Screen::staff, "/staff/{survey}", SiteSection::results},
    AddressRow{Screen::form, "/survey/{survey}/form", SiteSection::survey, begun | by_service},
    AddressRow{Screen::contact, "/survey/{survey with contact}/contact", SiteSection::survey, answering | begun},
    AddressRow{Screen::equality_start, "/survey/{survey with equality}/about-you", SiteSection::survey,
               answering | begun},
    AddressRow{Screen::equality, "/survey/{survey with equality}/about-you/{equality question}", SiteSection::survey,
               answering | begun},
    AddressRow{Screen::question, "/survey/{survey}/{question}", SiteSection::survey, answering},
    AddressRow{Screen::reading, "/{page}", SiteSection::site},
    AddressRow{Screen::not_found, "", SiteSection::site, by_service},  // has no address: it stays where it is
};

constexpr const AddressRow& row_of(Screen screen) {
  for (const AddressRow& row : address_rows) {
    if (row.screen == screen) return row;
  }
  return address_rows.back();
}
constexpr bool is(Screen screen, uint8_t trait) { return (row_of(screen).traits & trait) != 0; }

struct Route {
  Screen screen = Screen::home;
  std::string id;        // topic, measure, survey or reading page
  int step = 1;          // explainer
  std::string place;     // waits; empty: the whole area
  std::string question;  // code
};

// The route of a path such as "/waits/mrsa", without language, query and fragment. Everything the pack does not have is
// not_found; nothing is guessed.
Route route_of(const Pack& pack, std::string_view path);

// The address of a route without the code of a language.
std::string path_of(const Route& route);

// Every address of the site that is built, without the code of a language.
std::vector<std::string> built_paths(const Pack& pack);

// Whether a value cannot stand in the last place of this screen's pattern, since another screen has the word there.
bool is_taken(Screen screen, std::string_view value);

}  // namespace roadshow::content
