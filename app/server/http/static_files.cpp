#include "server/http/static_files.hpp"

#include <algorithm>
#include <string>

#include "server/http/ranges.hpp"

namespace roadshow::server {
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

// One of the forms a file was built in.
struct Form {
  const char* coding;  // null: plain
  Bytes bytes;
};

// The form with the highest weight; where weights are the same, the smallest. Plain is what a browser gets that names
// no form we have, also when it refuses plain: a page that may not be readable is better than none.
Form wanted_form(const SiteFile& file, std::string_view accept_encoding) {
  Form form{nullptr, file.plain};
  int best = weight_of(accept_encoding, "identity").value_or(0);
  for (const Form& packed : {Form{"gzip", file.gzip}, Form{"br", file.brotli}}) {
    const int weight = packed.bytes ? weight_of(accept_encoding, packed.coding).value_or(0) : 0;
    if (weight == 0 || weight < best) continue;
    best = weight;
    form = packed;
  }
  return form;
}

// If-Range asks for the part only while the file is still the one it has a part of (strong comparison; we send no dates
// to compare).
bool wants_part(const Request& request, std::string_view tag) {
  const std::string_view condition = header(request.headers, "If-Range");
  return condition.empty() || condition == tag;
}

void take_part(Answer& answer, std::string_view asked) {
  const size_t size = answer.body->size();
  const auto range = read_range(asked, size);
  if (std::holds_alternative<WholeFile>(range)) return;
  if (const auto* part = std::get_if<Range>(&range)) {
    std::string place = "bytes " + std::to_string(part->first);
    place.append("-").append(std::to_string(part->last)).append("/").append(std::to_string(size));
    answer.status = 206;
    answer.headers.push_back({"Content-Range", std::move(place)});
    answer.body = std::make_shared<const std::string>(answer.body->substr(part->first, part->last - part->first + 1));
    return;
  }
  const std::string route = answer.route;
  answer = problem_answer(416, "Range Not Satisfiable", "This file ends before the part that was asked for.");
  answer.headers.push_back({"Content-Range", "bytes */" + std::to_string(size)});
  answer.route = route;
}

// In the language of the path: the page of /ur/nowhere is /ur/404.html.
Answer not_found(const Site& site, std::string_view path) {
  std::string_view found;
  const SiteFile* page = find_file(site, std::string(path.substr(0, path.find('/', 1))) + "/404.html", found);
  if (!page) page = find_file(site, "/404.html", found);
  Answer answer{404,
                "(no such page)",
                {{"Content-Type", page ? page->type : "text/plain; charset=utf-8"}, {"Cache-Control", "no-cache"}},
                page ? page->plain : std::make_shared<const std::string>("There is no such page here.\n")};
  if (page) answer.headers.push_back({"Content-Security-Policy", page->policy});
  return answer;
}

}  // namespace

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
  // A page has an address; the name of its file is none, nor are 404.html and frame.html.
  if (!file || path.ends_with(".html")) return not_found(site, path);

  const Form form = wanted_form(*file, header(request.headers, "Accept-Encoding"));
  const std::string tag = '"' + file->etag + (form.coding ? std::string("-") + form.coding : "") + '"';

  Answer answer{200, std::string(found), {{"ETag", tag}, {"Vary", "Accept-Encoding"}}, form.bytes};
  answer.headers.push_back({"Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache"});
  // Also with 304: its headers replace those that the browser has kept.
  if (!file->policy.empty()) answer.headers.push_back({"Content-Security-Policy", file->policy});
  if (names_tag(header(request.headers, "If-None-Match"), tag)) {
    answer.status = 304;
    answer.body = nullptr;
    return answer;
  }
  answer.headers.push_back({"Content-Type", file->type});
  answer.headers.push_back({"Accept-Ranges", "bytes"});
  if (form.coding) answer.headers.push_back({"Content-Encoding", form.coding});
  if (request.method == "GET" && wants_part(request, tag)) take_part(answer, header(request.headers, "Range"));
  return answer;
}

}  // namespace roadshow::server
