#include "server/handlers/form.hpp"

#include <charconv>
#include <chrono>

#include "page/route.hpp"
#include "page/survey/form.hpp"
#include "server/handlers/access.hpp"
#include "server/handlers/flags.hpp"
#include "server/handlers/page_answer.hpp"
#include "server/handlers/responses.hpp"
#include "server/handlers/service.hpp"
#include "server/http/form_body.hpp"
#include "server/http/static_files.hpp"
#include "server/store/clock.hpp"
#include "survey/definition.hpp"
#include "survey/secret.hpp"

namespace roadshow::server {
namespace {

int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// When the form was made, as it says. What cannot be is now: nobody's answers are refused for that.
int64_t begun_at(std::string_view text) {
  int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr int64_t start_of_2026 = 1'767'225'600;
  const bool known = error == std::errc() && end == text.data() + text.size();
  return known && seconds >= start_of_2026 && seconds <= now() ? seconds : now();
}

// One survey in one language, as a form.
struct Place {
  Edition edition;
  const content::Survey& survey;
};

std::optional<Place> place_of(const Call& call) {
  const auto edition = edition_of(call.service, call.steps.size() > 1 ? "/" + call.steps.front() : "");
  const content::Survey* survey = edition ? content::find(edition->pack.surveys, call.steps.back()) : nullptr;
  if (!survey) return std::nullopt;
  return Place{*edition, *survey};
}

Answer form_answer(const Place& place, int status, const page::Form& form) {
  return page_answer(place.edition, status, page::form_page(place.edition.pack, place.survey, form));
}

Answer end_answer(const Place& place, int status, const page::Form& form, page::FormEnd end) {
  return page_answer(place.edition, status, page::form_done_page(place.edition.pack, place.survey, form, end));
}

// What was sent, with an id, a secret and a time of our own where it has none that we could have made.
page::Form form_of(const Request& request) {
  page::Form form;
  form.fields = read_form_body(request.body);
  form.id = survey::value_of(form.fields, page::form_id_field);
  if (!survey::is_uuid(form.id)) form.id = random_uuid();
  form.secret = survey::value_of(form.fields, page::form_secret_field);
  if (!survey::is_hash(form.secret)) form.secret = random_secret();
  form.begun = std::to_string(begun_at(survey::value_of(form.fields, page::form_begun_field)));
  return form;
}

std::vector<std::string> flags_of(const page::Form& form, const survey::Response& response) {
  std::vector<std::string> flags = server::flags_of(now() - begun_at(form.begun), response);
  if (!survey::value_of(form.fields, page::form_trap_field).empty()) flags.emplace_back("trap");
  return flags;
}

// A form that is well but not stored: nothing is lost, and it can be sent again as it is.
Answer not_saved(const Place& place, page::Form form, int status, int seconds) {
  form.not_saved = true;
  Answer answer = form_answer(place, status, form);
  answer.headers.push_back({"Retry-After", std::to_string(seconds)});
  return answer;
}

survey::Response response_of(const Place& place, const page::Form& form, survey::FormAnswers given) {
  survey::Response response{.id = form.id,
                            .pack = place.edition.pack.info.id,
                            .survey = place.survey.id,
                            .version = place.survey.version,
                            .definition = survey::definition_digest(place.survey),
                            .language = place.edition.pack.info.language,
                            .channel = "form",
                            .layout = "flow",
                            .month = month_of(Time(std::chrono::seconds(begun_at(form.begun)))),
                            .asked = {},
                            .answers = survey::on_route(place.survey, given.answers),
                            .equality = {},
                            .contact = {},
                            .salt = "",
                            .withdrawal = ""};
  for (const auto* question : survey::route(place.survey, response.answers)) response.asked.push_back(question->code);
  if (place.survey.equality)
    given.apart.equality = survey::on_route(place.survey.equality->questions, given.apart.equality);
  survey::keep_apart(response, place.survey, form.secret, given.apart);
  return response;
}

}  // namespace

void get_form(const Call& call, const Done& done) {
  const auto place = place_of(call);
  if (!place) return done(file_answer(call.request, decode_path(call.request.target), call.service.site));
  page::Form form;
  form.id = random_uuid();
  form.secret = random_secret();
  form.begun = std::to_string(now());
  done(form_answer(*place, 200, form));
}

void post_form(const Call& call, const Done& done) {
  const Request& request = call.request;
  const auto place = place_of(call);
  if (!place) return done(problem_answer(404, "Not Found", "There is no such survey."));
  if (request.body.size() > most_body_bytes) return done(too_large());
  if (!is_form(request))
    return done(problem_answer(415, "Wrong type", "A form is sent as application/x-www-form-urlencoded."));

  page::Form form = form_of(request);
  if (survey::value_of(form.fields, page::form_id_field).empty()) return done(form_answer(*place, 200, form));
  survey::FormAnswers read = survey::read_form(place->survey, form.fields);
  form.faults = read.faults;
  if (!form.faults.empty()) return done(form_answer(*place, 422, form));
  if (form.id.empty() || form.secret.empty()) return done(not_saved(*place, form, 503, 5));  // no random numbers

  survey::Response response = response_of(*place, form, std::move(read));
  // Made before it is sent, since the thread of the store has no time for it.
  Answer thanks = end_answer(*place, 201, form, page::FormEnd::stored);
  std::vector<std::string> flags = flags_of(form, response);
  store_response(std::move(response), std::move(flags), call.service,
                 [place = *place, form, thanks = std::move(thanks), done](const InsertResult& result) mutable {
                   switch (result.outcome) {
                     case InsertOutcome::same:
                       thanks.status = 202;
                       [[fallthrough]];
                     case InsertOutcome::stored:
                       return done(std::move(thanks));
                     case InsertOutcome::conflict:
                       // A secret that is new with this answer is not that of the answers we have.
                       if (form.secret != survey::value_of(form.fields, page::form_secret_field)) form.secret.clear();
                       return done(end_answer(place, 409, form, page::FormEnd::changed));
                     case InsertOutcome::unavailable:
                       return done(not_saved(place, form, 503, 5));
                   }
                 });
}

void refuse_form(const Call& call, int status, int seconds, const Done& done) {
  const auto place = place_of(call);
  if (!place || !is_form(call.request)) return done(too_many(seconds));
  done(not_saved(*place, form_of(call.request), status, seconds));
}

}  // namespace roadshow::server
