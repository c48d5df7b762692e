// Answers as somebody might give them, from a seed: for tests, rehearsals and measurements.
#include <algorithm>

#include "survey/definition.hpp"
#include "survey/response.hpp"
#include "survey/secret.hpp"

namespace roadshow::survey {
namespace {

// A small generator of our own (SplitMix64), so that a seed means the same on every machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  size_t below(size_t limit) { return static_cast<size_t>(next() % limit); }

 private:
  uint64_t state_;
};

std::string random_uuid(Random& random) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string id;
  for (const char c : std::string_view("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"))
    id += c == 'x' ? hex[random.below(16)] : c;
  return id;
}

Codes shuffled(const std::vector<content::Option>& options, Random& random) {
  Codes codes;
  for (const auto& option : options) codes.push_back(option.code);
  for (size_t i = codes.size(); i > 1; --i) std::swap(codes[i - 1], codes[random.below(i)]);
  return codes;
}

Answer random_answer(const content::SingleChoice& kind, Random& random) {
  return kind.options[random.below(kind.options.size())].code;
}
Answer random_answer(const content::MultipleChoice& kind, Random& random) {
  Codes codes = shuffled(kind.options, random);
  const size_t most = kind.at_most > 0 ? static_cast<size_t>(kind.at_most) : codes.size();
  codes.resize(1 + random.below(std::min(most, codes.size())));
  for (const auto& option : kind.options) {
    if (option.exclusive && holds(Answer(codes), option.code)) return Codes{option.code};
  }
  return codes;
}
Answer random_answer(const content::FreeText& kind, Random& random) {
  constexpr std::array<std::string_view, 5> texts = {"A sample answer.", "More buses, please.", "=1+1",
                                                     "Line one\nline two, with \"quotes\".", "آپ کا شکریہ"};
  std::string text(texts[random.below(texts.size())]);
  return length_of(text) <= kind.max_length ? text : std::string("ok").substr(0, static_cast<size_t>(kind.max_length));
}
Answer random_answer(const content::Rating& kind, Random& random) {
  const size_t pick = random.below(kind.scale.size() + kind.others.size());
  return pick < kind.scale.size() ? kind.scale[pick].code : kind.others[pick - kind.scale.size()].code;
}
Answer random_answer(const content::Ranking& kind, Random& random) {
  if (random.below(6) == 0) return std::string(same_code);
  return shuffled(kind.options, random);
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
                      std::visit([&](const auto& kind) { return random_answer(kind, random); }, question.kind));
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
