// What we have heard so far: every question with its counts, who answered, and what was done. The counts come from the
// endpoint, which has hidden what must not be told (survey/disclosure/disclosure.hpp).
#include "page/results/results.hpp"

#include <algorithm>

#include "content/sort_few.hpp"

namespace roadshow::page {
namespace {

using content::Question;
using content::Survey;
using survey::Base;
using survey::Hidden;
using survey::QuestionResults;
using survey::Results;
using survey::Tally;

struct View {
  const Pack& pack;
  const State& state;
  const Survey& survey;
  const Results& results;

  const std::string& word(Word word) const { return pack.words[word]; }
};

std::string people(int64_t count) { return content::format_number(static_cast<double>(count), 0); }

// "35", "fewer than 10" or "not shown".
std::string count_words(const View& view, const Tally& tally) {
  if (tally.hidden == Hidden::withheld) return view.word(Word::results_withheld);
  if (tally.hidden == Hidden::few || !tally.count)
    return content::fill(view.word(Word::results_fewer), {{"n", std::to_string(view.results.fewest)}});
  return people(*tally.count);
}

std::string share_words(const View& view, const Tally& tally) {
  if (!tally.percent) return view.word(Word::results_withheld);
  return content::fill(view.word(Word::unit_percent), {{"n", std::to_string(*tally.percent)}});
}

const Tally* leader(const QuestionResults& question) {
  const Tally* first = nullptr;
  bool alone = false;
  for (const Tally& tally : question.options) {
    if (!tally.count || (first && *tally.count < *first->count)) continue;
    alone = !first || *tally.count > *first->count;
    first = &tally;
  }
  return alone ? first : nullptr;
}

// "**Live well** comes first most often." Never "most people": those who answer choose to.
std::string reading(const View& view, const Question& question, const QuestionResults& result) {
  const Tally* first = leader(result);
  if (!first) return view.word(Word::results_no_leader);
  return content::fill(view.word(survey::traits_of(question).is_ordered ? Word::results_first : Word::results_most),
                       {{"label", survey::label_of(question, first->code)}});
}

std::string without_stars(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '*'), text.end());
  return text;
}

// The answers themselves, or those about the people, which stand apart: how many of these were asked is not known,
// since nothing comes from people who passed all of them.
enum class Part { answers, people };

std::string base_words(const View& view, Part part, const QuestionResults& result) {
  Word word = result.base_of == Base::answered ? Word::results_base : Word::results_base_shown;
  if (part == Part::people)
    word = result.base_of == Base::answered ? Word::results_who_base : Word::results_who_base_shown;
  return content::fill(view.word(word),
                       {{"n", people(result.base.value_or(0))}, {"asked", people(result.asked.value_or(0))}});
}

Node counts_table(const View& view, const Question& question, const QuestionResults& result) {
  const bool with_mean = std::any_of(result.options.begin(), result.options.end(),
                                     [](const Tally& tally) { return tally.mean_place.has_value(); });
  std::vector<std::string> head = {view.word(Word::answer_column), view.word(Word::results_people),
                                   view.word(Word::results_share)};
  if (with_mean) head.push_back(view.word(Word::mean_place_column));
  std::vector<std::vector<std::string>> rows;
  for (const Tally& tally : result.options) {
    rows.push_back({survey::label_of(question, tally.code), count_words(view, tally), share_words(view, tally)});
    if (with_mean)
      rows.back().push_back(tally.mean_place ? content::format_number(*tally.mean_place, 1)
                                             : view.word(Word::no_mean_place));
  }
  return table("counts-" + question.code, question.text, head, rows, 1);
}

Node counts_figure(const View& view, const Question& question, const QuestionResults& result) {
  const Tally* first = leader(result);
  figures::Bars bars;
  bars.limit = view.results.fewest;
  for (const Tally& tally : result.options) {
    bars.rows.push_back({survey::label_of(question, tally.code),
                         tally.count ? std::optional<double>(static_cast<double>(*tally.count)) : std::nullopt,
                         count_words(view, tally), &tally == first});
    bars.maximum = std::max(bars.maximum, static_cast<double>(tally.count.value_or(view.results.fewest)));
  }
  // The largest first, the hidden last; answers in the order of a scale stay in it.
  if (!survey::traits_of(question).is_scale)
    sort_few(bars.rows.begin(), bars.rows.end(),
             [](const auto& a, const auto& b) { return a.value.value_or(-1) > b.value.value_or(-1); });
  Node caption{.kind = Kind::caption, .look = Look::visually_hidden};
  caption.text = without_stars(reading(view, question, result));
  return group(Kind::figure, Look::figure_frame,
               nodes(picture("bars-" + question.code, std::move(bars)), std::move(caption)));
}

