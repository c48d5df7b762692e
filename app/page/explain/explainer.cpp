// Explainers: the list, and one of them, one step an address. What a step says and shows is built by its kind
// (page/explain/block_view.hpp).
#include "page/explain/block_view.hpp"

namespace roadshow::page {
namespace {

using content::Topic;
using figures::Paint;
using figures::Symbol;

constexpr const char* numbers_id = "people-numbers";

StepView step_of(const Pack& pack, const Topic& topic, int step) {
  return std::visit([&]<class T>(const T& block) { return BlockView<T>::step(pack, block, step); }, topic.block);
}

Symbol symbol_of(const Topic& topic) {
  return std::visit([]<class T>(const T& /*block*/) { return BlockView<T>::symbol(); }, topic.block);
}

std::string label_of(const Topic& topic, int step) {
  return content::step_label(topic.block, static_cast<size_t>(step));
}

std::string address_of(const Topic& topic, int step) {
  return path_of({.screen = Screen::explainer, .id = topic.id, .step = step});
}

Node stepper(const Pack& pack, const Topic& topic, int here) {
  const int total = static_cast<int>(content::step_count(topic.block));
  Nodes stops;
  for (int n = 1; total > 1 && n <= total; ++n) {
    const std::string label = label_of(topic, n);
    const Look look = n == here ? Look::stop_current : n < here ? Look::stop_done : Look::stop;
    Node stop = link("step-" + std::to_string(n), look, label, address_of(topic, n));
    stop.value = std::to_string(n);
    stop.current = n == here;
    stop.name = content::fill(pack.words[Word::step_of],
                              {{"n", std::to_string(n)}, {"total", std::to_string(total)}, {"label", label}});
    stops.push_back(group(Kind::item, Look::plain, nodes(std::move(stop))));
  }
  const auto arrow = [&](std::string id, Look look, std::string text, int step, Symbol symbol, Paint paint) {
    Node node = link(std::move(id), look, "", address_of(topic, step));
    Node words{.kind = Kind::text};
    words.text = std::move(text);
    node.children = symbol == Symbol::back ? nodes(icon(symbol, paint), std::move(words))
                                           : nodes(std::move(words), icon(symbol, paint));
    return node;
  };
  Nodes children;
  // There is always a way back and a way on: to the list at both ends of the story. It is the same key to the browser,
  // so that the focus stays on it.
  if (here > 1) {
    children.push_back(
        arrow("step-back", Look::button_outline, pack.words[Word::back], here - 1, Symbol::back, Paint::blue));
  } else {
    children.push_back(back_link("step-back", pack.words[Word::back], "/explain"));
    children.back().look = Look::button_outline;
  }
  if (!stops.empty()) children.push_back(group(Kind::numbered_list, Look::row, std::move(stops)));
  if (here < total) {
    children.push_back(arrow("step-next", Look::button_blue,
                             content::fill(pack.words[Word::next_named], {{"label", label_of(topic, here + 1)}}),
                             here + 1, Symbol::next, Paint::white));
  } else {
    children.push_back(link("step-next", Look::button_blue, pack.words[Word::finish], "/explain"));
  }
  Node nav = group(Kind::nav, Look::stepper, std::move(children));
  nav.name = pack.words[Word::steps_label];
  return nav;
}

// Paper has no next page to press for: every step in words, for print alone.
Node all_steps(const Pack& pack, const Topic& topic) {
  Nodes steps;
  for (int n = 1; n <= static_cast<int>(content::step_count(topic.block)); ++n)
    steps.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::body, step_of(pack, topic, n).print))));
  return group(Look::print_only, nodes(heading(2, Look::heading_2, pack.words[Word::all_steps]),
                                       group(Kind::numbered_list, Look::plain, std::move(steps))));
}

}  // namespace

template <>
Body build_screen<Screen::explainers>(const Pack& pack, const State& /*state*/) {
  Nodes cards;
  for (const Topic& topic : pack.topics) {
    Node card = link("topic-" + topic.id, Look::card, "", path_of({.screen = Screen::explainer, .id = topic.id}));
    Node image = picture("", figures::Icon{symbol_of(topic), Paint::blue});
    image.look = Look::card_picture;
    card.children =
        nodes(std::move(image), heading(2, Look::card_title, topic.title), paragraph(Look::card_text, topic.summary),
              group(Look::card_note, nodes(paragraph(Look::small, topic.note), icon(Symbol::next, Paint::blue))));
    cards.push_back(group(Kind::item, Look::plain, nodes(std::move(card))));
  }
  return {pack.words[Word::explainers_title], nodes(back_link("back", pack.words[Word::home], "/"),
                                                    main_heading(Look::heading_1, pack.words[Word::explainers_title]),
                                                    paragraph(Look::lead, pack.words[Word::explainers_lead]),
                                                    group(Kind::list, Look::cards, std::move(cards)))};
}

template <>
Body build_screen<Screen::explainer>(const Pack& pack, const State& state) {
  const Topic& topic = *content::find(pack.topics, state.route.id);
  const int here = state.route.step;
  StepView step = step_of(pack, topic, here);
  Nodes story = nodes(main_heading(Look::heading_2, topic.title));
  for (Node& node : step.story) story.push_back(std::move(node));

  Nodes side;
  if (state.table) {
    side.push_back(std::move(step.table));
  } else {
    Node caption{.kind = Kind::caption, .look = Look::visually_hidden};
    caption.text = std::move(step.words);
    side.push_back(group(Kind::figure, Look::figure_frame, nodes(std::move(step.picture), std::move(caption))));
  }
  side.push_back(stepper(pack, topic, here));
  Nodes children =
      nodes(group(Look::top_bar,
                  nodes(back_link("back", pack.words[Word::all_explainers], "/explain"), show_as(pack, state))),
            group(Look::columns_story,
                  nodes(group(Kind::section, Look::story, std::move(story)), group(Look::side, std::move(side)))),
            paragraph(Look::small, content::fill_tokens(pack, topic.source)));
  if (!state.table) {
    children.push_back(disclosure(numbers_id, pack.words[Word::numbers_as_table], state.open.count(numbers_id) > 0,
                                  nodes(std::move(step.table))));
  }
  children.push_back(all_steps(pack, topic));
  const std::string label = label_of(topic, here);
  return {(label.empty() ? "" : label + ": ") + topic.title, std::move(children)};
}

}  // namespace roadshow::page
