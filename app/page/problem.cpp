#include "page/problem.hpp"

#include "page/screens.hpp"

namespace roadshow::page {

Page problem_page(const Pack& pack, int status, const std::string& path) {
  State state;
  state.route = {.screen = Screen::not_found};
  Body body = build_screen<Screen::not_found>(pack, state);
  if (status != 400 && status != 404) {
    const std::string& title = pack.words[Word::error_summary];
    // The number is for those who are asked what went wrong.
    body = {title,
            nodes(group(Look::reading, nodes(main_heading(Look::heading_1, title),
                                             paragraph(Look::lead, "HTTP " + std::to_string(status)),
                                             link("home-link", Look::button_blue, pack.words[Word::back_home], "/"))))};
  }
  body.without_program = true;
  Page page = frame(pack, state, std::move(body));
  page.path = path;
  return page;
}

}  // namespace roadshow::page
