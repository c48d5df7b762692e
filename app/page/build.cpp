#include "page/build.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "content/plural.hpp"
#include "page/language.hpp"
#include "page/screens.hpp"
#include "page/survey/finish.hpp"

namespace roadshow::page {
namespace {

using figures::Paint;
using figures::Symbol;

using Build = Body (*)(const Pack&, const State&);

template <size_t... screen>
constexpr std::array<Build, sizeof...(screen)> builders(std::index_sequence<screen...> /*all*/) {
  return {build_screen<static_cast<Screen>(screen)>...};
}

Body body_of(const Pack& pack, const State& state) {
  static constexpr auto all = builders(std::make_index_sequence<content::screen_count>());
  return all[static_cast<size_t>(state.route.screen)](pack, state);
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

Node start_again_key(const Pack& pack, const State& state) {
  Node menu = start_again(pack, state);
  menu.look = Look::header_key;
  menu.figure = figures::Icon{Symbol::restart, Paint::white};
  Node words = group(Look::restart_menu, std::move(menu.children));
  menu.children = nodes(std::move(words));
  return menu;
}

Node language_key(const Pack& pack, const State& state) {
  Node menu = disclosure("language", pack.words[Word::language], state.open.count("language") > 0,
                         nodes(language_menu(pack, state.route)));
  menu.look = Look::header_key;
  menu.figure = figures::Icon{Symbol::language, Paint::white};
  return menu;
}

// On a phone the keys of the header stand in a sheet below it. The key that opens it holds none of them itself: they
// are the same keys that stand in the header of a wider window (frame.css).
Node phone_menu(const Pack& pack, const State& state) {
  const bool open = state.open.count("menu") > 0;
  Node menu = disclosure("menu", pack.words[open ? Word::menu_close : Word::menu], open, {});
  menu.look = Look::menu_key;
  menu.figure = figures::Icon{open ? Symbol::close : Symbol::menu, Paint::white};
  return menu;
}

// Where people decide whether to answer, and read what becomes of their answers.
bool is_about_answers(Screen screen) {
  return screen == Screen::survey_start || screen == Screen::check || screen == Screen::done ||
         screen == Screen::reading;
}

// Only where the device has a voice for the language of the page.
void add_listen_keys(const Pack& pack, const State& state, Nodes& keys) {
  if (!state.can_listen) return;
  const auto add = [&](const char* id, Word word, Reading to) {
    Node key = button(id, Look::header_key, pack.words[word], Listen{to});
    key.figure = figures::Icon{Symbol::sound, Paint::white};
    keys.push_back(std::move(key));
  };
  const bool off = state.reading == Reading::off;
  add("listen", off ? Word::listen : Word::listen_stop, off ? Reading::on : Reading::off);
  if (state.reading == Reading::on) add("listen-pause", Word::listen_pause, Reading::paused);
  if (state.reading == Reading::paused) add("listen-pause", Word::listen_go_on, Reading::on);
}

// The switch between the layouts. On a kiosk few need it, and it stands at the foot of the page.
Node view_key(const Pack& pack, const State& state) {
  const bool stage = state.layout == Layout::stage;
  return button("view", state.kiosk ? Look::link_quiet : Look::header_key,
                pack.words[stage ? Word::view_flow : Word::view_stage],
                SetLayout{stage ? Layout::flow : Layout::stage});
}

// The switch between the layouts is the second thing that takes the focus, right after the skip link.
// On a page that the program never runs on, neither of its two keys would do anything.
Node header(const Pack& pack, const State& state, const Body& body) {
  Node view = view_key(pack, state);
  view.figure = figures::Icon{Symbol::view, Paint::white};
  Node brand = link("brand", Look::brand, "", "/");
  Node words{.kind = Kind::text};
  words.text = pack.words[Word::product];
  brand.children = nodes(icon(Symbol::brand, Paint::white), std::move(words));
  if (is(state.route.screen, content::answering)) {
    Node survey{.kind = Kind::text, .look = Look::brand_phone};
    survey.text = pack.words[Word::have_your_say];
    brand.children.push_back(std::move(survey));
  }
  Nodes bar;
  const bool program = !body.without_program;
  if (program && !state.kiosk) bar.push_back(std::move(view));
  bar.push_back(std::move(brand));
  bar.push_back(group(Look::pack_title, nodes(paragraph(Look::label, "**" + pack.info.title + "**"),
                                              paragraph(Look::label, pack.info.area))));
  if (program) {
    bar.push_back(phone_menu(pack, state));
    if (state.kiosk) bar.push_back(start_again_key(pack, state));
    add_listen_keys(pack, state, bar);
    if (pack.info.languages.size() > 1) bar.push_back(language_key(pack, state));
    bar.push_back(text_size_menu(pack, state));
  }
  Nodes parts = nodes(group(Look::header_bar, std::move(bar)));
  if (const std::string note = layout_note(pack, state); !note.empty()) {
    parts.push_back(paragraph(Look::view_note, note));
    parts.back().id = "view-note";
  }
  if (state.left_out && state.reading != Reading::off) {
    parts.push_back(paragraph(Look::draft_notice, pack.words[Word::listen_left_out]));
    parts.back().id = "left-out";
  }
  if (state.did.what == "language") {
    parts.push_back(paragraph(Look::view_note, words_of_did(pack, state.did)));
    parts.back().id = "language-note";
  }
  if (!pack.info.test.empty() && is_about_answers(state.route.screen)) {
    parts.push_back(paragraph(Look::draft_notice, pack.info.test));
    parts.back().id = "test-notice";
  }
  if (pack.info.draft) {
    parts.push_back(paragraph(Look::draft_notice, pack.words[Word::draft_notice]));
    parts.back().id = "draft-notice";
  }
  // Staff screens are never taken for those of residents.
  const Look look = state.route.screen == Screen::staff ? Look::header_staff : Look::header;
  return group(Kind::banner, look, std::move(parts));
}

Node footer(const Pack& pack, const State& state) {
  Nodes links;
  const auto add = [&](const char* id, Word word, const std::string& href) {
    links.push_back(group(Kind::item, Look::plain, nodes(link(id, Look::link_quiet, pack.words[word], href))));
  };
  add("foot-sources", Word::sources_link, "/sources");
  for (const content::Survey& survey : pack.surveys) {
    if (survey.results.open)
      add("foot-results", Word::results_link, path_of({.screen = Screen::results, .id = survey.id}));
  }
  if (!pack.surveys.empty()) add("foot-withdraw", Word::withdraw_link, "/withdraw");
  if (content::find(pack.pages, "accessibility")) add("foot-accessibility", Word::accessibility_link, "/accessibility");
  if (content::find(pack.pages, "privacy")) add("foot-privacy", Word::privacy_link, "/privacy");
  if (state.kiosk) links.push_back(group(Kind::item, Look::plain, nodes(view_key(pack, state))));
  Nodes children = nodes(paragraph(Look::small, pack.info.run_by));
  const auto count =
      state.held ? std::count_if(state.held->begin(), state.held->end(), [](const Held& held) { return !held.parked; })
                 : 0;
  if (count > 0) {
    Node waiting{.kind = Kind::paragraph, .look = Look::small};
    waiting.id = "waiting";
    waiting.text = content::counted(pack.words[Word::waiting_answers], pack.info.language, std::to_string(count));
    children.push_back(std::move(waiting));
  }
  Node nav = group(Kind::nav, Look::plain, nodes(group(Kind::list, Look::row, std::move(links))));
  nav.name = pack.words[Word::footer_label];
  children.push_back(std::move(nav));
  return group(Kind::footer, Look::footer_bar, std::move(children));
}

}  // namespace

Page build(const content::Pack& pack, const State& state) { return frame(pack, state, body_of(pack, state)); }

Page frame(const Pack& pack, const State& state, Body body) {
  Node head = header(pack, state, body);
  Node main = group(Kind::main, Look::main_column, std::move(body.children));
  main.id = "main";
  main.href = std::move(body.form);
  Nodes children = nodes(link("skip-link", Look::skip_link, pack.words[Word::skip_to_content], "#main"),
                         std::move(head), std::move(main));
  if (!is(state.route.screen, content::answering)) children.push_back(footer(pack, state));
  Page page{.title = content::fill(pack.words[Word::page_title],
                                   {{"page", body.title}, {"site", pack.words[Word::site_name]}}),
            .path = path_of(state.route),
            .root = group(Kind::page, Look::plain, std::move(children))};
  finish(page);
  localise(pack, page);
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
