#include "page/screens.hpp"

namespace roadshow::page {
namespace {

figures::Symbol symbol_of(content::Picture picture) {
  switch (picture) {
    case content::Picture::route:
      return figures::Symbol::picture_route;
    case content::Picture::dots:
      return figures::Symbol::picture_dots;
    case content::Picture::pins:
      return figures::Symbol::picture_pins;
    case content::Picture::speech:
      return figures::Symbol::picture_speech;
  }
  return figures::Symbol::picture_route;
}

Node card(const content::HomeCard& card) {
  Node link_node = link("card-" + card.id, card.main ? Look::card_main : Look::card, "", card.to);
  Node image = picture("", figures::Icon{symbol_of(card.picture), figures::Paint::blue});
  image.look = Look::card_picture;
  Node note = group(Look::card_note,
                    nodes(paragraph(Look::small, card.note),
                          icon(figures::Symbol::next, card.main ? figures::Paint::white : figures::Paint::blue)));
  link_node.children = nodes(std::move(image), heading(2, Look::card_title, card.title),
                             paragraph(Look::card_text, card.text), std::move(note));
  return group(Kind::item, Look::plain, nodes(std::move(link_node)));
}

}  // namespace

template <>
Body build_screen<Screen::home>(const Pack& pack, const State& state) {
  const content::Home& home = pack.info.home;
  Node hills = picture("home-hills", figures::Hills{});
  hills.look = Look::hero_picture;
  Nodes cards;
  for (const auto& one : home.cards) cards.push_back(card(one));
  const auto filled = [&](const std::string& text) { return content::fill_tokens(pack, text); };
  Node fact = group(
      Kind::section, Look::fact_strip,
      nodes(paragraph(Look::number, filled(home.fact_number)),
            group(Look::fact_text, nodes(paragraph(Look::body, filled(home.fact_text) + " " + filled(home.fact_more)),
                                         paragraph(Look::small, home.fact_source))),
            link("fact-link", Look::button_outline, home.fact_link, home.fact_to)));
  Node hero = group(Look::hero, nodes(group(Look::hero_text, nodes(main_heading(Look::home_heading, home.heading),
                                                                   paragraph(Look::lead, home.lead))),
                                      std::move(hills)));
  Nodes children = nodes(std::move(hero));
  for (Node& note : unsent_note(pack, state)) children.push_back(std::move(note));
  children.push_back(group(Kind::list, Look::cards, std::move(cards)));
  children.push_back(std::move(fact));
  return {pack.info.title, std::move(children)};
}

}  // namespace roadshow::page
