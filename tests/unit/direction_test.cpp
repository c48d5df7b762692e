// What people type is shown in its own direction wherever it is shown, whatever the language of the page, and nothing
// they type turns the words around it.
#include "cli/report.hpp"
#include "cli/report_page.hpp"
#include "dom.hpp"
#include "form_fixture.hpp"
#include "html/element.hpp"
#include "page/results/results.hpp"
#include "survey/disclosure/disclosure.hpp"

using namespace roadshow;
using namespace roadshow::test;

namespace {

const content::Pack& polish_pack() {
  static const content::Pack pack = [] {
    auto made = content::edition_of(real_pack(), real_files(), {"pl", "", content::Script::latin});
    REQUIRE(std::holds_alternative<content::Edition>(made));
    return std::get<content::Edition>(std::move(made)).pack;
  }();
  return pack;
}

const std::vector<std::string> typed = {
    "بس شہر تک نہیں جاتی۔",
    "The bus does not go to town.",
    "الف 12 bus 7, (A34)",
    "A34: بس 12",
    "بس\nThe bus\nਬੱਸ",
    "\u202Etxet desrever",           // a right-to-left override that is never ended
    "\u2067\u2066\u202Babc",         // isolates and embeddings that are never ended
    "abc\u2069\u2069\u202C",         // and ends of what was never begun
    "\u2068Nazywa się\u2069 ulica",  // the marks of a text without a translation (content/translation.hpp)
    "one \u2068 two",
};

struct Found {
  int times = 0;
  std::string faults;
};

std::string all_text(const DomNode& node) {
  std::string text = node.text;
  for (const DomNode& child : node.children) text += all_text(child);
  return text;
}

// Each element that has the words, and in no child of its own: nothing but the words is in it, and its direction is
// theirs. A field has them as its value.
void look(const DomNode& node, const std::string& words, Found& found) {
  const auto attribute = [&](const char* name) {
    const auto one = node.attributes.find(name);
    return one == node.attributes.end() ? std::string() : one->second;
  };
  const bool field = attribute("value") == words;
  bool deeper = false;
  for (const DomNode& child : node.children)
    deeper = deeper || (!child.tag.empty() && contains(all_text(child), words));
  if (field || (!deeper && contains(all_text(node), words))) {
    ++found.times;
    if (attribute("dir") != "auto") found.faults += node.tag + " has not the direction of its words. ";
    if (!field && all_text(node) != words) found.faults += node.tag + " has other words as well. ";
    if (!attribute("lang").empty()) found.faults += node.tag + " says in which language people wrote. ";
  }
  for (const DomNode& child : node.children) {
    if (!child.tag.empty()) look(child, words, found);
  }
}

void check_html(const std::string& html, const std::string& words, int times) {
  Found found;
  const Document document(html);
  for (const DomNode& node : document.children()) look(node, words, found);
  CHECK(found.times == times);
  CHECK(found.faults == "");
}

std::string html_of(const page::Page& page) {
  std::string html;
  for (const auto& element : html::elements(page)) html += html::to_html(element);
  return html;
}

void with_each(const std::function<void(const content::Pack& pack, const std::string& words)>& test) {
  for (const content::Pack* pack : {&real_pack(), &urdu_pack(), &polish_pack()}) {
    for (const std::string& words : typed) {
      INFO(pack->info.language << ": " << words);
      test(*pack, words);
    }
  }
}

std::string at(const content::Pack& pack, const std::string& path) {
  return content::prefix_of(pack, pack.info.language) + path;
}

survey::Results results_with(const std::string& words) {
  const content::Survey& survey = real_survey();
  survey::Counts counts = survey::no_counts(survey);
  for (uint64_t i = 0; i < 100; ++i) add(counts, survey, survey::sample(survey, real_pack().info, i), "2026-11-25");
  survey::Results results = survey::publish(survey, counts, "2026-11-25");
  for (survey::QuestionResults& question : results.questions) {
    if (question.code == "works_well") question.quotes = {words};
  }
  return results;
}

}  // namespace

TEST_CASE("direction: an answer, in its field and in the list before sending") {
  with_each([](const content::Pack& pack, const std::string& words) {
    Visitor visitor(at(pack, survey_path), pack);
    visitor.press("start").go(at(pack, survey_path + "/works_well")).act(page::Write{"works_well", words});
    check_html(html_of(visitor.page()), words, 1);
    visitor.go(at(pack, survey_path + "/check"));
    check_html(html_of(visitor.page()), words, 1);
  });
}

TEST_CASE("direction: contact details in the list before sending") {
  for (const content::Pack* pack : {&real_pack(), &urdu_pack()}) {
    Visitor visitor(at(*pack, survey_path), *pack);
    visitor.press("start");
    visitor.state.session->secret = std::string(64, '5');
    visitor.state.session->email = "a.b@example.org";
    visitor.state.session->phone = "+44 1782 000 000";
    visitor.go(at(*pack, survey_path + "/check"));
    check_html(html_of(visitor.page()), "a.b@example.org", 1);
    check_html(html_of(visitor.page()), "+44 1782 000 000", 1);
  }
}

TEST_CASE("direction: the words and the notes of analysts on the screen of staff") {
  with_each([](const content::Pack& pack, const std::string& words) {
    Visitor visitor(at(pack, "/staff/icp-strategy"), pack);
    survey::Texts list{"icp-strategy", {}, ""};
    list.texts.push_back({one_id, "works_well", "2026-11", words, {}});
    list.texts.push_back({one_id, "anything_else", "2026-11", "Other.", {{words}, words, true}});
    visitor.act(page::Edit{"token", "roadshow_abc"}).press("sign-in");
    visitor.act(page::Fetched{"texts/icp-strategy", 200, survey::to_json(list)});
    check_html(html_of(visitor.page()), words, 3);
  });
}

TEST_CASE("direction: quotes among the results, on the page and in the report") {
  const auto report_words = cli::read_report_words(source_folder() / "content/shared/report.en.json");
  REQUIRE(std::holds_alternative<content::ReportWords>(report_words));
  with_each([&](const content::Pack& pack, const std::string& words) {
    const survey::Results results = results_with(words);
    Visitor visitor(at(pack, "/results/icp-strategy"), pack);
    visitor.act(page::Fetched{"results/icp-strategy", 200, survey::to_json(results)});
    check_html(html_of(visitor.page()), words, 1);
    const cli::ReportOf report{pack, pack.surveys.at(0), results, std::get<content::ReportWords>(report_words)};
    check_html(html_of(cli::report_page(report)), words, 1);
  });
}

TEST_CASE("direction: the report is written in the direction of its language") {
  const auto words = cli::read_report_words(source_folder() / "content/shared/report.en.json");
  for (const auto& [pack, direction] : {std::pair(&real_pack(), "ltr"), {&urdu_pack(), "rtl"}}) {
    const std::string html =
        cli::report_html({*pack, pack->surveys.at(0), results_with("Words."), std::get<content::ReportWords>(words)});
    CHECK(contains(html, "<html lang=\"" + pack->info.language + "\" dir=\"" + direction + "\">"));
  }
}

TEST_CASE("direction: the form without a program shows again what was typed") {
  with_each([](const content::Pack& pack, const std::string& words) {
    page::Form form;
    form.fields = {{"works_well", words}};
    check_html(html_of(page::form_page(pack, pack.surveys.at(0), form)), words, 1);
  });
}
