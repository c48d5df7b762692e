#include "page/build.hpp"

#include "page/finish.hpp"
#include "page/screens.hpp"

namespace roadshow::page {
namespace {

using figures::Paint;
using figures::Symbol;

Body body_of(const Pack& pack, const State& state) {
  switch (state.route.screen) {
    case Screen::home:
      return home_screen(pack, state);
    case Screen::explainers:
      return explainers_screen(pack, state);
    case Screen::explainer:
      return explainer_screen(pack, state);
    case Screen::waits:
      return waits_screen(pack, state);
    case Screen::measure:
      return measure_screen(pack, state);
    case Screen::survey_start:
      return survey_start_screen(pack, state);
    case Screen::question:
      return question_screen(pack, state);
    case Screen::check:
      return check_screen(pack, state);
    case Screen::done:
      return done_screen(pack, state);
    case Screen::sources:
      return sources_screen(pack, state);
    case Screen::reading:
      return reading_screen(pack, state);
    case Screen::not_found:
      break;
  }
  return not_found_screen(pack, state);
}

Node text_size_menu(const Pack& pack, const State& state) {
  Node choice{.kind = Kind::radio_group, .look = Look::size_menu};
  choice.id = "text-size";
  choice.text = pack.words[Word::text_size];
  const std::pair<int, Word> sizes[] = {{100, Word::text_size_normal},
                                        {125, Word::text_size_large},
                                        {150, Word::text_size_larger},
                                        {200, Word::text_size_largest}};
  for (const auto& [percent, word] : sizes) {
    Node radio{.kind = Kind::radio, .look = Look::choice_row};
    radio.id = "text-size-" + std::to_string(percent);
    radio.text = pack.words[word];
    radio.value = std::to_string(percent);
    radio.checked = state.text_size == percent;
    radio.action = SetTextSize{percent};
    choice.children.push_back(std::move(radio));
  }
  Node menu = disclosure("text-size-menu", pack.words[Word::text_size], state.open.count("text-size-menu") > 0,
                         nodes(std::move(choice)));
  menu.look = Look::header_key;
  menu.figure = figures::Icon{Symbol::text_size, Paint::white};
  return menu;
}

// The switch between the layouts is the second thing that takes the focus, right after the skip link.
Node header(const Pack& pack, const State& state) {
  const bool stage = state.layout == Layout::stage;
  Node view = button("view", Look::header_key, pack.words[stage ? Word::view_flow : Word::view_stage],
                     SetLayout{stage ? Layout::flow : Layout::stage});
  view.figure = figures::Icon{Symbol::view, Paint::white};
  Node brand = link("brand", Look::brand, "", "/");
  Node words{.kind = Kind::text};
  words.text = pack.words[Word::product];
  brand.children = nodes(icon(Symbol::brand, Paint::white), std::move(words));
  return group(Kind::banner, Look::header,
               nodes(group(Look::header_bar,
                           nodes(std::move(view), std::move(brand),
                                 group(Look::pack_title, nodes(paragraph(Look::label, "**" + pack.info.title + "**"),
                                                               paragraph(Look::label, pack.info.area))),
                                 text_size_menu(pack, state)))));
}

Node footer(const Pack& pack, const State& state) {
  Nodes links;
  const auto add = [&](const char* id, Word word, const std::string& href) {
    links.push_back(group(Kind::item, Look::plain, nodes(link(id, Look::link_quiet, pack.words[word], href))));
  };
  add("foot-sources", Word::sources_link, "/sources");
  if (content::find(pack.pages, "accessibility")) add("foot-accessibility", Word::accessibility_link, "/accessibility");
  if (content::find(pack.pages, "privacy")) add("foot-privacy", Word::privacy_link, "/privacy");
  Nodes children = nodes(paragraph(Look::small, pack.info.run_by));
  if (state.waiting > 0) {
    Node waiting{.kind = Kind::paragraph, .look = Look::small};
    waiting.id = "waiting";
    waiting.text = content::fill(pack.words[Word::waiting_answers], {{"n", std::to_string(state.waiting)}});
    children.push_back(std::move(waiting));
  }
  Node nav = group(Kind::nav, Look::plain, nodes(group(Kind::list, Look::row, std::move(links))));
  nav.name = pack.words[Word::footer_label];
  children.push_back(std::move(nav));
  return group(Kind::footer, Look::footer_bar, std::move(children));
}

bool is_answering(Screen screen) { return screen == Screen::question || screen == Screen::check; }

}  // namespace

Page build(const content::Pack& pack, const State& state) {
  Body body = body_of(pack, state);
  Node main = group(Kind::main, Look::main_column, std::move(body.children));
  main.id = "main";
  Nodes children = nodes(link("skip-link", Look::skip_link, pack.words[Word::skip_to_content], "#main"),
                         header(pack, state), std::move(main));
  if (!is_answering(state.route.screen)) children.push_back(footer(pack, state));
  Page page{.title = content::fill(pack.words[Word::page_title],
                                   {{"page", body.title}, {"site", pack.words[Word::site_name]}}),
            .path = path_of(state.route),
            .root = group(Kind::page, Look::plain, std::move(children))};
  finish(page);
  return page;
}

Page build_trouble(const Problems& problems) {
  Nodes details;
  for (const Problem& problem : problems)
    details.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::small, to_line(problem)))));
  const std::string count = problems.size() == 1 ? "1 problem" : std::to_string(problems.size()) + " problems";
  Node main = group(
      Kind::main, Look::main_column,
      nodes(group(
          Look::reading,
          nodes(main_heading(Look::heading_1, "We cannot show this page right now"),
                paragraph(Look::lead, "Something is wrong with the content of this site. It is not your fault."),
                paragraph(Look::body, "Answers you have given are safe on this device. We will send them."),
                paragraph(Look::body, "Please try again later."), link("again", Look::button_blue, "Try again", "/"),
                disclosure("trouble-details", "For the people who look after this site: " + count, false,
                           nodes(group(Kind::list, Look::bullets, std::move(details))))))));
  main.id = "main";
  Page page{.title = "We cannot show this page right now",
            .path = "",
            .root = group(Kind::page, Look::plain, nodes(std::move(main)))};
  finish(page);
  return page;
}

}  // namespace roadshow::page
