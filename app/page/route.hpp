// Addresses of the site, in and out.
//
//   /                         home
//   /explain                  the list of explainers
//   /explain/<topic>[/<n>]    an explainer at step n, from 1
//   /waits[?at=<place>]       the ladder
//   /waits/<measure>          one measure
//   /survey/<survey>          start; /<question code>, /check and /done after it
//   /sources                  where the figures come from
//   /<page>                   a reading page: privacy, accessibility
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
  check,
  done,
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

// The route of an address. Everything the pack does not have is not_found; nothing is guessed.
Route parse_route(const content::Pack& pack, std::string_view path);
std::string path_of(const Route& route);

// Every address of the site: `roadshow build` writes a file for each.
std::vector<std::string> static_paths(const content::Pack& pack);

}  // namespace roadshow::page
