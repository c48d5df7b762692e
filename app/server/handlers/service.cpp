#include "server/handlers/service.hpp"

#include <future>

#include "page/problem.hpp"
#include "page/route.hpp"
#include "server/handlers/page_answer.hpp"
#include "server/handlers/routes.hpp"
#include "server/http/static_files.hpp"

namespace roadshow::server {
namespace {

// The path of the page that an address shows, as the program reads it; the path itself when it shows none.
std::string page_file(const Service& service, const std::string& path) {
  std::string_view found;
  if (find_file(service.site, path, found)) return path;
  for (const content::Pack& pack : service.packs) {
    const page::Route route = page::parse_route(pack, path);
    if (route.screen != page::Screen::not_found)
      return content::prefix_of(pack, pack.info.language) + page::path_of(route);
  }
  return path;
}

constexpr int busy_seconds = 5;

bool is_ours(std::string_view path) { return path == "/v1" || path.starts_with("/v1/"); }

// A person who opens an address, and is to read the answer (Fetch Metadata; older browsers say it by what they accept).
bool is_navigation(const Request& request) {
  const std::string_view mode = header(request.headers, "Sec-Fetch-Mode");
  return mode == "navigate" ||
         (mode.empty() && header(request.headers, "Accept").find("text/html") != std::string_view::npos);
}

bool is_person(const Request& request, std::string_view path) { return is_navigation(request) && !is_ours(path); }

// A refusal as a page in the language of the address; as it is where the site has no frame for pages.
Answer as_page(Answer answer, const std::string& path, const Service& service) {
  if (header(answer.headers, "Content-Type") != "application/problem+json") return answer;
  const std::string step = path.substr(0, path.find('/', 1));
  const auto in_language = edition_of(service, step);
  const auto edition = in_language ? in_language : edition_of(service, "");
  if (!edition) return answer;
  Answer shown = page_answer(*edition, answer.status, page::problem_page(edition->pack, answer.status, path));
  shown.route = answer.route;
  for (const Header& one : answer.headers) {
    if (header(shown.headers, one.name).empty()) shown.headers.push_back(one);
  }
  return shown;
}

bool reads(std::string_view method) { return method == "GET" || method == "HEAD"; }

// Nothing when this caller may use the route; else the answer that says why not. Fills in `caller`.
std::optional<Answer> refusal(const Route& route, const Request& request, const Service& service, Caller& caller) {
  const bool says_who = !header(request.headers, "Authorization").empty();
  if (route.role == Role::anyone && (route.lane == Lane::none || !says_who)) return std::nullopt;
  const auto not_readable = [&](const std::string& why) {
    service.warn(why);
    return not_now();
  };
  const auto who = caller_of(request, service.store);
  if (const auto* problems = std::get_if<Problems>(&who)) return not_readable(problems->at(0).sentence);
  caller = std::get<Caller>(who);
  if (caller.role == Role::anyone) return unauthorised();  // also where anyone may ask: a token that is wrong is said
  if (caller.role < route.role) return problem_answer(403, "Forbidden", "Your token does not allow this.");
  if (route.role < Role::analyst) return std::nullopt;
  // Before it is done: what cannot be written down is not done.
  if (const std::string why = audit(service.store, caller, request.method + " " + std::string(route.pattern));
      !why.empty())
    return not_readable(why);
  return std::nullopt;
}

// What a page of another site sent, which may not.
std::optional<Answer> unwelcome(const Request& request, const Service& service) {
  if (!reads(request.method) && is_foreign(request, service.origins))
    return problem_answer(403, "Forbidden", "This was sent from a page of another site.");
  return std::nullopt;
}

// Where pages of other origins may come in.
bool takes_responses(std::string_view pattern) { return pattern.starts_with("/v1/responses"); }

void answer_route(const Match& match, Request request, const Service& service, const Done& done) {
  Call call{std::move(request), service, match.steps, {}};
  // Before anyone looks at who asks or what is asked.
  if (const int seconds = service.limit->take(call.request.address))
    return match.route->turn_away ? match.route->turn_away(call, 429, seconds, done) : done(too_many(seconds));
  if (auto answer = unwelcome(call.request, service)) return done(std::move(*answer));
  if (auto answer = refusal(*match.route, call.request, service, call.caller)) return done(std::move(*answer));
  match.route->handler(call, done);
}

Answer wrong_method(const Match& match) {
  Answer answer = problem_answer(405, "Method Not Allowed", "This address is used in another way.");
  answer.headers.push_back({"Allow", match.allow});
  answer.route = match.pattern;
  return answer;
}

}  // namespace

Answer for_people(const Request& request, Answer answer, const Service& service) {
  const std::string path = decode_path(request.target);
  return is_person(request, path) ? as_page(std::move(answer), path, service) : answer;
}

Answer unauthorised() {
  Answer answer = problem_answer(401, "Unauthorized", "This needs a token that we know: ask your administrator.");
  answer.headers.push_back({"WWW-Authenticate", "Bearer"});
  return answer;
}

Answer too_many(int seconds) {
  Answer answer =
      problem_answer(429, "Too Many Requests", "Many requests come from your network. Keep it and try again.");
  answer.headers.push_back({"Retry-After", std::to_string(seconds)});
  return answer;
}

Answer not_now() {
  Answer answer = problem_answer(503, "Not now", "Responses cannot be stored at the moment. Keep it and try again.");
  answer.headers.push_back({"Retry-After", "5"});  // seconds
  return answer;
}

Answer busy() {
  Answer answer = problem_answer(503, "Busy", "Many ask for this at the moment. Nothing was done: please try again.");
  answer.headers.push_back({"Retry-After", std::to_string(busy_seconds)});
  return answer;
}

std::shared_ptr<const std::vector<content::Survey>> known_surveys(const Service& service) {
  auto known = service.definitions->all();
  // The surveys themselves, without a copy: they live as long as the service.
  return known->empty() ? std::shared_ptr<const std::vector<content::Survey>>(known, &service.packs.front().surveys)
                        : known;
}

Lane lane_of(const Request& request) {
  const Match match = find_route(decode_path(request.target), request.method);
  return match.route ? match.route->lane : Lane::none;
}

void turn_away(Request request, const Service& service, std::function<void(Answer)> done) {
  const Match match = find_route(decode_path(request.target), request.method);
  const auto finish = [done = std::move(done), pattern = match.pattern, secure = request.secure](Answer answer) {
    answer.route = pattern;
    add_security_headers(answer, secure);
    done(std::move(answer));
  };
  const Call call{std::move(request), service, match.steps, {}};
  if (!match.route || !match.route->turn_away) return finish(busy());
  match.route->turn_away(call, 503, busy_seconds, finish);
}

void handle(Request request, const Service& service, std::function<void(Answer)> done) {
  if (service.instead) return service.instead(std::move(request), std::move(done));
  const std::string path = decode_path(request.target);
  const bool person = is_person(request, path);
  const auto finish = [done = std::move(done), secure = request.secure, person, path, &service](Answer answer) {
    if (person) answer = as_page(std::move(answer), path, service);
    add_security_headers(answer, secure);
    done(std::move(answer));
  };
  if (path.empty()) {
    Answer answer = problem_answer(400, "Bad Request", "This is not an address of this site.");
    answer.route = "(not an address)";
    return finish(std::move(answer));
  }
  const Match match = find_route(path, request.method);
  const auto finish_route = [finish, pattern = match.pattern, origin = std::string(header(request.headers, "Origin")),
                             &service](Answer answer) {
    answer.route = pattern;
    if (takes_responses(pattern)) allow_reading(answer, origin, service.origins);
    finish(std::move(answer));
  };
  if (takes_responses(match.pattern)) {
    if (auto answer = preflight(request, service.origins)) return finish_route(std::move(*answer));
  }
  if (match.route) return answer_route(match, std::move(request), service, finish_route);
  // A page can have the address of a form: it is read as a file and sent as a form.
  if (!match.pattern.empty() && (is_ours(path) || !reads(request.method))) return finish(wrong_method(match));
  if (is_ours(path)) {
    Answer answer = problem_answer(404, "Not Found", "There is no such address.");
    answer.route = "/v1/(no such address)";
    return finish(std::move(answer));
  }
  finish(file_answer(request, page_file(service, path), service.site));
}

Answer handle(Request request, const Service& service) {
  const auto promise = std::make_shared<std::promise<Answer>>();  // shared: see store.cpp
  handle(std::move(request), service, [promise](Answer answer) { promise->set_value(std::move(answer)); });
  return promise->get_future().get();
}

}  // namespace roadshow::server
