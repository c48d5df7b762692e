// Addresses of the site, in and out.
//
//   /                         home
//   /explain                  the list of explainers
//   /explain/<topic>[/<n>]    an explainer at step n, from 1
//   /waits[?at=<place>]       the ladder
//   /waits/<measure>          one measure
//   /survey/<survey>          start; after it /<question code>, /about-you and /about-you/<question code> (equality),
//                             /contact, /check and /done; /form: all questions, which the endpoint makes, for
//                             browsers without a program
//   /withdraw                 taking answers back
//   /unsent                   answers on this device that are not sent
//   /results/<survey>         what people answered
//   /staff/<survey>           what people wrote, for analysts
//   /sources                  where the figures come from
//   /<page>                   a reading page: privacy, accessibility
//
// In another language of the pack than its own, addresses start with its code: /ur/waits. Routes know nothing of
// languages: localise() (page/language.hpp) puts the code before the links of a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::page {

enum class Screen {
  home,
  explainers,
  explainer,
  waits,
  measure,
  survey_start,
  question,
  equality_start,
  equality,
  contact,
  check,
  done,
  form,
  withdraw,
  unsent,
  results,
  staff,
  sources,
  reading,
  not_found
};

struct Route {
  Screen screen = Screen::home;
  std::string id;        // topic, measure, survey or reading page
  int step = 1;          // explainer
  std::string place;     // waits; empty: the whole area
  std::string question;  // code
};

// The route of an address (page/address.hpp) in the language of `pack`. Everything the pack does not have is not_found;
// nothing is guessed.
Route parse_route(const content::Pack& pack, std::string_view path);
// The address of a route without the code of a language.
std::string path_of(const Route& route);

// Every address in the language of `pack`: `roadshow build` writes a file for each.
std::vector<std::string> static_paths(const content::Pack& pack);

}  // namespace roadshow::page
