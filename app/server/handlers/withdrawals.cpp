#include "server/handlers/withdrawals.hpp"

#include <set>

#include "content/json_text.hpp"
#include "page/survey/steps.hpp"
#include "page/survey/withdraw.hpp"
#include "server/handlers/page_answer.hpp"
#include "server/handlers/responses.hpp"
#include "server/handlers/service.hpp"
#include "server/http/form_body.hpp"
#include "server/http/static_files.hpp"
#include "survey/form.hpp"
#include "survey/response.hpp"
#include "survey/secret.hpp"

namespace roadshow::server {
namespace {

constexpr size_t most_bytes = 1024;

struct Asked {
  std::string reference;
  std::string code;
};
template <class V>
void describe(V& v, Asked& asked) {
  v.required("reference", asked.reference, Rule::text, "the reference, such as RS 7K4M 92HJ.");
  v.required("code", asked.code, Rule::text, "the code, such as 7K4M 92HJ QX3D VN8T.");
}

Result<Asked> read(std::string_view body) {
  auto parsed = parse_json("withdrawal", body, {.bytes = most_bytes, .depth = 2});
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  Problems problems;
  Asked asked;
  Reader(std::get<Json>(parsed), "", problems).read(std::get<Json>(parsed), "", asked, Rule::any);
  if (!problems.empty()) return problems;
  return asked;
}

Answer too_often(int seconds) {
  Answer answer = problem_answer(429, "Too Many Requests", "This was asked often from your network. Try again later.");
  answer.headers.push_back({"Retry-After", std::to_string(seconds)});
  return answer;
}

page::Withdrawing typed_in(const Request& form) {
  const survey::Fields fields = read_form_body(form.body);
  page::Withdrawing now;
  now.reference = survey::value_of(fields, page::reference_field);
  now.code = survey::value_of(fields, page::code_field);
  return now;
}

// Whichever survey it was for, also one that is no longer in the pack. Only what was deleted is written down, and not
// whose it was.
std::string withdraw(const Service& service, const std::string& start, const survey::Keys& keys) {
  std::set<std::string> surveys;
  for (const content::Survey& survey : service.packs.front().surveys) surveys.insert(survey.id);
  for (const content::Survey& survey : *known_surveys(service)) surveys.insert(survey.id);
  for (const std::string& survey : surveys) {
    const WithdrawResult result =
        withdraw_and_wait(service.store, {survey, start, keys.withdrawal, keys.equality, keys.contact});
    if (result.outcome == Withdrawn::unavailable) return result.why;
    if (result.outcome == Withdrawn::withdrawn) return audit(service.store, {}, "withdraw a response to " + survey);
  }
  return {};
}

}  // namespace

void post_withdrawal(const Call& call, const Done& done) {
  const Service& service = call.service;
  if (const int seconds = service.withdrawal_limit->take(call.request.address)) return done(too_often(seconds));
  if (!is_json(header(call.request.headers, "Content-Type")))
    return done(problem_answer(415, "Wrong type", "This is sent as application/json."));
  const auto asked = read(call.request.body);
  if (const auto* problems = std::get_if<Problems>(&asked))
    return done(problem_answer(422, "Not valid", "This is not a reference with its code.", *problems));

  const auto& [reference, typed] = std::get<Asked>(asked);
  const std::string start = survey::id_start(reference);
  const std::string code = survey::plain_code(typed);
  Problems problems;
  if (start.empty()) problems.push_back({{"", 0, 0, "/reference"}, "A reference is RS and 8 letters or digits."});
  if (code.empty()) problems.push_back({{"", 0, 0, "/code"}, "A code is 16 letters or digits."});
  if (!problems.empty())
    return done(problem_answer(422, "Not valid", "This is not a reference with its code.", problems));

  if (const std::string why = withdraw(service, start, survey::keys_of(start, code)); !why.empty()) {
    service.warn(why);
    return done(not_now());
  }
  done({204, "", {{"Cache-Control", "no-store"}}, nullptr});
}

void get_withdrawal_form(const Call& call, const Done& done) {
  done(file_answer(call.request, decode_path(call.request.target), call.service.site));
}

void post_withdrawal_form(const Call& call, const Done& done) {
  const Service& service = call.service;
  const auto edition = edition_of(service, call.steps.empty() ? "" : "/" + call.steps.front());
  if (!edition) return done(problem_answer(404, "Not Found", "There is no such page."));
  if (call.request.body.size() > most_bytes) return done(too_large());
  if (!is_form(call.request))
    return done(problem_answer(415, "Wrong type", "A form is sent as application/x-www-form-urlencoded."));
  page::Withdrawing now = typed_in(call.request);
  const auto answer = [&](int status) { done(page_answer(*edition, status, page::withdraw_page(edition->pack, now))); };
  if (page::has_mistake(edition->pack, now)) return answer(422);

  if (const int seconds = service.withdrawal_limit->take(call.request.address))
    return refuse_withdrawal(call, 429, seconds, done);
  const std::string start = survey::id_start(now.reference);
  if (const std::string why = withdraw(service, start, survey::keys_of(start, survey::plain_code(now.code)));
      !why.empty()) {
    service.warn(why);
    return refuse_withdrawal(call, 503, 5, done);
  }
  now = {};
  now.step = page::Withdrawing::Step::done;
  answer(200);
}

void refuse_withdrawal(const Call& call, int status, int seconds, const Done& done) {
  const auto edition = edition_of(call.service, call.steps.empty() ? "" : "/" + call.steps.front());
  if (!edition || call.request.body.size() > most_bytes || !is_form(call.request)) return done(too_many(seconds));
  page::Withdrawing now = typed_in(call.request);
  page::say_later(edition->pack, now);
  Answer answer = page_answer(*edition, status, page::withdraw_page(edition->pack, now));
  answer.headers.push_back({"Retry-After", std::to_string(seconds)});
  done(std::move(answer));
}

}  // namespace roadshow::server
