#include "survey/response.hpp"

#include <algorithm>
#include <array>

#include "survey/base32.hpp"
#include "survey/contact.hpp"
#include "survey/secret.hpp"

namespace roadshow::survey {
namespace {

constexpr std::string_view schema = "roadshow/response/1";

Json to_json(const Answer& answer) {
  return std::visit([](const auto& value) { return Json(value); }, answer);
}

// The answers of `json`, each checked against its question.
void read_answers(const Json& json, const std::string& at, const Questions& questions, Answers& out,
                  Problems& problems) {
  const auto report = [&](const std::string& pointer, std::string_view sentence) {
    problems.push_back({{"", 0, 0, pointer}, std::string(sentence)});
  };
  if (!json.is_object()) return report(at, "This should be a group of answers in braces.");
  for (const auto& [code, value] : json.items()) {
    const std::string pointer = pointer_to(at, code);
    const Question* question = find_question(questions, code);
    if (!question) {
      report(pointer, "This survey has no such question.");
      continue;
    }
    Answer answer;
    if (value.is_string()) {
      answer = value.get<std::string>();
    } else if (value.is_array() &&
               std::all_of(value.begin(), value.end(), [](const auto& v) { return v.is_string(); })) {
      answer = value.get<Codes>();
    } else {
      report(pointer, "An answer is a text or a list of texts.");
      continue;
    }
    if (const auto fault = fault_of(*question, answer)) {
      report(pointer, sentence_of(*fault));
      continue;
    }
    out.emplace(code, std::move(answer));
  }
}

// Answers to questions that the other answers do not lead to.
void refuse_off_route(const Questions& questions, const Answers& answers, const std::string& at, Problems& problems) {
  const auto asked = route(questions, answers);
  for (const auto& answer : answers) {
    if (std::none_of(asked.begin(), asked.end(), [&](const Question* one) { return one->code == answer.first; }))
      problems.push_back({{"", 0, 0, pointer_to(at, answer.first)}, "This question was not asked."});
  }
}

Json to_json(const Answers& answers) {
  Json json = Json::object();
  for (const auto& [code, answer] : answers) json[code] = to_json(answer);
  return json;
}

// Takes a member out of an object; nothing when it is not there.
std::optional<Json> take(Json& json, const char* name) {
  const auto member = json.is_object() ? json.find(name) : json.end();
  if (!json.is_object() || member == json.end()) return std::nullopt;
  Json taken = std::move(*member);
  json.erase(member);
  return taken;
}

struct Envelope {
  std::string schema;
  Response response;
};
template <class V>
void describe(V& v, Envelope& envelope) {
  v.required("schema", envelope.schema, Rule::text, "the form of the response.");
  v.required("id", envelope.response.id, Rule::text, "the id of the response.");
  v.required("pack", envelope.response.pack, Rule::id, "the content pack.");
  v.required("survey", envelope.response.survey, Rule::id, "the survey.");
  v.required("version", envelope.response.version, Rule::version, "the version of the survey.");
  v.required("language", envelope.response.language, Rule::id, "the language.");
  v.required("channel", envelope.response.channel, Rule::id, "how it was answered.");
  v.required("layout", envelope.response.layout, Rule::id, "flow or stage.");
  v.required("month", envelope.response.month, Rule::month, "the month.");
  v.required("asked", envelope.response.asked, Rule::code, "the questions that were asked.");
  v.optional("contact", envelope.response.contact, Rule::any, "Contact details.");
  v.optional("withdrawal", envelope.response.withdrawal, Rule::text, "The hash by which it can be withdrawn.");
  v.optional("salt", envelope.response.salt, Rule::text, "Random digits that are not stored.");
}

void read_equality(Json json, const Survey& survey, Response& response, Problems& problems) {
  const auto answers = take(json, "answers");
  EqualityPiece& piece = response.equality.emplace();
  const size_t before = problems.size();
  Reader(json, "/equality", problems).read(json, "/equality", piece, Rule::any);
  if (problems.size() > before) return;
  const auto report = [&](const char* pointer, const char* sentence) {
    problems.push_back({{"", 0, 0, pointer}, sentence});
  };
  if (!survey.equality) return report("/equality", "This survey asks no equality questions.");
  if (piece.sets != survey.equality->sets) report("/equality/sets", "This survey asks other sets of questions.");
  if (!answers || answers->empty()) return report("/equality", "Without answers this is left out.");
  read_answers(*answers, "/equality/answers", survey.equality->questions, piece.answers, problems);
  refuse_off_route(survey.equality->questions, piece.answers, "/equality/answers", problems);
}

// Pieces that are kept apart need keys of their own, and a salt.
void check_apart(const Survey& survey, const Response& response, Problems& problems) {
  const auto need = [&](bool good, const char* pointer, const char* sentence) {
    if (!good) problems.push_back({{"", 0, 0, pointer}, sentence});
  };
  const bool apart = response.equality || response.contact;
  const std::string& hash = response.withdrawal;
  need(hash.empty() || is_hash(hash), "/withdrawal", "This is 64 lower-case hexadecimal digits.");
  const bool salted =
      response.salt.size() == 32 && std::all_of(response.salt.begin(), response.salt.end(), is_hex_digit);
  need(salted == apart && (salted || response.salt.empty()), "/salt",
       "This is 32 lower-case hexadecimal digits, beside equality answers or contact details only.");
  if (response.equality) {
    need(is_hash(response.equality->key), "/equality/key", "This is 64 lower-case hexadecimal digits.");
    need(response.equality->key != hash, "/equality/key", "Each key is another one.");
  }
  if (!response.contact) return;
  const ContactPiece& contact = *response.contact;
  need(survey.contact.has_value(), "/contact", "This survey asks for no contact details.");
  need(is_hash(contact.key), "/contact/key", "This is 64 lower-case hexadecimal digits.");
  need(contact.key != hash && (!response.equality || contact.key != response.equality->key), "/contact/key",
       "Each key is another one.");
  need(!contact.email.empty() || !contact.phone.empty(), "/contact",
       "Without an address or a number this is left out.");
  need(contact.email.empty() || is_email(contact.email), "/contact/email", "This is not an email address.");
  need(contact.phone.empty() || is_phone(contact.phone), "/contact/phone", "This is not a telephone number.");
}

}  // namespace

Result<Response> read_response(std::string_view text, const std::vector<Survey>& surveys) {
  auto parsed = parse_json("response", text, {.bytes = size_t{256} * 1024, .depth = 8});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  Json& json = std::get<Json>(parsed);

  Problems problems;
  const auto report = [&](const char* pointer, const char* sentence) {
    problems.push_back({{"", 0, 0, pointer}, sentence});
  };
  const auto answers = take(json, "answers");
  auto equality = take(json, "equality");
  if (json.is_object() && !answers) report("", "This needs \"answers\": the answers by question.");
  Envelope envelope;
  Reader reader(json, "", problems);
  reader.read(json, "", envelope, Rule::any);
  if (!problems.empty()) return problems;

  Response& response = envelope.response;
  if (envelope.schema != schema) report("/schema", "This is not a form of response we know.");
  if (!is_uuid(response.id)) report("/id", "The id of a response is a lower-case UUID.");
  const Survey* survey = content::find(surveys, response.survey);
  if (!survey) {
    report("/survey", "We have no such survey.");
    return problems;
  }
  if (survey->version != response.version) report("/version", "This survey has another version.");
  read_answers(*answers, "/answers", survey->questions, response.answers, problems);
  if (equality) read_equality(std::move(*equality), *survey, response, problems);
  check_apart(*survey, response, problems);

  Codes expected;
  for (const Question* question : route(*survey, response.answers)) expected.push_back(question->code);
  if (expected != response.asked) report("/asked", "These answers lead to other questions.");
  refuse_off_route(survey->questions, response.answers, "/answers", problems);
  if (!problems.empty()) return problems;
  return std::move(response);
}

std::string canonical(const Response& response) {
  Envelope envelope{std::string(schema), response};
  Json json = Writer::to_json(envelope);
  json["answers"] = to_json(response.answers);
  if (response.equality) {
    json["equality"] = Writer::to_json(envelope.response.equality);
    json["equality"]["answers"] = to_json(response.equality->answers);
  }
  return json.dump();
}

Parts parts_of(Response response) {
  Parts parts;
  if (const auto& piece = response.equality) {
    const Json json = {{"version", response.version}, {"sets", piece->sets}, {"answers", to_json(piece->answers)}};
    parts.equality = json.dump();
  }
  if (const auto& piece = response.contact) {
    Json json = {{"version", response.version}};
    if (!piece->email.empty()) json["email"] = piece->email;
    if (!piece->phone.empty()) json["phone"] = piece->phone;
    parts.contact = json.dump();
  }
  response.equality.reset();
  response.contact.reset();
  response.salt.clear();
  response.withdrawal.clear();
  parts.answers = canonical(response);
  return parts;
}

Result<Answers> read_equality_part(std::string_view text, const Survey& survey) {
  auto parsed = parse_json("equality", text, {.bytes = size_t{256} * 1024, .depth = 8});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  Json& json = std::get<Json>(parsed);
  const auto version = take(json, "version");
  const auto answers = take(json, "answers");
  if (!survey.equality || !version || !answers || *version != survey.version)
    return Problems{{{"", 0, 0, ""}, "These are not answers to this version of the survey."}};
  Problems problems;
  Answers read;
  read_answers(*answers, "/answers", survey.equality->questions, read, problems);
  if (!problems.empty()) return problems;
  return read;
}

void keep_apart(Response& response, const Survey& survey, std::string_view secret, const GivenApart& given) {
  Keys keys = keys_of_secret(response.id, secret);
  response.withdrawal = std::move(keys.withdrawal);
  if (survey.equality && !given.equality.empty())
    response.equality = EqualityPiece{std::move(keys.equality), survey.equality->sets, given.equality};
  if (!given.email.empty() || !given.phone.empty())
    response.contact = ContactPiece{std::move(keys.contact), given.email, given.phone};
  if (response.equality || response.contact) response.salt = salt_of(secret);
}

bool is_uuid(std::string_view text) {
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
           return s == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string reference(std::string_view id) {
  std::string digits;
  for (const char c : id) {
    if (c != '-' && digits.size() < 10) digits += c;
  }
  const std::string text = to_base32(digits);
  return "RS " + text.substr(0, 4) + " " + text.substr(4);
}

std::string id_start(std::string_view reference) {
  std::string symbols = plain_base32(reference);
  if (symbols.size() == 10 && symbols.starts_with("RS")) symbols.erase(0, 2);
  if (symbols.size() != 8) return {};
  std::string start = from_base32(symbols);
  return start.insert(8, "-");
}

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
