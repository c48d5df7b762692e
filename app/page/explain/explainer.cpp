// Explainers: the list, and the story of 1,000 people as dots, one step an address.
#include <algorithm>
#include <numeric>

#include "page/screens.hpp"

namespace roadshow::page {
namespace {

using content::DotStep;
using content::DotStory;
using figures::DotField;
using figures::Paint;

struct Story {
  const content::Topic& topic;
  const DotStory& story;
  const DotStep& step;
  int number;  // of the step, from 1
  std::vector<int> people;
  int count = 0;   // people in the groups of this step
  int target = 0;  // people the target asks for
};

bool is_in_step(const Story& s, size_t group) {
  const auto& ids = s.step.groups;
  return std::find(ids.begin(), ids.end(), s.story.groups[group].id) != ids.end();
}

Story story_of(const Pack& pack, const State& state) {
  const content::Topic& topic = *content::find(pack.topics, state.route.id);
  const auto& story = std::get<DotStory>(topic.block);
  Story s{topic,
          story,
          story.steps[static_cast<size_t>(state.route.step - 1)],
          state.route.step,
          figures::people_of_thousand(pack, story),
          0,
          figures::target_of_thousand(pack, story)};
  for (size_t i = 0; i < s.people.size(); ++i) s.count += is_in_step(s, i) ? s.people[i] : 0;
  return s;
}

std::string filled(const Pack& pack, const Story& s, const std::string& text) {
  const std::string own = content::fill(text, {{"count", content::format_number(s.count, 0)},
                                               {"target", content::format_number(s.target, 0)},
                                               {"short", content::format_number(s.target - s.count, 0)}});
  return content::fill_tokens(pack, own);
}

bool shows_everyone(const Story& s) { return s.count == 1000; }

// The colours of a group: full for the groups of the step, dimmed for the others, ink for the last of the longest.
Paint paint_of(const Story& s, size_t group) {
  const bool first = group == 0;
  const bool last = group + 1 == s.people.size();
  if (is_in_step(s, group)) {
    if (shows_everyone(s) || s.step.accent == content::Accent::blue) return Paint::blue;
    return last ? Paint::text : Paint::orange;
  }
  return first ? Paint::dim_blue : s.story.groups[group].minus.empty() && !last ? Paint::dim_grey : Paint::dim_orange;
}

DotField field_of_target(const Pack& pack, const Story& s) {
  const int missing = s.target - s.count;
  DotField field;
  field.groups.push_back(
      {s.count, Paint::blue, false, content::format_number(s.count, 0), s.story.groups[0].label, true});
  field.groups.push_back({missing, Paint::orange, true,
                          content::fill(pack.words[Word::short_of_target], {{"n", std::to_string(missing)}}),
                          content::fill(pack.words[Word::should_be_within], {{"n", std::to_string(s.target)}}), true});
  field.groups.push_back({1000 - s.target, Paint::dim_grey, false, "", "", false});
  field.target = s.target;
  field.target_label = content::fill(pack.words[Word::target_line],
                                     {{"value", *content::value_of_token(pack, s.story.target_measure + ".target")}});
  return field;
}

constexpr int few_people = 25;  // in less than one column: their number alone would look like a part of something

// Neighbouring groups of one step share one label: "58 over a year", not "55" and "3".
DotField field_of(const Pack& pack, const Story& s) {
  if (s.step.target && s.target > s.count) return field_of_target(pack, s);
  DotField field;
  for (size_t i = 0; i < s.people.size(); ++i) {
    const bool strong = is_in_step(s, i) && !shows_everyone(s);
    DotField::Group group{
        s.people[i], paint_of(s, i), false, content::format_number(s.people[i], 0), s.story.groups[i].label, strong};
    if (shows_everyone(s)) group.number = group.label = "";
    if (strong && i > 0 && is_in_step(s, i - 1)) group.number = group.label = "";
    if (strong && s.step.groups.size() > 1 && !group.number.empty()) {
      group.number = content::format_number(s.count, 0);
      group.label = s.step.caption.empty() ? s.step.label : s.step.caption;
    }
    if (strong && s.people[i] < few_people && !group.number.empty())
      group.number = content::fill(pack.words[Word::of_thousand], {{"n", group.number}});
    field.groups.push_back(std::move(group));
  }
  return field;
}

Node table_of(const Pack& pack, const Story& s) {
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < s.people.size(); ++i) {
    rows.push_back(
        {s.story.groups[i].label, content::format_number(s.people[i], 0),
         content::fill(pack.words[Word::unit_percent], {{"n", content::format_number(s.people[i] / 10.0, 1)}})});
  }
  return table("people-table", pack.words[Word::table_caption],
               {pack.words[Word::table_group], pack.words[Word::table_people], pack.words[Word::table_share]}, rows, 1);
}

std::string address_of(const Story& s, int step) {
  return path_of({.screen = Screen::explainer, .id = s.topic.id, .step = step});
}

Node stepper(const Pack& pack, const Story& s) {
  const int total = static_cast<int>(s.story.steps.size());
  Nodes stops;
  for (int n = 1; n <= total; ++n) {
    const DotStep& step = s.story.steps[static_cast<size_t>(n - 1)];
    const Look look = n == s.number ? Look::stop_current : n < s.number ? Look::stop_done : Look::stop;
    Node stop = link("step-" + std::to_string(n), look, step.label, address_of(s, n));
    stop.value = std::to_string(n);
    stop.current = n == s.number;
    stop.name = content::fill(pack.words[Word::step_of],
                              {{"n", std::to_string(n)}, {"total", std::to_string(total)}, {"label", step.label}});
    stops.push_back(group(Kind::item, Look::plain, nodes(std::move(stop))));
  }
  const auto arrow = [&](std::string id, Look look, std::string text, int step, figures::Symbol symbol, Paint paint) {
    Node node = link(std::move(id), look, "", address_of(s, step));
    Node words{.kind = Kind::text};
    words.text = std::move(text);
    node.children = symbol == figures::Symbol::back ? nodes(icon(symbol, paint), std::move(words))
                                                    : nodes(std::move(words), icon(symbol, paint));
    return node;
  };
  Nodes children;
  // There is always a way back and a way on: to the list at both ends of the story. It is the same key to the browser,
  // so that the focus stays on it.
  if (s.number > 1) {
    children.push_back(arrow("step-back", Look::button_outline, pack.words[Word::back], s.number - 1,
                             figures::Symbol::back, Paint::blue));
  } else {
    children.push_back(back_link("step-back", pack.words[Word::back], "/explain"));
    children.back().look = Look::button_outline;
  }
  children.push_back(group(Kind::numbered_list, Look::row, std::move(stops)));
  if (s.number < total) {
    children.push_back(arrow(
        "step-next", Look::button_blue,
        content::fill(pack.words[Word::next_named], {{"label", s.story.steps[static_cast<size_t>(s.number)].label}}),
        s.number + 1, figures::Symbol::next, Paint::white));
  } else {
    children.push_back(link("step-next", Look::button_blue, pack.words[Word::finish], "/explain"));
  }
  Node nav = group(Kind::nav, Look::stepper, std::move(children));
  nav.name = pack.words[Word::steps_label];
  return nav;
}

// Paper has no next page to press for: every step in words, for print alone.
Node all_steps(const Pack& pack, const State& state) {
  Nodes children = nodes(heading(2, Look::heading_2, pack.words[Word::all_steps]));
  Nodes steps;
  State at = state;
  for (const DotStep& step : story_of(pack, state).story.steps) {
    at.route.step = static_cast<int>(steps.size()) + 1;
    const Story s = story_of(pack, at);
    const std::string finding = (step.unit.empty() ? "" : step.unit + " ") + step.finding;
    steps.push_back(
        group(Kind::item, Look::plain,
              nodes(paragraph(Look::body, "**" + step.label + "**: " + filled(pack, s, step.number) + " " +
                                              filled(pack, s, finding) + " " + filled(pack, s, step.detail)))));
  }
  children.push_back(group(Kind::numbered_list, Look::plain, std::move(steps)));
  return group(Look::print_only, std::move(children));
}

}  // namespace

