// Pages to read: privacy, accessibility, where the figures come from, and the page for a wrong address.
#include <map>
#include <set>

#include "page/screens.hpp"

namespace roadshow::page {
namespace {

// "L1680, L1681" from the lines of every figure of a measure, each once.
std::string lines_of(const content::Measure& measure, const std::string& document) {
  std::set<std::string> seen;
  std::string lines;
  const auto add = [&](const content::Source& source) {
    if (source.document != document || !seen.insert(source.lines).second) return;
    lines += (lines.empty() ? "" : ", ") + line_number(source.lines);
  };
  for (const content::Value& value : measure.values) add(value.source);
  if (measure.target) add(measure.target->source);
  return lines;
}

}  // namespace

template <>
Body build_screen<Screen::sources>(const Pack& pack, const State& /*state*/) {
  Nodes children = nodes(back_link("back", pack.words[Word::home], "/"),
                         main_heading(Look::heading_1, pack.words[Word::sources_title]),
                         paragraph(Look::lead, pack.words[Word::sources_lead]));
  for (const content::Document& document : pack.documents) {
    std::vector<std::vector<std::string>> rows;
    for (const content::Measure& measure : pack.measures) {
      const std::string lines = lines_of(measure, document.id);
      if (!lines.empty()) rows.push_back({measure.label + ": " + measure.detail, lines});
    }
    children.push_back(heading(2, Look::heading_2, document.title));
    children.push_back(paragraph(Look::body, pack.words[Word::publisher_column] + ": " + document.publisher + ". " +
                                                 pack.words[Word::date_column] + ": " +
                                                 content::format_date(pack, document.date) + "."));
    if (rows.empty()) continue;
    children.push_back(table("figures-" + document.id,
                             content::fill(pack.words[Word::figures_from], {{"document", document.title}}),
                             {pack.words[Word::measure_column], pack.words[Word::lines_column]}, rows, 2));
  }
  return {pack.words[Word::sources_title], std::move(children)};
}

template <>
Body build_screen<Screen::reading>(const Pack& pack, const State& state) {
  const content::ReadingPage& page = *content::find(pack.pages, state.route.id);
  Nodes text = nodes(back_link("back", pack.words[Word::home], "/"), main_heading(Look::heading_1, page.title),
                     paragraph(Look::lead, page.lead));
  for (const content::Section& section : page.sections) {
    text.push_back(heading(2, Look::heading_2, section.heading));
    for (const std::string& words : section.paragraphs) text.push_back(paragraph(Look::body, words));
    Nodes points;
    for (const std::string& words : section.list)
      points.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::body, words))));
    if (!points.empty()) text.push_back(group(Kind::list, Look::bullets, std::move(points)));
  }
  return {page.title, nodes(group(Look::reading, std::move(text)))};
}

template <>
Body build_screen<Screen::not_found>(const Pack& pack, const State& /*state*/) {
  return {pack.words[Word::not_found_title],
          nodes(group(Look::reading, nodes(main_heading(Look::heading_1, pack.words[Word::not_found_title]),
                                           paragraph(Look::lead, pack.words[Word::not_found_lead]),
                                           link("home-link", Look::button_blue, pack.words[Word::back_home], "/"))))};
}

// Made by the endpoint (page/survey/form.hpp); the program never comes here.
template <>
Body build_screen<Screen::form>(const Pack& pack, const State& state) {
  return build_screen<Screen::not_found>(pack, state);
}

}  // namespace roadshow::page
