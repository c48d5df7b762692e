// The report on a survey: everything the cover sheet of a board paper asks, and no figure that is hidden.
#include "cli/report.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/report_page.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using content::ReportWord;
using survey::Hidden;
using survey::QuestionResults;
using survey::Results;
using survey::Tally;

namespace {

const content::ReportWords& words() {
  static const auto read = cli::read_report_words(source_folder() / "content/shared/report.en.json");
  if (const auto* problems = std::get_if<Problems>(&read)) FAIL(problems->at(0).sentence);
  return std::get<content::ReportWords>(read);
}

Tally tally(const std::string& code, std::optional<int64_t> count, Hidden hidden = Hidden::no) {
  return {.code = code, .count = count, .hidden = hidden, .percent = {}, .mean_place = {}};
}

QuestionResults question_results(const std::string& code, std::vector<Tally> options) {
  QuestionResults question;
  question.code = code;
  question.base = 245;
  question.base_of = survey::Base::answered;
  question.options = std::move(options);
  return question;
}

Results some_results() {
  Results results;
  results.survey = real_survey().id;
  results.version = real_survey().version;
  results.day = "2026-11-25";
  results.fewest = 10;
  results.nearest = 5;
  results.responses = 245;
  results.channels = {tally("web", 205), tally("kiosk", 40), tally("paper", {}, Hidden::few)};
  results.days = {tally("2026-11-20", 100), tally("2026-11-24", 145)};
  results.questions = {
      question_results("where_live", {tally("stoke_on_trent", 90), tally("staffordshire", 155),
                                      tally("outside", {}, Hidden::few), tally("prefer_not", {}, Hidden::withheld)}),
      question_results("biggest_unfairness", {tally("outcomes", 35), tally("access", 110)}),
      question_results("life_stage", {tally("live_well", 60)}), question_results("works_well", {})};
  results.questions[3].quotes = {"<b>The bus</b> & **nothing** else"};
  return results;
}

page::Page page_of(const Results& results, const content::Survey& survey = real_survey()) {
  return cli::report_page({real_pack(), survey, results, words()});
}

std::string html_of(const Results& results) { return cli::report_html({real_pack(), real_survey(), results, words()}); }

const page::Node& table_of(const page::Page& page, const std::string& id) {
  const page::Node* found = find_node(page.root, id);
  REQUIRE_MESSAGE(found, id);
  return *found;
}

std::string cell(const page::Node& table, size_t row, size_t column) {
  return table.children.at(row).children.at(column).text;
}

}  // namespace

TEST_CASE("report: a sound page with every part of the cover sheet") {
  const page::Page page = page_of(some_results());
  CHECK(page::faults(page) == std::vector<std::string>());
  const std::string shown = words_on(page.root);
  for (const ReportWord heading : {ReportWord::asked_heading, ReportWord::said_heading, ReportWord::quotes_heading,
                                   ReportWord::groups_heading, ReportWord::did_heading, ReportWord::next_heading,
                                   ReportWord::data_heading, ReportWord::limits_heading, ReportWord::author_heading})
    CHECK(contains(shown, words()[heading]));
  CHECK(contains(shown, "About 245 people answered."));
  CHECK(contains(shown, "25 November 2026"));
  CHECK(contains(shown, "between 20 November 2026 and 24 November 2026"));
  CHECK(contains(shown, real_survey().next[0].text));
  CHECK(contains(shown, real_survey().you_said.did));
  CHECK(!contains(shown, "{"));  // every place in the words is filled
}

TEST_CASE("report: what most people said comes first, and what is hidden has no number") {
  const page::Page page = page_of(some_results());
  const page::Node& places = table_of(page, "places");
  CHECK(cell(places, 1, 0) == "Staffordshire, outside Stoke-on-Trent");
  CHECK(cell(places, 1, 1) == "155");
  CHECK(cell(places, 2, 1) == "90");
  CHECK(cell(places, 3, 1) == "Fewer than 10");
  CHECK(cell(places, 4, 1) == words()[ReportWord::withheld]);
  CHECK(cell(table_of(page, "channels"), 1, 0) == "On their own phone or computer");
  CHECK(cell(table_of(page, "question-biggest_unfairness"), 1, 1) == "110");
}

TEST_CASE("report: too few answers, or a question with too few, show no figure") {
  Results none = some_results();
  none.responses.reset();
  none.channels.clear();
  none.days.clear();
  for (QuestionResults& question : none.questions) {
    question.base.reset();
    question.base_of = survey::Base::none;
    question.options.clear();
    question.quotes.clear();
  }
  const page::Page page = page_of(none);
  CHECK(page::faults(page) == std::vector<std::string>());
  const std::string shown = words_on(page.root);
  CHECK(contains(shown, "Fewer than 10 people have answered so far."));
  CHECK(find_node(page.root, "places") == nullptr);

  Results one = some_results();
  one.questions[0].base.reset();
  one.questions[0].base_of = survey::Base::none;
  one.questions[0].options.clear();
  CHECK(contains(words_on(page_of(one).root), words()[ReportWord::base_none]));
  CHECK(find_node(page_of(one).root, "places") == nullptr);
}

TEST_CASE("report: who is missing, by goal and by who lives here") {
  content::Survey survey = real_survey();
  content::ReachGroup group;
  group.question = "where_live";
  group.option = "outside";
  group.label = "Elsewhere";
  group.call = "people who live elsewhere";
  group.goal = 50;
  group.residents.reason = "nobody counts them";
  content::ReachGroup everyone;
  everyone.label = "Everyone";
  everyone.call = "everyone";
  everyone.goal = 200;
  everyone.residents.value = 1'100'000;
  everyone.residents.period = "2022-02";
  survey.results.reach = {group, everyone};
  const page::Page page = page_of(some_results(), survey);
  const page::Node& reach = table_of(page, "reach");
  CHECK(cell(reach, 1, 1) == "Fewer than 10");
  CHECK(cell(reach, 1, 2) == "Not published: nobody counts them");
  CHECK(cell(reach, 1, 3) == "50");
  CHECK(cell(reach, 2, 1) == "245");
  CHECK(cell(reach, 2, 2) == "1,100,000 (February 2022)");
  CHECK(contains(words_on(page.root), "Not heard enough from yet: people who live elsewhere."));
}

TEST_CASE("report: one file that asks nobody for anything, with people's words as they were said") {
  const std::string html = html_of(some_results());
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
  CHECK(contains(html, "<title>Engagement report: "));
  CHECK(contains(html, "&lt;b&gt;The bus&lt;/b&gt; &amp; **nothing** else"));
  for (const char* outside : {"<script", "<link", "src=", "url(", "http:", "https:", "@import"})
    CHECK(!contains(html, outside));
  CHECK(contains(html, "@media print"));
}

TEST_CASE("report: the table of figures has what the page has, and no number where one is hidden") {
  const std::string csv = cli::report_figures({real_pack(), real_survey(), some_results(), words()});
  CHECK(contains(csv, "responses,,,,,,,245,,,\r\n"));
  CHECK(contains(csv, "channels,,,,,paper,,,few,,245\r\n"));
  CHECK(contains(
      csv,
      "answers,where_live,Where do you live?,,,staffordshire,\"Staffordshire, outside Stoke-on-Trent\",155,,,245\r\n"));
  CHECK(contains(csv, "answers,where_live,Where do you live?,,,prefer_not,Prefer not to say,,withheld,,245\r\n"));
}
