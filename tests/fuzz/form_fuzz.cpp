// Any bytes as the body of a form: what is read can be written and read again, is valid UTF-8, and makes a response
// that the endpoint would also take from a device, or a list of faults; and the form comes back as a page without
// faults.
#include <cstdint>
#include <cstdlib>

#include "content/json_text.hpp"
#include "page/survey/form.hpp"
#include "server/http/form_body.hpp"
#include "survey/response.hpp"

using namespace roadshow;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

// One question of each kind, with a branch.
content::Pack every_kind() {
  const std::vector<content::Option> options = {
      {"a", "A", "", false}, {"b", "B", "", false}, {"none", "None", "", true}};
  const auto question = [](const char* code, content::QuestionKind kind) {
    content::Question question;
    question.code = code;
    question.text = question.can = question.cannot = "Words.";
    question.kind = std::move(kind);
    return question;
  };
  content::Pack pack;
  pack.info.id = "p";
  pack.info.language = "en";
  pack.info.title = pack.info.area = pack.info.run_by = "Words.";
  for (std::string& word : pack.words.text) word = "Words.";
  content::Survey survey;
  survey.id = "s";
  survey.version = "1";
  survey.title = survey.lead = survey.privacy = "Words.";
  survey.questions = {question("one", content::SingleChoice{options}),
                      question("many", content::MultipleChoice{options, 2}),
                      question("words", content::FreeText{20, 1}), question("rate", content::Rating{options, {}}),
                      question("order", content::Ranking{options, "Same"})};
  survey.questions[1].when = content::Condition{{{"one", "a"}}, {}, {}};
  survey.equality = content::Equality{};
  survey.equality->title = "Words.";
  survey.equality->sets = {"about-1"};
  survey.equality->questions = {question("about", content::MultipleChoice{options, 0}),
                                question("more", content::FreeText{20, 1})};
  survey.equality->questions[1].when = content::Condition{{}, {}, {{"about", "a"}}};
  survey.contact = content::ContactOffer{"Words.", {}, "Words."};
  pack.surveys = {survey};
  return pack;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const content::Pack pack = every_kind();
  const content::Survey& survey = pack.surveys[0];
  const survey::Fields fields = server::read_form_body({reinterpret_cast<const char*>(data), size});
  hold(server::read_form_body(server::write_form_body(fields)) == fields);
  for (const auto& [name, value] : fields) Json({name, value}).dump();  // stops at anything but UTF-8

  const survey::FormAnswers read = survey::read_form(survey, fields);
  const page::Form form{
      "0f8fad5b-d9cb-469f-a165-70867728950e", std::string(64, '5'), "1795600000", fields, read.faults, false};
  hold(page::faults(page::form_page(pack, survey, form)).empty());
  if (!read.faults.empty()) return 0;

  survey::Response response{.id = form.id,
                            .pack = "p",
                            .survey = "s",
                            .version = "1",
                            .language = "en",
                            .channel = "form",
                            .layout = "flow",
                            .month = "2026-11",
                            .asked = {},
                            .answers = survey::on_route(survey, read.answers)};
  for (const auto* question : survey::route(survey, response.answers)) response.asked.push_back(question->code);
  survey::GivenApart apart = read.apart;
  apart.equality = survey::on_route(survey.equality->questions, apart.equality);
  survey::keep_apart(response, survey, form.secret, apart);
  const std::string record = survey::canonical(response);
  const auto again = survey::read_response(record, pack.surveys);
  hold(std::holds_alternative<survey::Response>(again));
  hold(survey::canonical(std::get<survey::Response>(again)) == record);
  return 0;
}
