#include "endpoint/survey_results.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "endpoint/service.hpp"
#include "endpoint/static_files.hpp"
#include "survey/annotation.hpp"
#include "survey/response.hpp"

namespace roadshow::endpoint {
namespace {

constexpr size_t most_texts = 300;  // on a page

Answer no_survey() { return problem_answer(404, "Not Found", "There is no such survey."); }

Answer unreadable(const Call& call, const Problems& problems) {
  call.service.warn(problems.at(0).sentence);
  return not_now();
}

// The number after "after=" in the query; 0 when there is none.
int64_t after_of(std::string_view target) {
  constexpr std::string_view name = "after=";
  const size_t at = target.find(name);
  if (target.find('?') > at || at == std::string_view::npos) return 0;
  int64_t number = 0;
  const std::string_view digits = target.substr(at + name.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return std::max<int64_t>(number, 0);
}

}  // namespace

void say_results(const Call& call, const Done& done) {
  const content::Survey* survey = content::find(call.service.packs.front().surveys, call.steps[0]);
  if (!survey) return done(no_survey());
  const bool open = survey->results.open;
  if (!open && call.caller.role < Role::viewer) return done(unauthorised());
  const auto made = call.service.publications->of(call.service.store, *survey);
  if (const auto* problems = std::get_if<Problems>(&made)) return done(unreadable(call, *problems));
  const auto& published = *std::get<std::shared_ptr<const Published>>(made);
  Answer answer{200, "", {{"ETag", published.tag}}, nullptr};
  // What only some may see is in nobody else's cache.
  answer.headers.push_back({"Cache-Control", open ? "public, max-age=60" : "private, no-store"});
  answer.headers.push_back({"Vary", "Authorization"});
  if (names_tag(header(call.request.headers, "If-None-Match"), published.tag)) {
    answer.status = 304;
    return done(std::move(answer));
  }
  answer.headers.push_back({"Content-Type", "application/json"});
  answer.body = std::make_shared<const std::string>(published.json);
  done(std::move(answer));
}

void say_texts(const Call& call, const Done& done) {
  const content::Survey* survey = content::find(call.service.packs.front().surveys, call.steps[0]);
  if (!survey) return done(no_survey());
  std::map<std::string, survey::Annotation> annotations;
  const std::string start = survey->id + "/";
  std::string why = call.service.store.each_entry("annotation", [&](const Entry& entry) {
    if (entry.key.starts_with(start)) annotations.emplace(entry.key, survey::read_annotation(entry.body));
  });
  if (!why.empty()) return done(unreadable(call, {{{}, why}}));

  const int64_t after = after_of(call.request.target);
  survey::Texts texts{survey->id, {}, ""};
  int64_t last = after;
  const std::vector<content::Survey> one = {*survey};
  why = call.service.store.each(survey->id, [&](const Stored& stored) {
    if (stored.receipt.sequence <= after || !texts.next.empty()) return;
    if (texts.texts.size() >= most_texts) {
      texts.next = std::to_string(last);
      return;
    }
    last = stored.receipt.sequence;
    const auto read = survey::read_response(stored.record.body, one);
    const auto* response = std::get_if<survey::Response>(&read);
    if (!response) return;
    for (const content::Question& question : survey->questions) {
      const auto answer = response->answers.find(question.code);
      if (!std::holds_alternative<content::FreeText>(question.kind) || answer == response->answers.end()) continue;
      const auto known = annotations.find(survey::annotation_key(survey->id, response->id, question.code));
      texts.texts.push_back({response->id, question.code, response->month, std::get<std::string>(answer->second),
                             known == annotations.end() ? survey::Annotation{} : known->second});
    }
  });
  if (!why.empty()) return done(unreadable(call, {{{}, why}}));
  done(json_answer(200, survey::to_json(texts)));
}

void keep_annotation(const Call& call, const Done& done) {
  const content::Survey* survey = content::find(call.service.packs.front().surveys, call.steps[0]);
  const content::Question* question = survey ? survey::find_question(*survey, call.steps[2]) : nullptr;
  if (!question || !std::holds_alternative<content::FreeText>(question->kind) || !survey::is_uuid(call.steps[1]))
    return done(problem_answer(404, "Not Found", "There is no such answer."));
  const auto read = survey::check_annotation(call.request.body);
  if (const auto* problems = std::get_if<Problems>(&read))
    return done(problem_answer(422, "Not a valid annotation", "This cannot be kept as it is.", *problems));
  const std::string key = survey::annotation_key(survey->id, call.steps[1], question->code);
  call.service.store.keep({"annotation", key, survey::to_json(std::get<survey::Annotation>(read))},
                          [done, &service = call.service](const std::string& why) {
                            if (!why.empty()) {
                              service.warn(why);
                              return done(not_now());
                            }
                            service.publications->forget();
                            done({204, "", {{"Cache-Control", "no-store"}}, nullptr});
                          });
}

}  // namespace roadshow::endpoint
