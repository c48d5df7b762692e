#include "cli/report_page.hpp"

#include <algorithm>

#include "content/tokens.hpp"
#include "html/element.hpp"
#include "page/make.hpp"
#include "page/survey/finish.hpp"
#include "survey/answers.hpp"

namespace roadshow::cli {
namespace {

using content::ReportWord;
using page::Look;
using page::Nodes;
using survey::QuestionResults;
using survey::Tally;

using Rows = std::vector<std::vector<std::string>>;

std::string number(int64_t value) { return content::format_number(static_cast<double>(value), 0); }

class ReportPage {
 public:
  explicit ReportPage(const ReportOf& report)
      : pack_(report.pack), survey_(report.survey), results_(report.results), words_(report.words) {}

  page::Page build() {
    title_ = content::fill(words_[ReportWord::title], {{"survey", survey_.title}});
    add(page::heading(1, Look::heading_1, title_));
    if (!results_.day.empty())
      say(content::fill(words_[ReportWord::made], {{"day", content::format_date(pack_, results_.day)}}));
    say(content::fill(words_[ReportWord::rounding], {{"fewest", std::to_string(survey_.results.fewest)},
                                                     {"nearest", std::to_string(results_.nearest)}}));
    add_asked();
    if (results_.responses) {
      add_said();
      add_quotes();
    }
    add_groups();
    add_did();
    add_next();
    begin(ReportWord::data_heading);
    say(survey_.privacy);
    begin(ReportWord::limits_heading);
    add_list(words_.limits);
    begin(ReportWord::author_heading);
    say(words_[ReportWord::author_lead]);
    add_list(words_.author);

    page::Page page{title_, "/report", {}};
    page.root.kind = page::Kind::page;
    page::Node main = page::group(page::Kind::main, Look::plain, std::move(nodes_));
    main.id = "main";
    page.root.children = page::nodes(std::move(main));
    page::finish(page);
    return page;
  }

 private:
  void add(page::Node node) { nodes_.push_back(std::move(node)); }
  void say(const std::string& text) { add(page::paragraph(Look::body, text)); }
  void begin(ReportWord word) { add(page::heading(2, Look::heading_2, words_[word])); }

  void add_list(const std::vector<std::string>& texts) {
    Nodes items;
    for (const std::string& text : texts)
      items.push_back(page::group(page::Kind::item, Look::plain, page::nodes(page::paragraph(Look::body, text))));
    add(page::group(page::Kind::list, Look::plain, std::move(items)));
  }

  std::string few() const {
    return content::fill(words_[ReportWord::few], {{"fewest", std::to_string(results_.fewest)}});
  }

  std::string count_of(const Tally& tally) const {
    if (tally.count) return number(*tally.count);
    return tally.hidden == survey::Hidden::few ? few() : words_[ReportWord::withheld];
  }

  // Most first; those without a count last, in the order they have. Shares only where the results have some.
  void add_table(const std::string& id, const std::string& caption, std::vector<Tally> tallies, const auto& label) {
    std::stable_sort(tallies.begin(), tallies.end(),
                     [](const Tally& a, const Tally& b) { return a.count.value_or(-1) > b.count.value_or(-1); });
    const bool shares =
        std::any_of(tallies.begin(), tallies.end(), [](const Tally& t) { return t.percent.has_value(); });
    Rows rows;
    for (const Tally& tally : tallies) {
      rows.push_back({label(tally.code), count_of(tally)});
      if (shares) rows.back().push_back(tally.percent ? std::to_string(*tally.percent) + "%" : count_of(tally));
    }
    std::vector<std::string> head = {words_[ReportWord::answer_column], words_[ReportWord::people_column]};
    if (shares) head.push_back(words_[ReportWord::share_column]);
    add(page::table(id, caption, head, rows, 1));
  }

  std::string channel_name(const std::string& code) const {
    for (const auto& channel : words_.channels) {
      if (channel.code == code) return channel.label;
    }
    return code;
  }

  static std::string label_of(const content::Question& question, const std::string& code) {
    if (const auto* ranking = std::get_if<content::Ranking>(&question.kind); ranking && code == survey::same_code)
      return ranking->same_label;
    for (const auto* option : survey::options_of(question)) {
      if (option->code == code) return option->label;
    }
    return code;
  }

