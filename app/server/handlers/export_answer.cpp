#include "server/handlers/export_answer.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "server/export/export.hpp"
#include "server/handlers/service.hpp"

namespace roadshow::server {
namespace {

// The value of a name in the query. None of ours needs percent-encoding, so one that has it is one that we do not know.
std::optional<std::string_view> query_value(std::string_view target, std::string_view name) {
  const size_t question = target.find('?');
  std::string_view rest = question == std::string_view::npos ? "" : target.substr(question + 1);
  rest = rest.substr(0, rest.find('#'));
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) == name) return pair.substr(std::min(equals + 1, pair.size()));
  }
  return std::nullopt;
}

Answer wrong(std::string_view sentence) { return problem_answer(400, "Bad Request", sentence); }

}  // namespace

void get_export(const Call& call, const Done& done) {
  const Service& service = call.service;
  const content::Pack& pack = service.packs.front();
  const auto* survey = content::find(pack.surveys, call.steps[0]);
  if (!survey) return done(problem_answer(404, "Not Found", "There is no such survey."));
  const auto format = format_named(query_value(call.request.target, "format").value_or("csv"));
  if (!format) return done(wrong("The format is one of csv, long, jsonl, fhir and xlsx."));
  const auto part = part_named(query_value(call.request.target, "part").value_or("answers"));
  if (!part) return done(wrong("The part is one of answers, equality and contact."));
  if (const auto refusal = refusal_of(*format, *part); !refusal.empty()) return done(wrong(refusal));
  if (*part == ExportPart::contact && call.caller.role < Role::administrator)
    return done(problem_answer(403, "Forbidden", "Contact details are for administrators."));

  std::vector<content::Survey> earlier = definitions_of(*known_surveys(service), survey->id);
  earlier.erase(earlier.begin());
  const ExportOrder order{pack.info.id, *survey, *format, *part, std::move(earlier)};
  const auto refuse = [&](const std::string& why) {
    service.warn(why);
    done(not_now());
  };
  // The audit has a line for the request already; this one says what left the store.
  const std::string name = file_name(order);
  if (const std::string why = audit(service.store, call.caller, "export " + name); !why.empty()) return refuse(why);

  // The first piece now: a store that cannot be read is said in the answer, and not by breaking it off.
  const auto pieces = std::make_shared<Export>(service.store, order);
  auto first = pieces->next();
  if (!first) return refuse(pieces->why());
  Answer answer{200,
                "",
                {{"Content-Type", std::string(media_type(*format))},
                 {"Content-Disposition", "attachment; filename=\"" + name + "\""},
                 {"Cache-Control", "no-store"}},
                nullptr};
  answer.next = [pieces, first = std::move(first), &service]() mutable {
    if (first) return std::exchange(first, std::nullopt);
    auto piece = pieces->next();
    if (!piece) service.warn(pieces->why());
    return piece;
  };
  done(std::move(answer));
}

}  // namespace roadshow::server
