#include "survey/response.hpp"

#include <algorithm>
#include <array>

namespace roadshow::survey {
namespace {

constexpr std::string_view schema = "roadshow/response/1";

Json to_json(const Answer& answer) {
  return std::visit([](const auto& value) { return Json(value); }, answer);
}

// The answers of `json`, each checked against its question.
void read_answers(const Json& json, const Survey& survey, Answers& out, Problems& problems) {
  const auto report = [&](const std::string& pointer, std::string_view sentence) {
    problems.push_back({{"", 0, 0, pointer}, std::string(sentence)});
  };
  if (!json.is_object()) return report("/answers", "This should be a group of answers in braces.");
  for (const auto& [code, value] : json.items()) {
    const std::string pointer = pointer_to("/answers", code);
    const Question* question = find_question(survey, code);
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
  Json answers = Json::object();
  if (json.is_object()) {
    if (const auto member = json.find("answers"); member != json.end()) {
      answers = std::move(*member);
      json.erase(member);
    } else {
      report("", "This needs \"answers\": the answers by question.");
    }
  }
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
  read_answers(answers, *survey, response.answers, problems);

  Codes expected;
  for (const Question* question : route(*survey, response.answers)) expected.push_back(question->code);
  if (expected != response.asked) report("/asked", "These answers lead to other questions.");
  for (const auto& [code, answer] : response.answers) {
    if (std::find(expected.begin(), expected.end(), code) == expected.end())
      problems.push_back({{"", 0, 0, pointer_to("/answers", code)}, "This question was not asked."});
  }
  if (!problems.empty()) return problems;
  return std::move(response);
}

std::string canonical(const Response& response) {
  Envelope envelope{std::string(schema), response};
  Json json = Writer::to_json(envelope);
  json["answers"] = Json::object();
  for (const auto& [code, answer] : response.answers) json["answers"][code] = to_json(answer);
  return json.dump();
}

bool is_uuid(std::string_view text) {
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
           return s == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string reference(std::string_view id) {
  constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  uint64_t bits = 0;
  int digits = 0;
  for (const char c : id) {
    if (c == '-' || digits == 10) continue;
    bits = bits * 16 + static_cast<uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    ++digits;
  }
  std::string text = "RS ";
  for (int i = 7; i >= 0; --i) {
    text += symbols[(bits >> (i * 5)) & 31];
    if (i == 4) text += ' ';
  }
  return text;
}

std::string id_start(std::string_view reference) {
  constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string digits;
  for (const char c : reference) {
    const bool lower = c >= 'a' && c <= 'z';
    const char upper = lower ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper != ' ' && upper != '-') digits += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
  }
  if (digits.size() == 10 && digits.starts_with("RS")) digits.erase(0, 2);
  if (digits.size() != 8) return {};
  uint64_t bits = 0;
  for (const char c : digits) {
    const size_t value = symbols.find(c);
    if (value == std::string_view::npos) return {};
    bits = bits * 32 + value;
  }
  std::string start;
  for (int i = 9; i >= 0; --i) {
    start += "0123456789abcdef"[(bits >> (i * 4)) & 15];
    if (i == 2) start += '-';
  }
  return start;
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
                    .answers = {}};
  for (const Question& question : survey.questions) {
    if (!is_asked(question, response.answers)) continue;
    response.asked.push_back(question.code);
    if (random.below(10) == 0) continue;  // skipped
    response.answers.emplace(question.code,
                             std::visit([&](const auto& kind) { return random_answer(kind, random); }, question.kind));
  }
  return response;
}

namespace {

// Questions whose answer takes one column an option.
bool is_spread(const Question& question) {
  return std::holds_alternative<content::MultipleChoice>(question.kind) ||
         std::holds_alternative<content::Ranking>(question.kind);
}

std::string cell_of(const Question& question, const Answer& answer, const std::string& code) {
  if (std::holds_alternative<content::MultipleChoice>(question.kind)) return holds(answer, code) ? "1" : "0";
  const auto* order = std::get_if<Codes>(&answer);
  if (!order) return std::get<std::string>(answer);  // all the same
  return std::to_string(std::find(order->begin(), order->end(), code) - order->begin() + 1);
}

}  // namespace

std::vector<std::string> csv_columns(const Survey& survey) {
  std::vector<std::string> columns = {"reference", "id", "survey", "version", "language", "channel", "layout", "month"};
  for (const Question& question : survey.questions) {
    if (!is_spread(question)) {
      columns.push_back(question.code);
      continue;
    }
    for (const auto* option : options_of(question)) columns.push_back(question.code + "." + option->code);
  }
  return columns;
}

std::vector<std::string> csv_row(const Survey& survey, const Response& response) {
  std::vector<std::string> row = {reference(response.id), response.id,      response.survey, response.version,
                                  response.language,      response.channel, response.layout, response.month};
  for (const Question& question : survey.questions) {
    const bool asked = std::find(response.asked.begin(), response.asked.end(), question.code) != response.asked.end();
    const auto answer = response.answers.find(question.code);
    const std::string nothing = asked ? "" : "not asked";
    if (!is_spread(question)) {
      row.push_back(answer == response.answers.end() ? nothing : std::get<std::string>(answer->second));
      continue;
    }
    for (const auto* option : options_of(question))
      row.push_back(answer == response.answers.end() ? nothing : cell_of(question, answer->second, option->code));
  }
  return row;
}

}  // namespace roadshow::survey
