#include "survey/response.hpp"

#include <algorithm>
#include <array>

#include "content/characters.hpp"
#include "content/response_size.hpp"
#include "survey/base32.hpp"
#include "survey/contact.hpp"
#include "survey/definition.hpp"
#include "survey/secret.hpp"

namespace roadshow::survey {
namespace {

constexpr std::string_view schema = "roadshow/response/1";

// The answers of `json`, each checked against its question.
void read_answers(Json json, const std::string& at, const Questions& questions, Answers& out, Problems& problems) {
  if (!json.is_object()) {
    problems.push_back({{"", 0, 0, at}, "This should be a group of answers in braces."});
    return;
  }
  for (auto& [code, value] : json.get_ref<Json::object_t&>()) {
    const auto report = [&, &name = code](std::string_view sentence) {
      problems.push_back({{"", 0, 0, pointer_to(at, name)}, std::string(sentence)});
    };
    const Question* question = find_question(questions, code);
    if (!question) {
      report("This survey has no such question.");
      continue;
    }
    Answer answer;
    if (value.is_string()) {
      answer = std::move(value.get_ref<std::string&>());
    } else if (value.is_array() &&
               std::all_of(value.begin(), value.end(), [](const auto& v) { return v.is_string(); })) {
      answer = value.get<Codes>();
    } else {
      report("An answer is a text or a list of texts.");
      continue;
    }
    // Words in which nothing can be read are no answer. They are left out and not refused: the rest of the response was
    // given in earnest, and a device that sends it has nobody beside it who could mend it.
    if (const auto* words = std::get_if<std::string>(&answer);
        words && traits_of(*question).is_text && is_blank(*words) && !fault_of(*question, answer))
      continue;
    if (const auto fault = fault_of(*question, answer)) {
      report(sentence_of(*fault));
      continue;
    }
    out.emplace(code, std::move(answer));
  }
}

// Answers to questions that are not asked on this route.
void refuse_off_route(const std::vector<const Question*>& asked, const Answers& answers, const std::string& at,
                      Problems& problems) {
  for (const auto& answer : answers) {
    if (std::none_of(asked.begin(), asked.end(), [&](const Question* one) { return one->code == answer.first; }))
      problems.push_back({{"", 0, 0, pointer_to(at, answer.first)}, "This question was not asked."});
  }
}

// Takes a member out of an object; nothing when it is not there.
std::optional<Json> take(Json& json, const char* name) {
  const auto member = json.is_object() ? json.find(name) : json.end();
  if (!json.is_object() || member == json.end()) return std::nullopt;
  Json taken = std::move(*member);
  json.erase(member);
  return taken;
}

// What is stored as the response, but for the answers, whose form depends on their questions.
template <class V, class R>
void describe_stored(V& v, R& response) {
  v.required("id", response.id, Rule::text, "the id of the response.");
  v.required("pack", response.pack, Rule::id, "the content pack.");
  v.required("survey", response.survey, Rule::id, "the survey.");
  v.required("version", response.version, Rule::version, "the version of the survey.");
  v.optional("definition", response.definition, Rule::text, "The definition of the survey.");
  v.required("language", response.language, Rule::id, "the language.");
  v.required("channel", response.channel, Rule::id, "how it was answered.");
  v.required("layout", response.layout, Rule::id, "flow or stage.");
  v.optional("month", response.month, Rule::any, "The month, as the device has it.");
  v.required("asked", response.asked, Rule::code, "the questions that were asked.");
}

// What is beside it while it is on its way, but for the equality answers.
template <class V, class R>
void describe_beside(V& v, R& response) {
  v.optional("contact", response.contact, Rule::any, "Contact details.");
  v.optional("withdrawal", response.withdrawal, Rule::text, "The hash by which it can be withdrawn.");
  v.optional("salt", response.salt, Rule::text, "Random digits that are not stored.");
}

struct Envelope {
  std::string schema;
  Response response;
};
template <class V>
void describe(V& v, Envelope& envelope) {
  v.required("schema", envelope.schema, Rule::text, "the form of the response.");
  describe_stored(v, envelope.response);
  describe_beside(v, envelope.response);
}

void add_stored(Writer& writer, const Response& response) {
  writer.add("schema", schema);
  describe_stored(writer, response);
  append(writer.begin("answers"), response.answers);
}

void read_equality(Json json, const Survey& survey, Response& response, Problems& problems) {
  auto answers = take(json, "answers");
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
  const Questions& questions = survey.equality->questions;
  read_answers(std::move(*answers), "/equality/answers", questions, piece.answers, problems);
  refuse_off_route(route(questions, piece.answers), piece.answers, "/equality/answers", problems);
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

// By one definition of its survey.
void read_by(const Survey& survey, Json answers, std::optional<Json> equality, Response& response, Problems& problems) {
  read_answers(std::move(answers), "/answers", survey.questions, response.answers, problems);
  if (equality) read_equality(std::move(*equality), survey, response, problems);
  check_apart(survey, response, problems);

  const auto asked = route(survey, response.answers);
  if (!std::equal(asked.begin(), asked.end(), response.asked.begin(), response.asked.end(),
                  [](const Question* question, const std::string& code) { return question->code == code; }))
    problems.push_back({{"", 0, 0, "/asked"}, "These answers lead to other questions."});
  refuse_off_route(asked, response.answers, "/answers", problems);
}

}  // namespace

Result<AskedResponse> read_asked(std::string_view text, const std::vector<Survey>& surveys) {
  auto parsed = parse_json("response", text, {.bytes = content::most_response_bytes, .depth = 8});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  Json& json = std::get<Json>(parsed);

  Problems problems;
  const auto report = [&](const char* pointer, const char* sentence) {
    problems.push_back({{"", 0, 0, pointer}, sentence});
  };
  auto answers = take(json, "answers");
  auto equality = take(json, "equality");
  if (json.is_object() && !answers) report("", "This needs \"answers\": the answers by question.");
  Envelope envelope;
  Reader reader(json, "", problems);
  reader.read(json, "", envelope, Rule::any);
  if (!problems.empty()) return problems;

  Response& response = envelope.response;
  if (envelope.schema != schema) report("/schema", "This is not a form of response we know.");
  if (!is_uuid(response.id)) report("/id", "The id of a response is a lower-case UUID.");
  const Survey* now = content::find(surveys, response.survey);
  if (!now) {
    report("/survey", "We have no such survey.");
    return problems;
  }
  std::vector<const Survey*> definitions = definitions_for(response, surveys);
  if (definitions.empty()) {
    report("/version", "This survey has another version.");
    definitions = {now};
  }
  // Where it is not known which of several it answers, it is one that it follows; what it breaks is said of the first.
  Problems first;
  const auto attempt = [&](const Survey& by, Response read, Json given,
                           std::optional<Json> apart) -> std::optional<AskedResponse> {
    Problems found = problems;
    read_by(by, std::move(given), std::move(apart), read, found);
    if (found.empty()) return AskedResponse{std::move(read), &by};
    if (first.empty()) first = std::move(found);
    return std::nullopt;
  };
  for (size_t i = 0; i + 1 < definitions.size(); ++i) {
    if (auto asked = attempt(*definitions[i], response, *answers, equality)) return *std::move(asked);
  }
  if (auto asked = attempt(*definitions.back(), std::move(response), std::move(*answers), std::move(equality)))
    return *std::move(asked);
  return first;
}

Result<Response> read_response(std::string_view text, const std::vector<Survey>& surveys) {
  auto read = read_asked(text, surveys);
  if (auto* problems = std::get_if<Problems>(&read)) return std::move(*problems);
  return std::move(std::get<AskedResponse>(read).response);
}

std::string canonical(const Response& response) {
  std::string text;
  Writer writer(text);
  add_stored(writer, response);
  describe_beside(writer, response);
  if (const auto& piece = response.equality) {
    Writer equality(writer.begin("equality"));
    equality.take(*piece);
    append(equality.begin("answers"), piece->answers);
    equality.close();
  }
  writer.close();
  return text;
}

Parts parts_of(const Response& response) {
  Parts parts;
  Writer writer(parts.answers);
  add_stored(writer, response);
  writer.close();
  if (const auto& piece = response.equality) {
    Writer equality(parts.equality);
    append(equality.begin("answers"), piece->answers);
    equality.add("sets", piece->sets);
    equality.add("version", response.version);
    equality.close();
  }
  if (const auto& piece = response.contact) {
    Writer contact(parts.contact);
    if (!piece->email.empty()) contact.add("email", piece->email);
    if (!piece->phone.empty()) contact.add("phone", piece->phone);
    contact.add("version", response.version);
    contact.close();
  }
  return parts;
}

Result<Answers> read_equality_part(std::string_view text, const Survey& survey) {
  auto parsed = parse_json("equality", text, {.bytes = content::most_response_bytes, .depth = 8});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  Json& json = std::get<Json>(parsed);
  const auto version = take(json, "version");
  auto answers = take(json, "answers");
  if (!survey.equality || !version || !answers || *version != survey.version)
    return Problems{{{"", 0, 0, ""}, "These are not answers to this version of the survey."}};
  Problems problems;
  Answers read;
  read_answers(std::move(*answers), "/answers", survey.equality->questions, read, problems);
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

}  // namespace roadshow::survey
