// Who we have heard from, against who lives here; and when answers came.
#include <algorithm>

#include "page/results/results.hpp"

namespace roadshow::page {
namespace {

using content::ReachGroup;
using content::Survey;
using survey::Results;
using survey::Tally;

constexpr size_t most_days = 14;

std::string whole(double number) { return content::format_number(number, 0); }

// The people of a group who answered, and of how many that is a part. No count: fewer than the limit, or withheld.
struct Reached {
  std::optional<int64_t> count;
  std::optional<int64_t> of;
  survey::Hidden hidden = survey::Hidden::withheld;
};

Reached reached(const ReachGroup& group, const Results& results) {
  if (group.question.empty()) return {results.responses, results.responses, survey::Hidden::no};
  const auto* question = survey::find_question(results, group.question);
  const Tally* tally = question ? survey::find_tally(question->options, group.option) : nullptr;
  if (!tally) return {};
  return {tally->count, question->base, tally->hidden};
}

std::string residents_words(const Pack& pack, const ReachGroup& group) {
  const content::Residents& residents = group.residents;
  const std::string source = source_words(pack, residents.source);
  if (!residents.value)
    return content::fill(pack.words[Word::residents_missing], {{"reason", residents.reason}, {"source", source}});
  return content::fill(
      pack.words[Word::residents_here],
      {{"n", whole(*residents.value)}, {"month", content::format_month(pack, residents.period)}, {"source", source}});
}

Node reach_item(const Pack& pack, const ReachGroup& group, const Reached& reached, const Results& results,
                size_t number) {
  std::string words;
  if (!reached.count) {
    words = reached.hidden == survey::Hidden::few
                ? content::fill(pack.words[Word::results_fewer], {{"n", std::to_string(results.fewest)}})
                : pack.words[Word::results_withheld];
  } else if (group.goal == 0) {
    words = content::fill(pack.words[Word::reach_about], {{"n", whole(static_cast<double>(*reached.count))}});
  } else {
    const int64_t left = group.goal - *reached.count;
    words = content::fill(pack.words[Word::reach_about_of],
                          {{"n", whole(static_cast<double>(*reached.count))}, {"goal", whole(group.goal)}}) +
            " **" +
            (left > 0 ? content::fill(pack.words[Word::reach_to_go], {{"n", whole(static_cast<double>(left))}})
                      : pack.words[Word::reach_done]) +
            "**";
  }
  Nodes children = nodes(paragraph(Look::body, "**" + group.label + "**: " + words));
  const auto goal = static_cast<double>(group.goal);
  if (reached.count && (group.goal > 0 || (!group.question.empty() && reached.of && *reached.of > 0))) {
    const double of = group.goal > 0 ? goal : static_cast<double>(*reached.of);
    Node caption{.kind = Kind::caption, .look = Look::small};
    caption.text = group.goal > 0 ? content::fill(pack.words[Word::reach_reading_goal], {{"label", group.label}})
                                  : content::fill(pack.words[Word::reach_reading_part], {{"label", group.label}});
    children.push_back(roadshow::page::group(
        Kind::figure, Look::plain,
        nodes(picture("reach-" + std::to_string(number),
                      figures::Meter{static_cast<double>(*reached.count) / of,
                                     group.goal > 0 ? pack.words[Word::reach_goal] : std::string()}),
              std::move(caption))));
  }
  children.push_back(paragraph(Look::small, residents_words(pack, group)));
  if (group.goal > 0) children.push_back(paragraph(Look::small, group.set_by));
  return roadshow::page::group(Kind::item, Look::stack, std::move(children));
}

// The group furthest from its goal; without goals, one too small to show.
const ReachGroup* quiet_group(const Survey& survey, const Results& results) {
  const ReachGroup* found = nullptr;
  double least = 1;
  for (const ReachGroup& group : survey.results.reach) {
    const Reached here = reached(group, results);
    if (here.hidden == survey::Hidden::few) return &group;
    if (!here.count || group.goal <= 0) continue;
    const double part = static_cast<double>(*here.count) / group.goal;
    if (part < least) {
      least = part;
      found = &group;
    }
  }
  return found;
}

void add_days(const Pack& pack, const State& state, const Results& results, Nodes& children) {
  if (results.days.size() < 2) return;
  figures::Bars bars;
  bars.limit = results.fewest;
  std::vector<std::vector<std::string>> rows;
  const Tally* busiest = nullptr;
  for (size_t i = results.days.size() - std::min(results.days.size(), most_days); i < results.days.size(); ++i) {
    const Tally& day = results.days[i];
    const auto count = static_cast<double>(day.count.value_or(0));
    const std::string date = content::format_date(pack, day.code);
    bars.rows.push_back({date.substr(0, date.rfind(' ')), count, whole(count), false});
    bars.maximum = std::max(bars.maximum, count);
    if (!busiest || *day.count > *busiest->count) busiest = &day;
    rows.push_back({date, whole(count)});
  }
  Node caption{.kind = Kind::caption, .look = Look::visually_hidden};
  caption.text = content::fill(pack.words[Word::days_reading], {{"date", content::format_date(pack, busiest->code)}});
  children.push_back(heading(2, Look::heading_3, pack.words[Word::results_days]));
  children.push_back(
      group(Kind::figure, Look::figure_frame, nodes(picture("bars-days", std::move(bars)), std::move(caption))));
  children.push_back(
      disclosure("numbers-days", pack.words[Word::numbers_as_table], state.open.count("numbers-days") > 0,
                 nodes(table("days-table", pack.words[Word::results_days],
                             {pack.words[Word::day_column], pack.words[Word::results_people]}, rows, 1))));
  children.push_back(paragraph(Look::small, pack.words[Word::days_note]));
}

}  // namespace

Node reach_panel(const Pack& pack, const State& state, const Survey& survey, const Results& results) {
  Nodes children;
  if (!survey.results.reach.empty()) {
    Nodes items;
    for (const ReachGroup& one : survey.results.reach)
      items.push_back(reach_item(pack, one, reached(one, results), results, items.size() + 1));
    children.push_back(heading(2, Look::heading_3, pack.words[Word::reach_title]));
    children.push_back(paragraph(Look::small, pack.words[Word::reach_lead]));
    children.push_back(group(Kind::list, Look::stack, std::move(items)));
    if (const ReachGroup* quiet = quiet_group(survey, results)) {
      children.push_back(group(Look::inset, nodes(paragraph(Look::body, content::fill(pack.words[Word::still_quiet],
                                                                                      {{"call", quiet->call}})))));
    }
  }
  add_days(pack, state, results, children);
  children.push_back(link("answer-too", Look::button_blue, pack.words[Word::have_your_say],
                          path_of({.screen = Screen::survey_start, .id = survey.id})));
  return group(Kind::aside, Look::side, std::move(children));
}

}  // namespace roadshow::page
