#include "endpoint/static_files.hpp"

#include <algorithm>
#include <string>

namespace roadshow::endpoint {
namespace {

// Calls `each` with every part between commas, trimmed.
template <class F>
void for_each_part(std::string_view list, F each) {
  while (!list.empty()) {
    const size_t comma = std::min(list.find(','), list.size());
    each(trimmed(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

Answer not_found(const Site& site) {
  std::string_view found;
  const SiteFile* page = find_file(site, "/404.html", found);
  return {404,
          "(no such page)",
          {{"Content-Type", page ? page->type : "text/plain; charset=utf-8"}, {"Cache-Control", "no-cache"}},
          page ? page->plain : std::make_shared<const std::string>("There is no such page here.\n")};
}

}  // namespace

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  bool by_name = false;
  bool by_star = false;
  bool named = false;
  for_each_part(accept_encoding, [&](std::string_view part) {
    const size_t semicolon = std::min(part.find(';'), part.size());
    const std::string_view name = trimmed(part.substr(0, semicolon));
    const std::string_view weight = trimmed(part.substr(std::min(semicolon + 1, part.size())));
    // "q=0", "q=0.0", "q=0.000" refuse; anything else allows.
    const bool refused = (weight.starts_with("q=0") || weight.starts_with("Q=0")) &&
                         weight.find_first_of("123456789") == std::string_view::npos;
    if (same_in_any_case(name, coding)) {
      named = true;
      by_name = !refused;
    } else if (name == "*") {
      by_star = !refused;
    }
  });
  return named ? by_name : by_star;
}

bool names_tag(std::string_view if_none_match, std::string_view quoted_tag) {
  bool named = false;
  for_each_part(if_none_match, [&](std::string_view part) {
    if (part.starts_with("W/")) part.remove_prefix(2);
    named = named || part == "*" || part == quoted_tag;
  });
  return named;
}

Answer file_answer(const Request& request, std::string_view path, const Site& site) {
  if (request.method != "GET" && request.method != "HEAD") {
    Answer answer = problem_answer(405, "Method Not Allowed", "Pages can only be read.");
    answer.headers.push_back({"Allow", "GET, HEAD"});
    answer.route = "(page)";
    return answer;
  }
  std::string_view found;
  const SiteFile* file = find_file(site, path, found);
  if (!file) return not_found(site);

  const std::string_view accepted = header(request.headers, "Accept-Encoding");
  const char* coding = nullptr;
  Bytes body = file->plain;
  if (file->brotli && accepts(accepted, "br")) {
    coding = "br";
    body = file->brotli;
  } else if (file->gzip && accepts(accepted, "gzip")) {
    coding = "gzip";
    body = file->gzip;
  }
  const std::string tag = '"' + file->etag + (coding ? std::string("-") + coding : "") + '"';

  Answer answer{200, std::string(found), {{"ETag", tag}, {"Vary", "Accept-Encoding"}}, body};
  answer.headers.push_back({"Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache"});
  if (names_tag(header(request.headers, "If-None-Match"), tag)) {
    answer.status = 304;
    answer.body = nullptr;
    return answer;
  }
  answer.headers.push_back({"Content-Type", file->type});
  if (coding) answer.headers.push_back({"Content-Encoding", coding});
  return answer;
}

}  // namespace roadshow::endpoint
