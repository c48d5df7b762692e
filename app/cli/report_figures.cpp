// The figures of the report as a table: one count a line, the hidden ones with the reason and without a number.
#include <algorithm>

#include "cli/report_page.hpp"
#include "server/export/csv.hpp"
#include "survey/answers.hpp"

namespace roadshow::cli {
namespace {

using survey::QuestionResults;
using survey::Tally;

std::string text_of(const std::optional<int64_t>& count) { return count ? std::to_string(*count) : ""; }

class Figures {
 public:
  explicit Figures(const survey::Results& results) : results_(results) {}

  void start() {
    text_ = server::byte_order_mark;
    text_ += server::csv_line(
        {"figures", "question", "question_text", "by", "group", "code", "label", "count", "hidden", "percent", "base"});
    row("responses", nullptr, "", "",
        {.code = "", .count = results_.responses, .hidden = all_hidden(), .percent = {}, .mean_place = {}}, {});
    for (const Tally& tally : results_.channels) row("channels", nullptr, "", "", tally, results_.responses);
    for (const Tally& tally : results_.days) row("days", nullptr, "", "", tally, {});
  }

  std::string text() { return std::move(text_); }

  void add(const char* figures, const std::vector<QuestionResults>& list,
           const std::vector<content::Question>& questions) {
    for (const QuestionResults& result : list) {
      const auto question = std::find_if(questions.begin(), questions.end(),
                                         [&](const content::Question& one) { return one.code == result.code; });
      if (question == questions.end()) continue;
      for (const Tally& tally : result.options) row(figures, &*question, "", "", tally, result.base);
      for (const auto& table : result.tables) {
        for (const auto& group : table.groups) {
          for (const Tally& tally : group.options) row(figures, &*question, table.by, group.code, tally, group.base);
        }
      }
    }
  }

 private:
  survey::Hidden all_hidden() const { return results_.responses ? survey::Hidden::no : survey::Hidden::few; }

  static std::string label_of(const content::Question& question, const std::string& code) {
    for (const auto* option : survey::options_of(question)) {
      if (option->code == code) return option->label;
    }
    return {};
  }

  void row(const char* figures, const content::Question* question, const std::string& by, const std::string& group,
           const Tally& tally, const std::optional<int64_t>& base) {
    text_ += server::csv_line({figures, question ? question->code : "", question ? question->text : "", by, group,
                               tally.code, question ? label_of(*question, tally.code) : "", text_of(tally.count),
                               tally.count ? "" : std::string(word(tally.hidden)),
                               tally.percent ? std::to_string(*tally.percent) : "", text_of(base)});
  }

  const survey::Results& results_;
  std::string text_;
};

}  // namespace

std::string report_figures(const ReportOf& report) {
  Figures figures(report.results);
  figures.start();
  figures.add("answers", report.results.questions, report.survey.questions);
  if (report.survey.equality) figures.add("equality", report.results.equality, report.survey.equality->questions);
  return figures.text();
}

}  // namespace roadshow::cli
