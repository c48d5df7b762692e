#include "server/handlers/responses.hpp"

#include "content/describe.hpp"
#include "server/handlers/flags.hpp"
#include "server/http/guarded.hpp"
#include "server/store/sha256.hpp"
#include "survey/response.hpp"

namespace roadshow::server {
namespace {

Answer invalid(const Problems& errors) {
  return problem_answer(422, "Not a valid response", "The response does not follow the rules of its survey.", errors);
}

Answer answer_of(const InsertResult& result) {
  const auto receipt = [&] {
    std::string text;
    Writer writer(text);
    writer.add("id", result.receipt.id);
    writer.add("sequence", result.receipt.sequence);
    writer.add("sha256", result.receipt.sha256);
    writer.add("stored_at", result.receipt.stored_at);
    writer.close();
    return text;
  };
  switch (result.outcome) {
    case InsertOutcome::stored:
      return json_answer(201, receipt());
    case InsertOutcome::same:
      return json_answer(202, receipt());
    case InsertOutcome::conflict:
      return problem_answer(409, "Conflict", "This id was used before, for a response with other content.");
    case InsertOutcome::unavailable:
      break;
  }
  return not_now();
}

}  // namespace

Answer too_large() { return problem_answer(413, "Too large", "A response can have 256 kB at most."); }

Record record_of(survey::Response response, Time now) {
  Record record{.sha256 =
                    sha256(survey::canonical(response))};  // as it was sent, so that it is known when it comes again
  response.month = kept_month(response.month, now);
  survey::Parts parts = survey::parts_of(response);
  record.body = std::move(parts.answers);
  if (response.equality) record.equality = Piece{std::move(response.equality->key), std::move(parts.equality)};
  if (response.contact) record.contact = Piece{std::move(response.contact->key), std::move(parts.contact)};
  record.id = std::move(response.id);
  record.survey = std::move(response.survey);
  record.version = std::move(response.version);
  record.apart_month = quarter_of(response.month);
  record.month = std::move(response.month);
  record.withdrawal = std::move(response.withdrawal);
  return record;
}

void store_response(survey::Response response, std::vector<std::string> flags, const Service& service,
                    std::function<void(const InsertResult&)> done) {
  service.metrics->waits(1);
  auto stored = [done = std::move(done), &service, flags = std::move(flags)](const InsertResult& result) {
    service.metrics->waits(-1);
    service.metrics->put(result.outcome);
    // On a thread of the store, which has the answers of others to give.
    guarded(*service.metrics, Caught::answer, [&] {
      if (result.outcome == InsertOutcome::unavailable) service.warn(result.why);
      if (result.outcome == InsertOutcome::stored && !flags.empty())
        service.store.upsert({"flag", result.receipt.id, flags_entry(flags)}, [](const std::string&) {});
      done(result);
    });
  };
  service.store.insert(record_of(std::move(response)), std::move(stored));
}

void put_response(const Request& request, const std::string& id, const Service& service,
                  std::function<void(Answer)> done) {
  if (request.body.size() > most_body_bytes) return done(too_large());
  const std::string_view coding = header(request.headers, "Content-Encoding");
  if (!is_json(header(request.headers, "Content-Type")) || !(coding.empty() || coding == "identity"))
    return done(problem_answer(415, "Wrong type", "A response is sent as application/json, without compression."));
  if (!survey::is_uuid(id))
    return done(problem_answer(422, "Not an id", "The address of a response ends in a lower-case UUID."));

  auto read = survey::read_response(request.body, *known_surveys(service));
  if (const auto* problems = std::get_if<Problems>(&read)) return done(invalid(*problems));
  auto& response = std::get<survey::Response>(read);
  Problems problems;
  if (response.id != id) problems.push_back({{"", 0, 0, "/id"}, "This is not the id in the address."});
  if (response.pack != service.packs.front().info.id)
    problems.push_back({{"", 0, 0, "/pack"}, "This site is for another pack."});
  if (!problems.empty()) return done(invalid(problems));

  std::vector<std::string> flags = flags_of(seconds_said(request), response);
  store_response(std::move(response), std::move(flags), service,
                 [done = std::move(done)](const InsertResult& result) { done(answer_of(result)); });
}

}  // namespace roadshow::server