std::string group_label(const View& view, const std::string& by, const std::string& code) {
  if (by == "channel") {
    // "web=On this site,kiosk=At a touch screen"
    const std::string& names = view.word(Word::channel_names);
    const size_t at = ("," + names).find("," + code + "=");
    if (at == std::string::npos) return code;
    const size_t start = at + code.size() + 1;
    return names.substr(start, names.find(',', start) - start);
  }
  const std::string& asked = by == "place" ? view.survey.results.place : view.survey.results.age;
  const Question* question = survey::find_question(view.survey.questions, asked);
  return question ? survey::label_of(*question, code) : code;
}

Node cross_table(const View& view, const Question& question, const survey::CrossTab& crossed) {
  const std::string id = "by-" + crossed.by + "-" + question.code;
  const Word by = crossed.by == "place" ? Word::results_by_place
                  : crossed.by == "age" ? Word::results_by_age
                                        : Word::results_by_channel;
  std::vector<std::string> head = {view.word(Word::answer_column)};
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> base = {view.word(Word::base_row)};
  for (const survey::Group& one : crossed.groups) {
    head.push_back(group_label(view, crossed.by, one.code));
    base.push_back(one.base ? people(*one.base) : view.word(Word::results_withheld));
    for (size_t row = 0; row < one.options.size(); ++row) {
      const Tally& tally = one.options[row];
      if (rows.size() <= row) rows.push_back({survey::label_of(question, tally.code)});
      rows[row].push_back(count_words(view, tally) + (tally.percent ? " (" + share_words(view, tally) + ")" : ""));
    }
  }
  rows.push_back(std::move(base));
  return disclosure(id, view.word(by), view.state.open.count(id) > 0,
                    nodes(table("table-" + id, question.text + " " + view.word(by), head, rows, 1)));
}

void add_theme(const View& view, const std::string& code, Nodes& children) {
  for (const content::Theme& theme : view.survey.results.themes) {
    if (theme.question != code) continue;
    children.push_back(group(
        Look::you_said, nodes(heading(3, Look::said_label, view.word(Word::you_said)),
                              paragraph(Look::label, theme.said), heading(3, Look::did_label, view.word(Word::we_did)),
                              paragraph(Look::label, theme.did), paragraph(Look::small, theme.source))));
  }
}

// The marks belong to the language of the page, the words between them to the person.
Node quoted(std::string_view marks, const std::string& quote) {
  constexpr std::string_view place = "{words}";
  const size_t at = std::min(marks.find(place), marks.size());
  Node before{.kind = Kind::text};
  before.text = marks.substr(0, at);
  Node after{.kind = Kind::text};
  after.text = marks.substr(std::min(at + place.size(), marks.size()));
  return group(Kind::paragraph, Look::body,
               nodes(std::move(before), typed(Kind::text, Look::plain, quote), std::move(after)));
}

void add_quotes(const View& view, const QuestionResults& result, Nodes& children) {
  if (result.quotes.empty()) return;
  Nodes quotes;
  for (const std::string& quote : result.quotes) {
    quotes.push_back(group(Kind::item, Look::plain, nodes(quoted(view.word(Word::quoted), quote))));
  }
  children.push_back(heading(3, Look::heading_3, view.word(Word::results_quotes)));
  children.push_back(group(Kind::list, Look::bullets, std::move(quotes)));
}

Node question_section(const View& view, Part part, const Question& question, const QuestionResults& result) {
  Nodes children = nodes(part == Part::people ? heading(3, Look::heading_3, question.text)
                                              : heading(2, Look::heading_2, question.text));
  if (result.base_of == Base::none) {
    children.push_back(paragraph(Look::body, view.word(Word::results_too_few)));
  } else if (result.options.empty()) {
    children.push_back(paragraph(Look::small, base_words(view, part, result)));
    add_quotes(view, result, children);
  } else {
    children.push_back(
        paragraph(Look::small,
                  view.word(survey::traits_of(question).is_ordered ? Word::results_put_first : Word::results_chosen)));
    if (view.state.table) {
      children.push_back(counts_table(view, question, result));
    } else {
      const std::string id = "numbers-" + question.code;
      children.push_back(counts_figure(view, question, result));
      children.push_back(disclosure(id, view.word(Word::numbers_as_table), view.state.open.count(id) > 0,
                                    nodes(counts_table(view, question, result))));
    }
    children.push_back(paragraph(Look::small, base_words(view, part, result)));
    for (const survey::CrossTab& crossed : result.tables) children.push_back(cross_table(view, question, crossed));
  }
  add_theme(view, question.code, children);
  Node section = group(Kind::section, Look::stack, std::move(children));
  section.id = "results-" + question.code;
  return section;
}

// The questions, the one that comes first before all others.
std::vector<const Question*> in_order(const Survey& survey) {
  std::vector<const Question*> list;
  for (const Question& question : survey.questions) list.push_back(&question);
  first_those(list.begin(), list.end(),
              [&](const Question* question) { return question->code == survey.results.first; });
  return list;
}

