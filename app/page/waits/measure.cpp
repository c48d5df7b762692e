// One measure: its trend over months, or a bar for each place; what it means, what to be careful about, the source.
#include <algorithm>

#include "page/screens.hpp"

namespace roadshow::page {
namespace {

using content::Measure;

std::string month_and_people(const Pack& pack, const content::Value& value) {
  return content::find(pack.populations, value.population)->label + ", " + content::format_month(pack, value.period);
}

// Only a share of all has a whole to be drawn against; a bar for a number of people would have no scale.
Node place_row(const Pack& pack, const Measure& measure, const content::Value& value) {
  Nodes row = nodes(
      group(Look::ladder_name, nodes(paragraph(Look::heading_3, content::find(pack.places, value.place)->short_name),
                                     paragraph(Look::small, month_and_people(pack, value)))));
  if (measure.unit == content::Unit::percent) {
    Node bar = picture("bar-" + value.place, bar_of(pack, measure, &value, 100));
    bar.look = Look::ladder_bar;
    row.push_back(std::move(bar));
  }
  row.push_back(group(Look::ladder_value, nodes(paragraph(value.value ? Look::row_number : Look::heading_3,
                                                          value_words(pack, measure, &value)),
                                                standing(pack, measure, &value))));
  return group(Kind::item, Look::ladder_row, std::move(row));
}

Node bars(const Pack& pack, const Measure& measure) {
  Nodes rows;
  for (const content::Locality& place : pack.places) {
    if (const content::Value* value = content::newest(measure, place.id))
      rows.push_back(place_row(pack, measure, *value));
  }
  return group(Kind::list, Look::ladder, std::move(rows));
}

Node trend(const Pack& pack, const Measure& measure) {
  Node caption{.kind = Kind::caption, .look = Look::visually_hidden};
  caption.text = trend_words(pack, measure);
  return group(Kind::figure, Look::figure_frame,
               nodes(picture("trend-" + measure.id, trend_of(pack, measure, false)), std::move(caption)));
}

Node values_table(const Pack& pack, const Measure& measure) {
  std::vector<std::vector<std::string>> rows;
  for (const content::Value& value : measure.values) {
    const bool missing = !value.value;
    rows.push_back(
        {content::find(pack.places, value.place)->short_name, content::format_month(pack, value.period),
         missing ? pack.words[Word::not_published] + ". " + value.reason : value_words(pack, measure, &value),
         measure.target ? standing_words(pack, measure, &value) : pack.words[Word::no_target]});
  }
  return table("values-table", measure.label + ": " + measure.detail,
               {pack.words[Word::place_column], pack.words[Word::month_column], pack.words[Word::value_column],
                pack.words[Word::compared_column]},
               rows, 2, 3);
}

std::string direction_words(const Pack& pack, const Measure& measure) {
  if (measure.better == content::Better::down) return " **" + pack.words[Word::lower_is_better] + "**";
  if (measure.better == content::Better::up) return " **" + pack.words[Word::higher_is_better] + "**";
  return "";
}

Node side(const Pack& pack, const Measure& measure) {
  const std::string& area = content::whole_area(pack);
  const content::Value* value = content::newest_published(measure, area);
  Nodes children;
  if (value) {
    children.push_back(group(Look::panel_head, nodes(paragraph(Look::number, value_words(pack, measure, value)),
                                                     paragraph(Look::label, month_and_people(pack, *value)))));
    children.push_back(standing(pack, measure, value));
  } else {
    const content::Value* missing = content::newest(measure, area);
    children.push_back(paragraph(Look::heading_3, pack.words[Word::not_published]));
    if (missing) children.push_back(paragraph(Look::body, missing->reason));
  }
  if (!measure.meaning.empty()) {
    children.push_back(group(Look::inset, nodes(heading(2, Look::heading_3, pack.words[Word::what_it_means]),
                                                paragraph(Look::body, content::fill_tokens(pack, measure.meaning)))));
  }
  if (!measure.counts.empty()) {
    children.push_back(group(Look::note_box, nodes(heading(2, Look::label, pack.words[Word::what_it_counts]),
                                                   paragraph(Look::body, content::fill_tokens(pack, measure.counts)))));
  }
  const Measure* related = content::find(pack.measures, measure.related);
  const content::Value* people = related ? content::newest_published(*related, area) : nullptr;
  if (people) {
    children.push_back(group(Look::note_box,
                             nodes(heading(2, Look::label, pack.words[Word::how_many_people]),
                                   paragraph(Look::body, related->detail + ": " + value_words(pack, *related, people) +
                                                             " (" + content::format_month(pack, people->period) + ")."),
                                   link("related", Look::link_quiet, related->label,
                                        path_of({.screen = Screen::measure, .id = related->id})))));
  }
  return group(Kind::aside, Look::side, std::move(children));
}

}  // namespace

Body measure_screen(const Pack& pack, const State& state) {
  const Measure& measure = *content::find(pack.measures, state.route.id);
  const std::string title = content::fill_tokens(pack, measure.finding);
  Nodes main;
  if (state.table) {
    main.push_back(values_table(pack, measure));
  } else {
    main.push_back(has_trend(pack, measure) ? trend(pack, measure) : bars(pack, measure));
  }
  if (!measure.caveat.empty()) main.push_back(paragraph(Look::small, content::fill_tokens(pack, measure.caveat)));
  main.push_back(paragraph(Look::small, source_words(pack, measure.values.front().source)));
  if (!state.table) {
    main.push_back(disclosure("measure-numbers", pack.words[Word::numbers_as_table],
                              state.open.count("measure-numbers") > 0, nodes(values_table(pack, measure))));
  }
  return {
      title,
      nodes(
          group(Look::top_bar, nodes(back_link("back", pack.words[Word::all_waits], "/waits"), show_as(pack, state))),
          main_heading(Look::heading_1, title),
          paragraph(Look::lead, content::fill(pack.words[Word::sentence], {{"text", measure.detail}}) +
                                    direction_words(pack, measure)),
          group(Look::columns_waits, nodes(group(Kind::section, Look::stack, std::move(main)), side(pack, measure))))};
}

}  // namespace roadshow::page
