// Any bytes as a response: read or refused, and what is read comes back the same.
#include <cstdint>
#include <cstdlib>

#include "survey/flat.hpp"
#include "survey/response.hpp"

using namespace roadshow;

namespace {

void must(bool good) {
  if (!good) std::abort();
}

// A small survey with every kind of question and a branch.
std::vector<content::Survey> surveys() {
  const std::vector<content::Option> options = {
      {"a", "A", "", false}, {"b", "B", "", false}, {"none", "None", "", true}};
  const auto question = [](const char* code, content::QuestionKind kind) {
    content::Question made;
    made.code = code;
    made.kind = std::move(kind);
    return made;
  };
  content::Survey survey;
  survey.id = "s";
  survey.version = "1";
  survey.questions = {question("one", content::SingleChoice{options}),
                      question("many", content::MultipleChoice{options, 2}),
                      question("words", content::FreeText{20, 1}), question("rate", content::Rating{options, {}}),
                      question("order", content::Ranking{options, "Same"})};
  survey.questions[1].when = content::Condition{{{"one", "a"}}, {}, {}};
  survey.equality = content::Equality{
      "About you",
      {},
      {"set-1"},
      {question("age", content::SingleChoice{options}), question("more", content::MultipleChoice{options})}};
  survey.equality->questions[1].when = content::Condition{{{"age", "a"}}, {}, {}};
  survey.contact = content::ContactOffer{};
  return {survey};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto known = surveys();
  const auto result = survey::read_response({reinterpret_cast<const char*>(data), size}, known);
  if (const auto* problems = std::get_if<Problems>(&result)) {
    must(!problems->empty());
    return 0;
  }
  const auto& response = std::get<survey::Response>(result);
  const std::string text = survey::canonical(response);
  const auto again = survey::read_response(text, known);
  must(std::holds_alternative<survey::Response>(again));
  must(survey::canonical(std::get<survey::Response>(again)) == text);
  // What is stored as the response is one by itself, and says nothing of what is kept apart.
  const survey::Parts parts = survey::parts_of(response);
  const auto stored = survey::read_response(parts.answers, known);
  must(std::holds_alternative<survey::Response>(stored));
  must(survey::canonical(std::get<survey::Response>(stored)) == parts.answers);
  must(parts.equality.empty() == !response.equality && parts.contact.empty() == !response.contact);
  if (response.equality) must(parts.answers.find(response.equality->key) == std::string::npos);
  if (response.contact) must(parts.answers.find(response.contact->key) == std::string::npos);
  const auto& questions = known[0].questions;
  must(survey::flat_cells(questions, &response.asked, response.answers, questions).size() ==
       survey::flat_columns(questions).size());
  must(survey::reference(response.id).size() == 12);
  return 0;
}
