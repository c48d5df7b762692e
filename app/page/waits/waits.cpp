// Waiting times: the ladder of measures against their targets, with a picker of places and the featured trend.
#include <algorithm>
#include <set>

#include "page/screens.hpp"

namespace roadshow::page {
namespace {

using content::Measure;

const content::Value* value_on_ladder(const Pack& pack, const Measure& measure, const std::string& place) {
  const content::Value* value = content::value_at(measure, place, pack.info.waits.period);
  return value ? value : content::newest(measure, place);
}

std::string place_of(const Pack& pack, const State& state) {
  return state.route.place.empty() ? content::whole_area(pack) : state.route.place;
}

// The reason for a missing figure, or where else to look for it.
Node missing_words(const Pack& pack, const content::Value* value, bool area) {
  const std::string words = area && value ? pack.words[Word::choose_provider]
                            : value       ? value->reason
                                          : pack.words[Word::only_area];
  return group(Look::status_missing,
               nodes(icon(figures::Symbol::missing, figures::Paint::grey), paragraph(Look::label, words)));
}

Node row_of(const Pack& pack, const State& state, const Measure& measure) {
  const std::string place = place_of(pack, state);
  const content::Value* value = value_on_ladder(pack, measure, place);
  const bool published = value && value->value;
  const bool featured = measure.id == pack.info.waits.featured;
  Node row = link("row-" + measure.id, featured ? Look::ladder_row_featured : Look::ladder_row, "",
                  path_of({.screen = Screen::measure, .id = measure.id}));
  Node bar = picture("bar-" + measure.id, bar_of(pack, measure, value, 100));
  bar.look = Look::ladder_bar;
  row.children =
      nodes(group(Look::ladder_name,
                  nodes(paragraph(Look::heading_3, measure.label), paragraph(Look::small, measure.detail))),
            std::move(bar),
            group(Look::ladder_value,
                  nodes(paragraph(published ? Look::row_number : Look::heading_3, value_words(pack, measure, value)),
                        published ? standing(pack, measure, value)
                                  : missing_words(pack, value, place == content::whole_area(pack)))));
  return group(Kind::item, Look::plain, nodes(std::move(row)));
}

// The figures of one place. Those of a provider are listed by who is counted: residents and everyone at a trust never
// share a ladder (visual language, chart rule 9).
Nodes ladders(const Pack& pack, const State& state) {
  const std::string place = place_of(pack, state);
  std::vector<std::pair<std::string, Nodes>> lists;
  for (const std::string& id : pack.info.waits.ladder) {
    const Measure& measure = *content::find(pack.measures, id);
    const content::Value* value = value_on_ladder(pack, measure, place);
    const bool by_population = place != content::whole_area(pack);
    const std::string population = by_population ? (value ? value->population : "-") : "";
    auto list = std::find_if(lists.begin(), lists.end(), [&](const auto& one) { return one.first == population; });
    if (list == lists.end()) list = lists.insert(list, {population, {}});
    list->second.push_back(row_of(pack, state, measure));
  }
  Nodes children;
  for (auto& [population, rows] : lists) {
    if (!population.empty()) {
      const content::Population* counted = content::find(pack.populations, population);
      children.push_back(heading(2, Look::heading_3, counted ? counted->label : pack.words[Word::not_published]));
    }
    children.push_back(group(Kind::list, Look::ladder, std::move(rows)));
  }
  return children;
}

Node picker(const Pack& pack, const State& state) {
  Nodes items;
  for (const content::Locality& place : pack.places) {
    if (place.kind == content::PlaceKind::group) continue;
    const bool area = place.kind == content::PlaceKind::area;
    Node item = link("place-" + place.id, Look::segment, place.short_name,
                     path_of({.screen = Screen::waits, .place = area ? "" : place.id}));
    item.current = place_of(pack, state) == place.id;
    items.push_back(group(Kind::item, Look::plain, nodes(std::move(item))));
  }
  Node nav = group(Kind::nav, Look::segmented, nodes(group(Kind::list, Look::row, std::move(items))));
  nav.id = "places";
  nav.name = pack.words[Word::show_figures_for];
  return nav;
}

Node ladder_table(const Pack& pack, const State& state) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& id : pack.info.waits.ladder) {
    const Measure& measure = *content::find(pack.measures, id);
    const content::Value* value = value_on_ladder(pack, measure, place_of(pack, state));
    rows.push_back({measure.label + ": " + measure.detail, value_words(pack, measure, value),
                    measure.target ? *content::value_of_token(pack, measure.id + ".target") : "",
                    standing_words(pack, measure, value)});
  }
  return table("ladder-table", pack.info.waits.title + ". " + content::find(pack.places, place_of(pack, state))->name,
               {pack.words[Word::measure_column], pack.words[Word::value_column], pack.words[Word::target_column],
                pack.words[Word::compared_column]},
               rows, 1, 3);
}