  void add_asked() {
    begin(ReportWord::asked_heading);
    say(content::fill(
        words_[ReportWord::asked_lead],
        {{"area", pack_.info.area}, {"questions", std::to_string(survey_.questions.size())}, {"lead", survey_.lead}}));
    if (!results_.responses)
      return say(content::fill(words_[ReportWord::nobody_yet], {{"fewest", std::to_string(results_.fewest)}}));
    say(content::fill(words_[ReportWord::answered], {{"count", number(*results_.responses)}}));
    if (!results_.days.empty())
      say(content::fill(words_[ReportWord::between],
                        {{"first", content::format_date(pack_, results_.days.front().code)},
                         {"last", content::format_date(pack_, results_.days.back().code)}}));
    if (!results_.channels.empty())
      add_table("channels", words_[ReportWord::channel_caption], results_.channels,
                [&](const std::string& code) { return channel_name(code); });
    const auto* place = survey::find_question(survey_, survey_.results.place);
    const QuestionResults* places = place ? survey::find_question(results_, place->code) : nullptr;
    if (places && places->base_of != survey::Base::none)
      add_table("places", words_[ReportWord::place_caption], places->options,
                [&](const std::string& code) { return label_of(*place, code); });
  }

  void add_question(const content::Question& question, const QuestionResults& result) {
    add(page::heading(3, Look::heading_3, question.text));
    const std::string base = result.base ? number(*result.base) : "";
    if (std::holds_alternative<content::FreeText>(question.kind)) return say(words_[ReportWord::words_only]);
    if (result.base_of == survey::Base::none || !result.base) return say(words_[ReportWord::base_none]);
    say(content::fill(
        words_[result.base_of == survey::Base::shown ? ReportWord::base_shown : ReportWord::base_answered],
        {{"base", base}}));
    if (std::holds_alternative<content::Ranking>(question.kind)) say(words_[ReportWord::ranking_note]);
    add_table("question-" + question.code, question.short_text, result.options,
              [&](const std::string& code) { return label_of(question, code); });
  }

  // The question that the organiser put first comes first.
  void add_said() {
    begin(ReportWord::said_heading);
    say(words_[ReportWord::said_lead]);
    for (const bool first : {true, false}) {
      for (const content::Question& question : survey_.questions) {
        const QuestionResults* result = survey::find_question(results_, question.code);
        if (result && (question.code == survey_.results.first) == first) add_question(question, *result);
      }
    }
  }

  void add_quotes() {
    begin(ReportWord::quotes_heading);
    bool any = false;
    for (const content::Question& question : survey_.questions) {
      const QuestionResults* result = survey::find_question(results_, question.code);
      if (!result || result->quotes.empty()) continue;
      if (!any) say(words_[ReportWord::quotes_lead]);
      any = true;
      add(page::heading(3, Look::heading_3, question.text));
      Nodes items;
      for (const std::string& quote : result->quotes)
        items.push_back(page::group(page::Kind::item, Look::plain,
                                    page::nodes(page::typed(page::Kind::paragraph, Look::body, quote))));
      add(page::group(page::Kind::list, Look::plain, std::move(items)));
    }
    if (!any) say(words_[ReportWord::no_quotes]);
  }

  std::string residents_of(const content::Residents& residents) const {
    if (!residents.value) return content::fill(words_[ReportWord::not_published], {{"reason", residents.reason}});
    return content::fill(words_[ReportWord::residents], {{"count", content::format_number(*residents.value, 0)},
                                                         {"month", content::format_month(pack_, residents.period)}});
  }

  // How many of a group answered, so far as that may be said.
  Tally tally_of(const content::ReachGroup& group) const {
    if (group.question.empty())
      return {.code = "", .count = results_.responses, .hidden = survey::Hidden::few, .percent = {}, .mean_place = {}};
    const QuestionResults* question = survey::find_question(results_, group.question);
    const Tally* tally = question ? survey::find_tally(question->options, group.option) : nullptr;
    return tally ? *tally
                 : Tally{.code = group.option,
                         .count = {},
                         .hidden = survey::Hidden::withheld,
                         .percent = {},
                         .mean_place = {}};
  }

