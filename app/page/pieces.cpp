// Pieces that several screens share: headings, the picture/table switch, figures in words and as bars and trends.
#include <algorithm>

#include "content/plural.hpp"
#include "content/sort_few.hpp"
#include "page/screens.hpp"

namespace roadshow::page {
namespace {

using content::Measure;
using content::TargetKind;
using content::Unit;
using figures::Paint;
using figures::Standing;
using figures::Symbol;

// "target", "ambition": the name of a target within a sentence.
std::string target_name(const Measure& measure) {
  std::string name = measure.target->label;
  if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

std::string gap_words(const Pack& pack, const Measure& measure, double gap) {
  if (measure.unit == Unit::percent)
    return content::counted(pack.words[Word::by_points], pack.info.language, content::format_number(gap, 1));
  return content::fill(pack.words[Word::by_amount], {{"n", content::format_value(pack, measure.unit, gap)}});
}

Word word_of(const Measure& measure, Standing standing) {
  if (standing == Standing::better) return Word::better_than_target;
  if (standing == Standing::meets) return Word::meets_target;
  return measure.target->kind == TargetKind::min ? Word::below_target : Word::above_target;
}

std::vector<const content::Value*> months_of(const Pack& pack, const Measure& measure) {
  std::vector<const content::Value*> months;
  for (const content::Value& value : measure.values) {
    if (value.place == content::whole_area(pack)) months.push_back(&value);
  }
  sort_few(months.begin(), months.end(), [](const auto* a, const auto* b) { return a->period < b->period; });
  return months;
}

}  // namespace

Node main_heading(Look look, std::string text) {
  Node node = heading(1, look, std::move(text));
  node.id = heading_id;
  return node;
}

Node error_box(const Pack& pack, const std::string& error, const std::string& field) {
  Node box{.kind = Kind::error_summary, .look = Look::error};
  box.id = error_summary_id;
  box.children = nodes(heading(2, Look::heading_3, pack.words[Word::error_summary]),
                       link("error-link", Look::link_quiet, error, "#" + field));
  return box;
}

void add_error(Node& box, const std::string& error, const std::string& field) {
  box.children.push_back(link("error-link-" + field, Look::link_quiet, error, "#" + field));
}

Node error_beside(const Pack& pack, const std::string& error, std::string id) {
  Node message{.kind = Kind::error_message, .look = Look::error};
  message.id = std::move(id);
  message.text = pack.words[Word::error_prefix] + " " + error;
  return message;
}

Nodes labelled_field(const Pack& pack, const Labelled& field, const std::string& value, const std::string& error) {
  const std::string id = field.id;
  Node label{.kind = Kind::label, .look = Look::heading_3};
  label.text = pack.words[field.label];
  label.value = id;
  Node hint = paragraph(Look::hint, pack.words[field.hint]);
  hint.id = id + "-hint";
  Node input{.kind = Kind::text_field, .look = Look::text_box};
  input.id = id;
  input.text = label.text;
  input.level = 1;
  input.field = field.field;
  input.value = value;
  input.described_by = hint.id;
  input.action = Write{id, ""};
  Nodes all = nodes(std::move(label), std::move(hint));
  if (!error.empty()) {
    const std::string at = field.error_id ? field.error_id : error_id;
    input.described_by += " " + at;
    input.invalid = true;
    all.push_back(error_beside(pack, error, at));
  }
  all.push_back(std::move(input));
  return all;
}

Node start_again(const Pack& pack, const State& state) {
  return disclosure(
      start_again_id, pack.words[state.kiosk ? Word::start_again_short : Word::start_again],
      state.open.count(start_again_id) > 0,
      nodes(paragraph(Look::body, pack.words[Word::start_again_sure]),
            button("start-again-yes", Look::button_outline, pack.words[Word::start_again_yes], StartAgain{})));
}

void add_start_again(const Pack& pack, const State& state, Nodes& screen) {
  if (!state.kiosk) screen.push_back(start_again(pack, state));
}

Node show_as(const Pack& pack, const State& state) {
  Node choice{.kind = Kind::radio_group, .look = Look::segmented};
  choice.id = "show-as";
  choice.text = pack.words[Word::show_as];
  const auto option = [&](const char* id, Word word, Symbol symbol, bool table) {
    Node radio{.kind = Kind::radio, .look = Look::segment};
    radio.id = id;
    radio.text = pack.words[word];
    radio.value = table ? "table" : "picture";
    radio.checked = state.table == table;
    radio.action = ShowTable{table};
    radio.children = nodes(icon(symbol, state.table == table ? Paint::white : Paint::blue));
    return radio;
  };
  choice.children = nodes(option("show-picture", Word::show_picture, Symbol::grid, false),
                          option("show-table", Word::show_table, Symbol::table, true));
  return choice;
}

std::string value_words(const Pack& pack, const Measure& measure, const content::Value* value) {
  const bool counts = measure.unit != Unit::percent && measure.unit != Unit::days;
  if (counts && value && value->value == 0.0) return pack.words[Word::none];  // a zero alone looks like a letter
  return value && value->value ? content::format_value(pack, measure.unit, *value->value)
                               : pack.words[Word::not_published];
}

std::string target_words(const Pack& pack, const Measure& measure) {
  if (!measure.target) return "";
  return content::fill(
      pack.words[Word::target_short],
      {{"label", measure.target->label}, {"value", *content::value_of_token(pack, measure.id + ".target")}});
}

std::string standing_words(const Pack& pack, const Measure& measure, const content::Value* value) {
  const auto comparison = figures::compare(measure, value);
  if (comparison.standing == Standing::not_published) return pack.words[Word::not_published];
  if (comparison.standing == Standing::no_target) return pack.words[Word::no_target];
  std::string words =
      content::fill(pack.words[word_of(measure, comparison.standing)], {{"label", target_name(measure)}});
  if (comparison.gap > 0) words += " " + gap_words(pack, measure, comparison.gap);
  return words;
}

Node standing(const Pack& pack, const Measure& measure, const content::Value* value) {
  const auto comparison = figures::compare(measure, value);
  const auto row = [&](Look look, Symbol symbol, Paint paint, const std::string& words) {
    return group(look, nodes(icon(symbol, paint), paragraph(Look::label, words)));
  };
  switch (comparison.standing) {
    case Standing::not_published: {
      const std::string reason = value && !value->reason.empty() ? value->reason : pack.words[Word::not_published];
      return row(Look::status_missing, Symbol::missing, Paint::grey, reason);
    }
    case Standing::no_target:
      return group(Look::status_missing, nodes(paragraph(Look::label, pack.words[Word::no_target])));
    default:
      break;
  }
  const bool good = comparison.standing != Standing::worse;
  std::string words =
      "**" + content::fill(pack.words[word_of(measure, comparison.standing)], {{"label", target_name(measure)}}) + "**";
  if (comparison.gap > 0) words += " " + gap_words(pack, measure, comparison.gap);
  return row(good ? Look::status_good : Look::status_gap,
             good                                      ? Symbol::check_circle
             : measure.target->kind == TargetKind::min ? Symbol::below
                                                       : Symbol::above,
             good ? Paint::blue : Paint::orange, words);
}

figures::TargetBar bar_of(const Pack& pack, const Measure& measure, const content::Value* value, double maximum) {
  figures::TargetBar bar;
  if (value) bar.value = value->value;
  bar.maximum = maximum;
  if (measure.target) {
    bar.target = measure.target->value;
    bar.at_most = measure.target->kind == TargetKind::max;
    bar.target_label = target_words(pack, measure);
  }
  return bar;
}

bool has_trend(const Pack& pack, const Measure& measure) {
  return months_of(pack, measure).size() > 2 && !trend_words(pack, measure).empty();
}

figures::Trend trend_of(const Pack& pack, const Measure& measure, bool compact) {
  const auto months = months_of(pack, measure);
  figures::Trend trend;
  trend.compact = compact;
  trend.no_data = pack.words[Word::no_data];
  if (measure.unit == Unit::percent) trend.axis_unit = content::fill(pack.words[Word::unit_percent], {{"n", ""}});
  if (measure.target) {
    trend.target = measure.target->value;
    trend.at_most = measure.target->kind == TargetKind::max;
    trend.target_label = content::fill(
        pack.words[trend.at_most ? Word::target_at_most : Word::target_at_least],
        {{"label", measure.target->label}, {"value", *content::value_of_token(pack, measure.id + ".target")}});
  }
  const content::Value* first = nullptr;
  const content::Value* last = nullptr;
  const content::Value* low = nullptr;
  const content::Value* high = nullptr;
  for (const auto* month : months) {
    if (!month->value) continue;
    if (!first) first = month;
    last = month;
    if (!low || *month->value < *low->value) low = month;
    if (!high || *month->value > *high->value) high = month;
  }
  for (size_t i = 0; i < months.size(); ++i) {
    const content::Value& month = *months[i];
    const std::string name = content::format_month_short(pack, month.period);
    // The year stands at the first month and at January; the months between are short (mock-up 04b).
    const bool with_year = compact || i == 0 || month.period.substr(5) == "01";
    figures::Trend::Point point{with_year ? name : content::format_month_only(pack, month.period), month.value, "", ""};
    const bool extreme = &month == low || &month == high;
    if (&month == last || (!compact && (&month == first || extreme)))
      point.label = content::format_value(pack, measure.unit, *month.value);
    if (!compact && extreme && low != high) {
      point.note = pack.words[&month == low ? Word::lowest : Word::highest];
      if (&month != first && &month != last) point.note += ", " + content::format_month(pack, month.period);
    }
    trend.points.push_back(std::move(point));
  }
  return trend;
}

std::string trend_words(const Pack& pack, const Measure& measure) {
  const content::Value* first = nullptr;
  const content::Value* last = nullptr;
  const content::Value* low = nullptr;
  const content::Value* high = nullptr;
  for (const auto* month : months_of(pack, measure)) {
    if (!month->value) continue;
    if (!first) first = month;
    last = month;
    if (!low || *month->value < *low->value) low = month;
    if (!high || *month->value > *high->value) high = month;
  }
  if (!first || first == last) return "";
  const auto number = [&](const content::Value* value) {
    return content::format_value(pack, measure.unit, *value->value);
  };
  return content::fill(pack.words[Word::trend_reading], {{"label", measure.label},
                                                         {"first", number(first)},
                                                         {"first_month", content::format_month(pack, first->period)},
                                                         {"last", number(last)},
                                                         {"last_month", content::format_month(pack, last->period)},
                                                         {"high", number(high)},
                                                         {"low", number(low)}});
}

std::string line_number(std::string_view lines) {
  const bool numbered = lines.size() > 1 && lines[0] == 'L' && lines.find_first_not_of("0123456789", 1) == lines.npos;
  return std::string(numbered ? lines.substr(1) : lines);
}

std::string source_words(const Pack& pack, const content::Source& source) {
  const content::Document& document = *content::find(pack.documents, source.document);
  const std::string number = line_number(source.lines);
  const std::string lines =
      number == source.lines ? number : content::fill(pack.words[Word::line_number], {{"n", number}});
  return content::fill(pack.words[Word::source_line],
                       {{"publisher", document.publisher}, {"document", document.title}, {"lines", lines}});
}

}  // namespace roadshow::page