bool withholds(const std::vector<QuestionResults>& questions) {
  return std::any_of(questions.begin(), questions.end(), [](const QuestionResults& question) {
    return std::any_of(question.options.begin(), question.options.end(),
                       [](const Tally& tally) { return tally.hidden == Hidden::withheld; });
  });
}

// Questions of which nothing can be shown are left out: most are asked of few.
void add_people(const View& view, Nodes& children) {
  if (!view.survey.equality) return;
  Nodes sections;
  for (const QuestionResults& result : view.results.equality) {
    const Question* question = survey::find_question(view.survey.equality->questions, result.code);
    if (question && !result.options.empty() && result.base_of != Base::none)
      sections.push_back(question_section(view, Part::people, *question, result));
  }
  children.push_back(heading(2, Look::heading_2, view.word(Word::results_who)));
  children.push_back(paragraph(Look::body, view.word(Word::results_who_lead)));
  if (sections.empty()) children.push_back(paragraph(Look::body, view.word(Word::results_too_few)));
  for (Node& section : sections) children.push_back(std::move(section));
}

Nodes shown(const View& view) {
  const Results& results = view.results;
  const std::string limit = std::to_string(results.fewest);
  if (results.day.empty()) return nodes(paragraph(Look::lead, view.word(Word::results_not_counted)));
  if (!results.responses)
    return nodes(paragraph(Look::lead, content::fill(view.word(Word::results_few), {{"n", limit}})));
  Nodes main;
  std::string lead;
  for (const Question* question : in_order(view.survey)) {
    const QuestionResults* result = survey::find_question(results, question->code);
    if (!result) continue;
    if (lead.empty() && !result->options.empty() && result->base_of != Base::none)
      lead = reading(view, *question, *result) + " " + view.word(Word::results_limit);
    main.push_back(question_section(view, Part::answers, *question, *result));
  }
  add_people(view, main);
  Nodes children = nodes(paragraph(Look::lead, lead));
  children.push_back(paragraph(Look::small, content::fill(view.word(Word::results_published),
                                                          {{"date", content::format_date(view.pack, results.day)},
                                                           {"n", people(*results.responses)}})));
  children.push_back(paragraph(
      Look::small,
      content::fill(view.word(Word::results_hidden_note),
                    {{"n", std::to_string(view.survey.results.fewest)}, {"m", std::to_string(results.nearest)}}) +
          (withholds(results.questions) || withholds(results.equality) ? " " + view.word(Word::results_withheld_note)
                                                                       : std::string())));
  children.push_back(group(Look::columns_waits, nodes(group(Look::stack, std::move(main)),
                                                      reach_panel(view.pack, view.state, view.survey, results))));
  return children;
}

Node plain_link(const Pack& pack, const Survey& survey) {
  return link("answer-too", Look::button_blue, pack.words[Word::have_your_say],
              path_of({.screen = Screen::survey_start, .id = survey.id}));
}

}  // namespace

template <>
Body build_screen<Screen::results>(const Pack& pack, const State& state) {
  const Survey& survey = *content::find(pack.surveys, state.route.id);
  const std::string& title = pack.words[Word::results_title];
  const Loaded& asked = state.asked;
  const bool ours = asked.what == results_name(survey.id);
  const bool here = ours && asked.load == Load::here && asked.results;
  Nodes top = nodes(back_link("back", pack.words[Word::home], "/"));
  if (here && asked.results->responses) top.push_back(show_as(pack, state));
  Nodes children = nodes(group(Look::top_bar, std::move(top)), main_heading(Look::heading_1, title),
                         paragraph(Look::body, survey.title));
  if (here) {
    for (Node& node : shown({pack, state, survey, *asked.results})) children.push_back(std::move(node));
    return {title, std::move(children)};
  }
  const Load load = ours ? asked.load : Load::none;
  // While they are on their way the page is as it was written at build time: nothing moves that need not.
  const Word word = load == Load::closed   ? Word::results_closed
                    : load == Load::failed ? Word::results_failed
                                           : Word::results_needs;
  Node words{.kind = Kind::status, .look = Look::lead};
  words.id = "results-state";
  words.text = pack.words[word];
  children.push_back(std::move(words));
  Nodes row;
  if (load == Load::failed)
    row.push_back(button("again", Look::button_blue, pack.words[Word::try_again], Ask{results_name(survey.id)}));
  row.push_back(plain_link(pack, survey));
  if (load != Load::failed) row.back().look = Look::link_quiet;
  if (load == Load::failed) row.back().look = Look::button_outline;
  children.push_back(group(Look::row, std::move(row)));
  return {title, std::move(children)};
}

}  // namespace roadshow::page