Node featured_panel(const Pack& pack) {
  const Measure& measure = *content::find(pack.measures, pack.info.waits.featured);
  const content::Value* value = content::newest_published(measure, content::whole_area(pack));
  Nodes children = nodes(heading(2, Look::heading_3, measure.label));
  if (value) {
    children.push_back(
        group(Look::panel_head,
              nodes(paragraph(Look::number, value_words(pack, measure, value)),
                    paragraph(Look::label, measure.detail + ", " + content::format_month(pack, value->period)))));
  }
  if (has_trend(pack, measure)) {
    Node caption{.kind = Kind::caption, .look = Look::visually_hidden};
    caption.text = trend_words(pack, measure);
    children.push_back(group(Kind::figure, Look::figure_frame,
                             nodes(picture("featured-trend", trend_of(pack, measure, true)), std::move(caption))));
  }
  if (!measure.meaning.empty()) {
    children.push_back(group(Look::inset, nodes(heading(3, Look::label, pack.words[Word::what_it_means]),
                                                paragraph(Look::label, content::fill_tokens(pack, measure.meaning)))));
  }
  if (!measure.caveat.empty()) children.push_back(paragraph(Look::small, measure.caveat));
  children.push_back(link("featured-more", Look::link_quiet,
                          content::fill(pack.words[Word::see_more], {{"label", measure.label}}),
                          path_of({.screen = Screen::measure, .id = measure.id})));
  return group(Kind::aside, Look::panel, std::move(children));
}

}  // namespace

Body waits_screen(const Pack& pack, const State& state) {
  const content::Waits& waits = pack.info.waits;
  Nodes main = state.table ? nodes(ladder_table(pack, state)) : ladders(pack, state);
  main.push_back(paragraph(Look::small, waits.note));
  if (!state.table) {
    main.push_back(disclosure("ladder-numbers", pack.words[Word::numbers_as_table],
                              state.open.count("ladder-numbers") > 0, nodes(ladder_table(pack, state))));
  }
  Nodes more;
  for (const std::string& id : waits.more) {
    const Measure& measure = *content::find(pack.measures, id);
    more.push_back(group(
        Kind::item, Look::plain,
        nodes(link("more-" + id, Look::link_quiet, measure.label, path_of({.screen = Screen::measure, .id = id})))));
  }
  Nodes children = nodes(
      group(Look::top_bar, nodes(back_link("back", pack.words[Word::home], "/"), show_as(pack, state))),
      main_heading(Look::heading_1, waits.title),
      paragraph(Look::lead, state.table || waits.key.empty() ? waits.lead : waits.lead + " " + waits.key),
      picker(pack, state),
      group(Look::columns_waits, nodes(group(Kind::section, Look::stack, std::move(main)), featured_panel(pack))));
  if (!more.empty()) {
    children.push_back(heading(2, Look::heading_2, pack.words[Word::more_measures]));
    children.push_back(group(Kind::list, Look::more_list, std::move(more)));
  }
  return {waits.title, std::move(children)};
}

}  // namespace roadshow::page