  void add_groups() {
    begin(ReportWord::groups_heading);
    say(words_[ReportWord::groups_lead]);
    Rows rows;
    std::string quiet;
    for (const content::ReachGroup& group : survey_.results.reach) {
      const Tally tally = tally_of(group);
      rows.push_back({group.label, count_of(tally), residents_of(group.residents),
                      group.goal > 0 ? number(group.goal) : words_[ReportWord::no_goal]});
      const bool heard = tally.count && *tally.count >= group.goal;
      const bool unknown = !tally.count && tally.hidden == survey::Hidden::withheld;
      if (group.goal > 0 && !heard && !unknown) quiet += (quiet.empty() ? "" : "; ") + group.call;
    }
    if (!rows.empty())
      add(page::table("reach", words_[ReportWord::reach_caption],
                      {words_[ReportWord::group_column], words_[ReportWord::people_column],
                       words_[ReportWord::residents_column], words_[ReportWord::goal_column]},
                      rows, 4));
    if (!quiet.empty()) say(content::fill(words_[ReportWord::quiet], {{"groups", quiet}}));
    bool any = false;
    for (const QuestionResults& result : results_.equality) {
      const content::Question* question =
          survey_.equality ? survey::find_question(survey_.equality->questions, result.code) : nullptr;
      if (!question || result.base_of == survey::Base::none) continue;
      any = true;
      add_table("equality-" + result.code, question->text, result.options,
                [&](const std::string& code) { return label_of(*question, code); });
    }
    if (!any) say(words_[ReportWord::no_equality]);
  }

  void add_did() {
    begin(ReportWord::did_heading);
    Rows rows = {{survey_.you_said.said, survey_.you_said.did}};
    for (const content::Theme& theme : survey_.results.themes) {
      if (theme.said != survey_.you_said.said) rows.push_back({theme.said, theme.did});
    }
    add(page::table("did", words_[ReportWord::did_heading], {words_[ReportWord::you_said], words_[ReportWord::we_did]},
                    rows, 2));
  }

  void add_next() {
    begin(ReportWord::next_heading);
    Nodes items;
    for (const content::NextStage& stage : survey_.next)
      items.push_back(page::group(page::Kind::item, Look::plain,
                                  page::nodes(page::paragraph(Look::body, "**" + stage.title + "** " + stage.text))));
    add(page::group(page::Kind::numbered_list, Look::plain, std::move(items)));
  }

  const content::Pack& pack_;
  const content::Survey& survey_;
  const survey::Results& results_;
  const content::ReportWords& words_;
  std::string title_;
  Nodes nodes_;
};

// Black on white, wide enough to read, each table on one sheet of paper where it fits.
constexpr std::string_view style = R"(
body { font: 1.1875rem/1.5 Arial, sans-serif; color: #212b32; background: #fff; margin: 0 auto; max-width: 50rem; padding: 1.5rem; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-top: 2.5rem; border-top: 4px solid #005eb8; padding-top: .75rem; }
h3 { font-size: 1.1875rem; margin-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: start; font-weight: bold; padding-block: .5rem; }
[dir="auto"] { unicode-bidi: plaintext; } /* as in the field where it was typed */
th, td { text-align: start; vertical-align: top; border-bottom: 1px solid #768692; padding: .5rem .75rem .5rem 0; } tbody th { font-weight: normal; } [data-numeric] { text-align: end; }
li p { margin: .25rem 0; }
@media (prefers-color-scheme: dark) { body { color: #f0f4f5; background: #16202b; } }
@media print { body { font-size: 11pt; max-width: none; padding: 0; color: #000; background: #fff; } table, h3 { break-inside: avoid; } h2, h3, caption { break-after: avoid; } thead { display: table-header-group; } }
)";

}  // namespace

page::Page report_page(const ReportOf& report) { return ReportPage(report).build(); }

std::string report_html(const ReportOf& report) {
  const page::Page page = report_page(report);
  const content::Language language = content::language_of(report.pack);
  std::string html = "<!doctype html>\n<html lang=\"" + html::escaped(language.code) + "\" dir=\"" +
                     (content::is_right_to_left(language.script) ? "rtl" : "ltr") +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                     html::escaped(page.title) + "</title>\n<style>" + std::string(style) +
                     "</style>\n</head>\n<body>\n";
  for (const auto& element : html::elements(page)) html += html::to_html(element) + "\n";
  return html + "</body>\n</html>\n";
}

}  // namespace roadshow::cli
