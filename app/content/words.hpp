// The words of the interface, in one language: content/shared/words.<language>.json. Nothing a person reads is in code.
//
// A word may hold {places} that fill() replaces.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "content/describe.hpp"

namespace roadshow::content {

// clang-format off
enum class Word {
  product, skip_to_content, home, site_name, text_size, text_size_normal, text_size_large, text_size_larger,
  text_size_largest, view_stage, view_flow, footer_label, sources_link, accessibility_link, privacy_link, page_title,
  explainers_title, explainers_lead, all_explainers, show_as, show_picture, show_table, table_caption, table_group,
  table_people, table_share, steps_label, step_of, back, next_named, target_line, short_of_target, should_be_within,
  all_waits, show_figures_for, measure_column, value_column, target_column, compared_column, below_target,
  above_target, better_than_target, meets_target, by_points, by_amount, target_at_least, target_at_most,
  target_short, not_published, no_data, no_target, choose_provider, only_area, what_it_means, see_more,
  lower_is_better, higher_is_better, month_column, place_column, source_line, how_many_people, lowest, more_measures,
  trend_reading, numbers_as_table, unit_percent, unit_people, unit_days, unit_referrals, unit_cases, survey_start,
  survey_resume, question_of, can_skip, can_change, can, cannot, known_already, continue_button, skip_question,
  error_prefix, error_summary, choose_one, choose_one_error, choose_some_error, too_many_error, too_long_error,
  rank_error, rank_hint, rank_up, rank_down, rank_moved, check_title, check_lead, change, answer, not_answered,
  change_named, answer_named, send, sending, storing, done_title, done_lead, saved_title, saved_lead, parked_title,
  parked_lead, reference, what_next, you_said_title, you_said, we_did, finish, stage_done, stage_ahead,
  sources_title, sources_lead, publisher_column, date_column, lines_column, figures_from, not_found_title,
  not_found_lead, back_home, waiting_answers, core_trouble, month_names
};

constexpr auto words_of(Word) {
  return std::array{
      "product", "skipToContent", "home", "siteName", "textSize", "textSizeNormal", "textSizeLarge",
      "textSizeLarger", "textSizeLargest", "viewStage", "viewFlow", "footerLabel", "sourcesLink",
      "accessibilityLink", "privacyLink", "pageTitle", "explainersTitle", "explainersLead", "allExplainers",
      "showAs", "showPicture", "showTable", "tableCaption", "tableGroup", "tablePeople", "tableShare", "stepsLabel",
      "stepOf", "back", "nextNamed", "targetLine", "shortOfTarget", "shouldBeWithin", "allWaits", "showFiguresFor",
      "measureColumn", "valueColumn", "targetColumn", "comparedColumn", "belowTarget", "aboveTarget",
      "betterThanTarget", "meetsTarget", "byPoints", "byAmount", "targetAtLeast", "targetAtMost", "targetShort",
      "notPublished", "noData", "noTarget", "chooseProvider", "onlyArea", "whatItMeans", "seeMore", "lowerIsBetter",
      "higherIsBetter", "monthColumn", "placeColumn", "sourceLine", "howManyPeople", "lowest", "moreMeasures",
      "trendReading", "numbersAsTable", "unitPercent", "unitPeople", "unitDays", "unitReferrals", "unitCases",
      "surveyStart", "surveyResume", "questionOf", "canSkip", "canChange", "can", "cannot", "knownAlready",
      "continueButton", "skipQuestion", "errorPrefix", "errorSummary", "chooseOne", "chooseOneError",
      "chooseSomeError", "tooManyError", "tooLongError", "rankError", "rankHint", "rankUp", "rankDown", "rankMoved",
      "checkTitle", "checkLead", "change", "answer", "notAnswered", "changeNamed", "answerNamed", "send", "sending",
      "storing", "doneTitle", "doneLead", "savedTitle", "savedLead", "parkedTitle", "parkedLead", "reference",
      "whatNext", "youSaidTitle", "youSaid", "weDid", "finish", "stageDone", "stageAhead", "sourcesTitle",
      "sourcesLead", "publisherColumn", "dateColumn", "linesColumn", "figuresFrom", "notFoundTitle", "notFoundLead",
      "backHome", "waitingAnswers", "coreTrouble", "monthNames"};
}
// clang-format on

struct Words {
  std::array<std::string, words_of(Word{}).size()> text;

  const std::string& operator[](Word word) const { return text[static_cast<size_t>(word)]; }
};

template <class V>
void describe(V& v, Words& words) {
  constexpr auto names = words_of(Word{});
  for (size_t i = 0; i < names.size(); ++i) v.required(names[i], words.text[i], Rule::text, "words of the interface.");
}

// `text` with each {name} replaced. A name without a value stays as it is, so that it is seen.
std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace roadshow::content
