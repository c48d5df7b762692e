#include "server/handlers/survey_results.hpp"

#include <algorithm>
#include <map>

#include "content/json_text.hpp"
#include "server/handlers/service.hpp"
#include "server/http/static_files.hpp"
#include "survey/annotation.hpp"
#include "survey/response.hpp"

namespace roadshow::server {
namespace {

constexpr size_t most_texts = 300;  // on a page

Answer no_survey() { return problem_answer(404, "Not Found", "There is no such survey."); }

Answer unreadable(const Call& call, const Problems& problems) {
  call.service.warn(problems.at(0).sentence);
  return not_now();
}

// The id after "after=" in the query; empty when there is none.
std::string after_of(std::string_view target) {
  constexpr std::string_view name = "after=";
  const size_t at = target.find(name);
  if (target.find('?') > at || at == std::string_view::npos) return {};
  const std::string_view id = target.substr(at + name.size()).substr(0, 36);
  return survey::is_uuid(id) ? std::string(id) : std::string();
}

// Whether any version of the survey has this question, and it is answered in words.
bool asks_for_words(const Service& service, const std::string& survey, const std::string& code) {
  const auto known = known_surveys(service);
  return std::any_of(known->begin(), known->end(), [&](const content::Survey& one) {
    const content::Question* question = one.id == survey ? survey::find_question(one, code) : nullptr;
    return question && std::holds_alternative<content::FreeText>(question->kind);
  });
}

// What was written as the answer to this question, in a response as it is stored; empty: nothing.
std::string words_in(const std::string& body, const std::string& question) {
  const Json json = Json::parse(body, nullptr, false);
  const auto answers = json.is_object() ? json.find("answers") : json.end();
  if (!json.is_object() || answers == json.end() || !answers->is_object()) return {};
  const auto answer = answers->find(question);
  return answer != answers->end() && answer->is_string() ? answer->get<std::string>() : std::string();
}

}  // namespace

void get_results(const Call& call, const Done& done) {
  const content::Survey* survey = content::find(call.service.packs.front().surveys, call.steps[0]);
  if (!survey) return done(no_survey());
  const bool open = survey->results.open;
  if (!open && call.caller.role < Role::viewer) return done(unauthorised());
  const auto made = call.service.publications->of(call.service.store, *survey);
  if (const auto* problems = std::get_if<Problems>(&made)) return done(unreadable(call, *problems));
  const auto& published = *std::get<std::shared_ptr<const Published>>(made);
  Answer answer{200, "", {{"ETag", published.tag}}, nullptr};
  // What only some may see is in nobody else's cache; the rest is asked for again each time, so that words that were
  // taken back are shown from no cache (RFC 9111, 5.2.2.4).
  answer.headers.push_back({"Cache-Control", open ? "no-cache" : "private, no-store"});
  answer.headers.push_back({"Vary", "Authorization"});
  if (names_tag(header(call.request.headers, "If-None-Match"), published.tag)) {
    answer.status = 304;
    return done(std::move(answer));
  }
  answer.headers.push_back({"Content-Type", "application/json"});
  answer.body = std::make_shared<const std::string>(published.json);
  done(std::move(answer));
}

void get_texts(const Call& call, const Done& done) {
  const content::Survey* survey = content::find(call.service.packs.front().surveys, call.steps[0]);
  if (!survey) return done(no_survey());
  std::map<std::string, survey::Annotation> annotations;
  const std::string start = survey->id + "/";
  std::string why = call.service.store.for_each_entry("annotation", [&](const Entry& entry) {
    if (entry.key.starts_with(start)) annotations.emplace(entry.key, survey::read_annotation(entry.body));
  });
  if (!why.empty()) return done(unreadable(call, {{{}, why}}));

  const std::string after = after_of(call.request.target);
  survey::Texts texts{survey->id, {}, ""};
  std::string last = after;
  const auto definitions = known_surveys(call.service);
  // By id, not by time: who came when is nobody's business.
  const auto take = [&](const Stored& stored) {
    if (stored.record.id <= after || !texts.next.empty()) return;
    if (texts.texts.size() >= most_texts) {
      texts.next = last;
      return;
    }
    last = stored.record.id;
    const auto read = survey::read_asked(stored.record.body, *definitions);
    const auto* asked = std::get_if<survey::AskedResponse>(&read);
    if (!asked) return;
    const survey::Response* response = &asked->response;
    for (const content::Question& question : asked->survey->questions) {
      const auto answer = response->answers.find(question.code);
      if (!std::holds_alternative<content::FreeText>(question.kind) || answer == response->answers.end()) continue;
      const auto known = annotations.find(survey::annotation_key(survey->id, response->id, question.code));
      texts.texts.push_back({response->id, question.code, stored.record.month, std::get<std::string>(answer->second),
                             known == annotations.end() ? survey::Annotation{} : known->second});
    }
  };
  const Pages pages = call.service.store.pages(survey->id);
  for (bool more = true; more && texts.next.empty();) {
    const auto page = pages();
    if (const auto* problems = std::get_if<Problems>(&page)) return done(unreadable(call, *problems));
    for (const Stored& stored : std::get<0>(page)) take(stored);
    more = !std::get<0>(page).empty();
  }
  done(json_answer(200, survey::to_json(texts)));
}

void put_annotation(const Call& call, const Done& done) {
  const content::Survey* survey = content::find(call.service.packs.front().surveys, call.steps[0]);
  const auto no_answer = [&] { done(problem_answer(404, "Not Found", "There is no such answer.")); };
  if (!survey || !survey::is_uuid(call.steps[1]) || !asks_for_words(call.service, survey->id, call.steps[2]))
    return no_answer();
  const auto read = survey::check_annotation(call.request.body);
  if (const auto* problems = std::get_if<Problems>(&read))
    return done(problem_answer(422, "Not a valid annotation", "This cannot be kept as it is.", *problems));
  const auto& annotation = std::get<survey::Annotation>(read);
  const std::string& id = call.steps[1];
  const std::string key = survey::annotation_key(survey->id, id, call.steps[2]);
  Store& store = call.service.store;
  // Words go before the mark that lets them be published, and come after it.
  if (!annotation.publish) {
    if (const std::string why = delete_entry_and_wait(store, "quote", key); !why.empty())
      return done(unreadable(call, {{{}, why}}));
  }
  // Only beside a response that is there, in one transaction: a withdrawal comes before this, or takes it away.
  const Precondition there{.before = {}, .survey = survey->id, .response = id};
  auto kept = store.compare_and_swap({"annotation", key, survey::to_json(annotation)}, there);
  if (const auto* problems = std::get_if<Problems>(&kept)) return done(unreadable(call, *problems));
  if (!std::get<Swapped>(kept).kept) return no_answer();
  const std::string words = words_in(std::get<Swapped>(kept).response, call.steps[2]);
  if (words.empty()) {
    if (const std::string why = delete_entry_and_wait(store, "annotation", key); !why.empty())
      return done(unreadable(call, {{{}, why}}));
    return no_answer();
  }
  if (annotation.publish) kept = store.compare_and_swap({"quote", key, words}, there);
  if (const auto* problems = std::get_if<Problems>(&kept)) return done(unreadable(call, *problems));
  if (!std::get<Swapped>(kept).kept) return no_answer();
  done({204, "", {{"Cache-Control", "no-store"}}, nullptr});
}

}  // namespace roadshow::server
