// The draft: a session as text, for the tab to keep through a reload.
#include "content/characters.hpp"
#include "page/survey/steps.hpp"
#include "survey/secret.hpp"

namespace roadshow::page {
namespace {

struct Draft {
  std::string survey;
  std::string id;
  std::string month;
  std::string secret;
  std::string email;
  std::string phone;
  Delivery delivery = Delivery::none;
  std::string renewed;
  std::string body;
};
template <class V>
void describe(V& v, Draft& draft) {
  v.required("survey", draft.survey, Rule::id, "");
  v.required("id", draft.id, Rule::any, "");
  v.required("month", draft.month, Rule::month, "");
  v.optional("secret", draft.secret, Rule::any, "");
  v.optional("email", draft.email, Rule::any, "");
  v.optional("phone", draft.phone, Rule::any, "");
  v.optional("delivery", draft.delivery, Rule::any, "");
  v.optional("renewed", draft.renewed, Rule::any, "");
  v.optional("body", draft.body, Rule::any, "");
}

Json take(Json& json, const char* name) {
  Json taken = json.value(name, Json::object());
  json.erase(name);
  return taken;
}

survey::Answers read_answers(const Json& json, const survey::Questions& questions) {
  survey::Answers answers;
  if (!json.is_object()) return answers;
  for (const auto& [code, value] : json.items()) {
    const content::Question* question = survey::find_question(questions, code);
    survey::Answer answer;
    if (value.is_array()) {
      survey::Codes codes;
      for (const Json& one : value) codes.push_back(one.is_string() ? one.get<std::string>() : std::string());
      answer = std::move(codes);
    } else if (value.is_string()) {
      if (is_blank(value.get_ref<const std::string&>())) continue;
      answer = value.get<std::string>();
    } else {
      continue;
    }
    // Words that are too long were a person's all the same: they stay, to be made shorter.
    const std::optional<survey::Fault> fault =
        question ? survey::fault_of(*question, answer) : survey::Fault::wrong_shape;
    if (!fault || *fault == survey::Fault::too_long || *fault == survey::Fault::too_many)
      answers[code] = std::move(answer);
  }
  return answers;
}

}  // namespace

// Answers are kept until the device has the response on disk, or the endpoint has it: a tab that closes before has lost
// nothing. After that the tab keeps what the confirmation shows, until the person leaves it.
std::string to_draft(const State& state) {
  if (!state.session) return "";
  const Session& session = *state.session;
  const bool under_way = session.delivery == Delivery::none;
  const bool safe = !under_way && (session.kept || session.delivery == Delivery::sent);
  if (under_way && session.answers.empty() && session.equality.empty() && session.email.empty() &&
      session.phone.empty())
    return "";
  Draft draft{.survey = session.survey,
              .id = session.id,
              .month = session.month,
              .secret = session.secret,
              .email = safe ? "" : session.email,
              .phone = safe ? "" : session.phone,
              .delivery = session.delivery,
              .renewed = session.renewed ? "yes" : "",
              .body = safe ? "" : session.body};
  std::string text;
  Writer writer(text);
  writer.take(draft);
  if (!safe) survey::append(writer.begin("answers"), session.answers);
  if (!safe && !session.equality.empty()) survey::append(writer.begin("equality"), session.equality);
  writer.close();
  return text;
}

Outcome apply(const content::Pack& pack, State state, const Resume& action) {
  auto parsed = parse_json("draft", action.draft);
  if (!std::holds_alternative<Json>(parsed) || !std::get<Json>(parsed).is_object()) return {.state = std::move(state)};
  Json& json = std::get<Json>(parsed);
  const Json answers = take(json, "answers");
  const Json equality = take(json, "equality");
  Problems problems;
  Draft draft;
  Reader(json, "", problems).read(json, "", draft, Rule::any);
  const content::Survey* survey = content::find(pack.surveys, draft.survey);
  if (!problems.empty() || !survey || !survey::is_uuid(draft.id) || !answers.is_object())
    return {.state = std::move(state)};
  Session session{.survey = draft.survey, .id = draft.id, .month = draft.month};
  if (survey::is_hash(draft.secret)) session.secret = draft.secret;
  session.answers = read_answers(answers, survey->questions);
  if (survey->equality) session.equality = read_answers(equality, survey->equality->questions);
  if (survey->contact) {
    session.email = draft.email;
    session.phone = draft.phone;
  }
  session.delivery = draft.delivery;
  session.renewed = !draft.renewed.empty();
  session.body = draft.body;
  Outcome outcome;
  // On its way: the device is asked how it stands, and given it again where it may not have it.
  if (draft.delivery != Delivery::none && draft.delivery != Delivery::sent) {
    if (draft.delivery == Delivery::storing) session.delivery = Delivery::waiting;
    session.kept = draft.body.empty();
    outcome.post = Post{draft.id, draft.body, ""};
  }
  state.session = std::move(session);
  outcome.state = std::move(state);
  return outcome;
}

}  // namespace roadshow::page
