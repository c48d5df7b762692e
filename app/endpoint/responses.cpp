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

bool is_json(std::string_view content_type) {
  return same_in_any_case(trimmed(content_type.substr(0, content_type.find(';'))), "application/json");
}

}  // namespace

Answer too_large() { return problem_answer(413, "Too large", "A response can have 256 kB at most."); }

void put_response(const Request& request, const std::string& id, const Service& service,
                  std::function<void(Answer)> done) {
  if (request.body.size() > most_body_bytes) return done(too_large());
  const std::string_view coding = header(request.headers, "Content-Encoding");
  if (!is_json(header(request.headers, "Content-Type")) || !(coding.empty() || coding == "identity"))
    return done(problem_answer(415, "Wrong type", "A response is sent as application/json, without compression."));
  if (!survey::is_uuid(id))
    return done(problem_answer(422, "Not an id", "The address of a response ends in a lower-case UUID."));

  auto read = survey::read_response(request.body, service.surveys);
  if (const auto* problems = std::get_if<Problems>(&read)) return done(invalid(*problems));
  const auto& response = std::get<survey::Response>(read);
  Problems problems;
  if (response.id != id) problems.push_back({{"", 0, 0, "/id"}, "This is not the id in the address."});
  if (response.pack != service.pack) problems.push_back({{"", 0, 0, "/pack"}, "This site is for another pack."});
  if (!problems.empty()) return done(invalid(problems));

  std::string body = survey::canonical(response);
  std::string hash = sha256(body);
  service.metrics->waits(1);
  service.store.put({id, response.survey, response.version, std::move(hash), std::move(body), response.month},
                    [done = std::move(done), &service, flags = flags_of(request, response)](const PutResult& result) {
                      service.metrics->waits(-1);
                      service.metrics->put(result.outcome);
                      if (result.outcome == Outcome::unavailable) service.warn(result.why);
                      if (result.outcome == Outcome::stored && !flags.empty())
                        service.store.keep({"flag", result.receipt.id, flags_entry(flags)}, [](const std::string&) {});
                      done(answer_of(result));
                    });
}

}  // namespace roadshow::endpoint