Body explainers_screen(const Pack& pack, const State& /*state*/) {
  Nodes cards;
  for (const content::Topic& topic : pack.topics) {
    Node card = link("topic-" + topic.id, Look::card, "", path_of({.screen = Screen::explainer, .id = topic.id}));
    Node image = picture("", figures::Icon{figures::Symbol::picture_dots, Paint::blue});
    image.look = Look::card_picture;
    card.children = nodes(
        std::move(image), heading(2, Look::card_title, topic.title), paragraph(Look::card_text, topic.summary),
        group(Look::card_note, nodes(paragraph(Look::small, topic.note), icon(figures::Symbol::next, Paint::blue))));
    cards.push_back(group(Kind::item, Look::plain, nodes(std::move(card))));
  }
  return {pack.words[Word::explainers_title], nodes(back_link("back", pack.words[Word::home], "/"),
                                                    main_heading(Look::heading_1, pack.words[Word::explainers_title]),
                                                    paragraph(Look::lead, pack.words[Word::explainers_lead]),
                                                    group(Kind::list, Look::cards, std::move(cards)))};
}

Body explainer_screen(const Pack& pack, const State& state) {
  const Story s = story_of(pack, state);
  const Look number_paint = s.step.accent == content::Accent::orange ? Look::hero_number_orange : Look::hero_number;
  Nodes story = nodes(main_heading(Look::heading_2, s.topic.title));
  // Number, unit and sentence are one sentence; one paragraph keeps them together for a screen reader.
  Node fact{.kind = Kind::paragraph, .look = Look::finding};
  fact.id = "finding";
  Node number{.kind = Kind::strong, .look = number_paint};
  number.text = filled(pack, s, s.step.number);
  Node unit{.kind = Kind::strong,
            .look = s.step.accent == content::Accent::orange ? Look::number_unit_orange : Look::number_unit};
  unit.text = s.step.unit;
  Node sentence{.kind = Kind::strong, .look = Look::key_line};
  sentence.text = filled(pack, s, s.step.finding);
  fact.children.push_back(std::move(number));
  if (!s.step.unit.empty()) fact.children.push_back(std::move(unit));
  fact.children.push_back(std::move(sentence));
  story.push_back(std::move(fact));
  story.push_back(paragraph(Look::body, filled(pack, s, s.step.detail)));
  story.back().id = "detail";

  Nodes side;
  if (state.table) {
    side.push_back(table_of(pack, s));
  } else {
    Node caption{.kind = Kind::caption, .look = Look::visually_hidden};
    caption.text = filled(pack, s, s.step.number + " " + s.step.unit + " " + s.step.finding + " " + s.step.detail);
    side.push_back(
        group(Kind::figure, Look::figure_frame, nodes(picture("dot-field", field_of(pack, s)), std::move(caption))));
  }
  side.push_back(stepper(pack, s));
  Nodes children =
      nodes(group(Look::top_bar,
                  nodes(back_link("back", pack.words[Word::all_explainers], "/explain"), show_as(pack, state))),
            group(Look::columns_story,
                  nodes(group(Kind::section, Look::story, std::move(story)), group(Look::side, std::move(side)))),
            paragraph(Look::small, content::fill_tokens(pack, s.topic.source)));
  if (!state.table) {
    children.push_back(disclosure("people-numbers", pack.words[Word::numbers_as_table],
                                  state.open.count("people-numbers") > 0, nodes(table_of(pack, s))));
  }
  children.push_back(all_steps(pack, state));
  return {s.step.label + ": " + s.topic.title, std::move(children)};
}

}  // namespace roadshow::page
