// The draft: a session as text, for the tab to keep through a reload.
#include "content/characters.hpp"
#include "content/json_cursor.hpp"
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
  JsonPart answers;  // by code
  JsonPart equality;
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
  v.optional("answers", draft.answers, Rule::any, "");
  v.optional("equality", draft.equality, Rule::any, "");
}

survey::Answers read_answers(const JsonPart& part, const survey::Questions& questions) {
  survey::Answers answers;
  JsonCursor in(part.text);
  std::string code;
  if (!in.enter('{')) return answers;
  while (in.next('}') && in.name(code)) {
    const content::Question* question = survey::find_question(questions, code);
    survey::Answer answer;
    if (in.peek() == '[') {
      survey::Codes codes;
      in.enter('[');
      while (in.next(']')) {
        codes.emplace_back();
        if (in.peek() != '"' || !in.read(codes.back())) in.skip();
      }
      answer = std::move(codes);
    } else if (in.peek() == '"') {
      std::string words;
      if (!in.read(words) || is_blank(words)) continue;
      answer = std::move(words);
    } else {
      in.skip();
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
  if (!safe) survey::append(draft.answers.text, session.answers);
  if (!safe && !session.equality.empty()) survey::append(draft.equality.text, session.equality);
  return Writer::to_text(draft);
}

Outcome apply(const content::Pack& pack, State state, const Resume& action) {
  auto read = read_written<Draft>("draft", action.draft);
  if (std::holds_alternative<Problems>(read)) return {.state = std::move(state)};
  const Draft& draft = std::get<Draft>(read);
  const content::Survey* survey = content::find(pack.surveys, draft.survey);
  const bool whole = draft.answers.text.empty() || draft.answers.text.front() == '{';
  if (!survey || !survey::is_uuid(draft.id) || !follows(Rule::month, draft.month) || !whole)
    return {.state = std::move(state)};
  Session session{.survey = draft.survey, .id = draft.id, .month = draft.month};
  if (survey::is_hash(draft.secret)) session.secret = draft.secret;
  session.answers = read_answers(draft.answers, survey->questions);
  if (survey->equality) session.equality = read_answers(draft.equality, survey->equality->questions);
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
