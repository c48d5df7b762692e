#include "endpoint/responses.hpp"

#include "content/json_text.hpp"
#include "endpoint/flags.hpp"
#include "endpoint/sha256.hpp"
#include "survey/response.hpp"

namespace roadshow::endpoint {
namespace {

Answer invalid(const Problems& errors) {
  return problem_answer(422, "Not a valid response", "The response does not follow the rules of its survey.", errors);
}

Answer answer_of(const PutResult& result) {
  const auto receipt = [&] {
    return Json{{"id", result.receipt.id},
                {"sha256", result.receipt.sha256},
                {"sequence", result.receipt.sequence},
                {"stored_at", result.receipt.stored_at}}
        .dump();
  };
  switch (result.outcome) {
    case Outcome::stored:
      return json_answer(201, receipt());
    case Outcome::same:
      return json_answer(202, receipt());
    case Outcome::conflict:
      return problem_answer(409, "Conflict", "This id was used before, for a response with other content.");
    case Outcome::unavailable:
      break;
  }
  return not_now();
}

// As it is stored: the pieces that are kept apart, each under its own key, and the rest.
Record record_of(const survey::Response& response) {
  survey::Parts parts = survey::parts_of(response);
  Record record{.id = response.id,
                .survey = response.survey,
                .version = response.version,
                .sha256 = sha256(survey::canonical(response)),
                .body = std::move(parts.answers),
                .month = response.month,
                .withdrawal = response.withdrawal,
                .equality = {},
                .contact = {}};
  if (response.equality) record.equality = Apart{response.equality->key, std::move(parts.equality)};
  if (response.contact) record.contact = Apart{response.contact->key, std::move(parts.contact)};
  return record;
}

}  // namespace

Answer too_large() { return problem_answer(413, "Too large", "A response can have 256 kB at most."); }

void store_response(const survey::Response& response, const std::vector<std::string>& flags, const Service& service,
                    std::function<void(const PutResult&)> done) {
  service.metrics->waits(1);
  service.store.put(record_of(response), [done = std::move(done), &service, flags](const PutResult& result) {
    service.metrics->waits(-1);
    service.metrics->put(result.outcome);
    if (result.outcome == Outcome::unavailable) service.warn(result.why);
    if (result.outcome == Outcome::stored && !flags.empty())
      service.store.keep({"flag", result.receipt.id, flags_entry(flags)}, [](const std::string&) {});
    done(result);
  });
}

void put_response(const Request& request, const std::string& id, const Service& service,
                  std::function<void(Answer)> done) {
  if (request.body.size() > most_body_bytes) return done(too_large());
  const std::string_view coding = header(request.headers, "Content-Encoding");
  if (!is_json(header(request.headers, "Content-Type")) || !(coding.empty() || coding == "identity"))
    return done(problem_answer(415, "Wrong type", "A response is sent as application/json, without compression."));
  if (!survey::is_uuid(id))
    return done(problem_answer(422, "Not an id", "The address of a response ends in a lower-case UUID."));

  auto read = survey::read_response(request.body, service.packs.front().surveys);
  if (const auto* problems = std::get_if<Problems>(&read)) return done(invalid(*problems));
  const auto& response = std::get<survey::Response>(read);
  Problems problems;
  if (response.id != id) problems.push_back({{"", 0, 0, "/id"}, "This is not the id in the address."});
  if (response.pack != service.packs.front().info.id)
    problems.push_back({{"", 0, 0, "/pack"}, "This site is for another pack."});
  if (!problems.empty()) return done(invalid(problems));

  store_response(response, flags_of(seconds_said(request), response), service,
                 [done = std::move(done)](const PutResult& result) { done(answer_of(result)); });
}

}  // namespace roadshow::endpoint
