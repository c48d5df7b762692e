// Answers as somebody might give them, from a seed: for tests, rehearsals and measurements.
#include "survey/definition.hpp"
#include "survey/questions/rules.hpp"
#include "survey/response.hpp"
#include "survey/secret.hpp"

namespace roadshow::survey {
namespace {

std::string random_uuid(Random& random) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string id;
  for (const char c : std::string_view("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"))
    id += c == 'x' ? hex[random.below(16)] : c;
  return id;
}

}  // namespace

Response sample(const Survey& survey, const content::PackInfo& pack, uint64_t seed) {
  Random random(seed);
  Response response{.id = random_uuid(random),
                    .pack = pack.id,
                    .survey = survey.id,
                    .version = survey.version,
                    .definition = definition_digest(survey),
                    .language = pack.language,
                    .channel = "web",
                    .layout = "flow",
                    .month = "2026-11",
                    .asked = {},
                    .answers = {},
                    .equality = {},
                    .contact = {},
                    .salt = "",
                    .withdrawal = ""};
  const auto answer_some = [&](const Questions& questions, Answers& answers, Codes* asked) {
    for (const Question& question : questions) {
      if (!is_asked(question, answers)) continue;
      if (asked) asked->push_back(question.code);
      if (random.below(10) == 0) continue;  // skipped
      answers.emplace(question.code,
                      by_kind(question, [&](auto rules, const auto& kind) { return rules.sample(kind, random); }));
    }
  };
  answer_some(survey.questions, response.answers, &response.asked);

  std::string secret;
  while (secret.size() < 64) secret += "0123456789abcdef"[random.below(16)];
  GivenApart given;
  if (survey.equality && random.below(3) > 0) answer_some(survey.equality->questions, given.equality, nullptr);
  // Addresses and numbers that are kept free for examples (RFC 2606; Ofcom, numbers for drama).
  if (survey.contact && random.below(4) == 0) {
    const bool by_phone = random.below(2) == 0;
    (by_phone ? given.phone : given.email) = by_phone ? "07700 900123" : "jo@example.org";
  }
  keep_apart(response, survey, secret, given);
  return response;
}

}  // namespace roadshow::survey
