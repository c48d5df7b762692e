#include "cli/preview_service.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/pack_folder.hpp"
#include "content/json_text.hpp"
#include "html/element.hpp"
#include "server/handlers/routes.hpp"
#include "server/http/static_files.hpp"

namespace roadshow::cli {
namespace {

using server::Answer;
using server::Request;

constexpr std::string_view script_path = "/preview/preview.js";
constexpr std::string_view changes_path = "/preview/changes";
constexpr size_t most_shown = 50;  // mistakes in a page; roadshow check lists them all

// English, as all that the program says to staff, in pages of every language.
constexpr std::string_view note =
    R"(<aside id="preview-note" lang="en" dir="ltr" aria-label="Preview"><strong>Preview.</strong> )"
    R"(Only this computer shows it. Answers that you give here are not kept.</aside>)";
constexpr std::string_view alert = R"(<div id="preview-alert" role="alert" lang="en" dir="ltr"></div>)";
constexpr std::string_view script = R"(<script type="module" src="/preview/preview.js"></script>)";

std::string read_part(const std::string& folder, const std::string& name, Problems& missing) {
  const auto path = std::filesystem::path(folder) / name;
  std::ifstream in(path, std::ios::binary);
  if (!in) missing.push_back({{path.generic_string()}, "This file is missing. Run scripts/preview, which builds it."});
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void replace(std::string& text, std::string_view place, const std::string& by) {
  if (const size_t at = text.find(place); at != std::string::npos) text.replace(at, place.size(), by);
}

// What tells a previewed page from a published one.
void mark(std::string& frame, const std::string& tag) {
  replace(frame, "<html", "<html data-preview=\"" + tag + "\"");
  replace(frame, "</head>", std::string(script).append("</head>"));  // it runs after the program
  replace(frame, "<body>", std::string("<body>").append(alert).append(note));
}

std::string place_of(const Place& place) {
  std::string words = "<b>" + html::escaped(place.file) + "</b>";
  if (place.line > 0) words += ", line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
  if (!place.pointer.empty()) words += " (" + html::escaped(place.pointer) + ")";
  return words;
}

std::string overlay_of(const Problems& problems, bool shown) {
  if (problems.empty()) return "";
  const bool one = problems.size() == 1;
  std::string html =
      one ? "<h2>1 mistake to mend</h2>" : "<h2>" + std::to_string(problems.size()) + " mistakes to mend</h2>";
  html += shown ? "<p>Until then the page stays as it was.</p><ol>" : "<p>The page comes then.</p><ol>";
  for (size_t i = 0; i < std::min(problems.size(), most_shown); ++i) {
    const std::string place = problems[i].place.file.empty() ? "" : place_of(problems[i].place) + "<br>";
    html += "<li>" + place + html::escaped(problems[i].sentence) + "</li>";
  }
  html += "</ol>";
  if (problems.size() > most_shown) html += "<p>roadshow check lists the others.</p>";
  return html + R"(<button type="button" id="preview-close">Close</button>)";
}

// Whether the browser asked for this machine by a name that only this machine has. A page from elsewhere could give its
// own name our address (DNS rebinding), and read what is not published yet.
bool is_for_us(const Request& request) {
  const std::string_view host = server::header(request.headers, "Host");
  const std::string_view name = host.substr(0, host.rfind(':'));
  return host.empty() || name == "127.0.0.1" || name == "localhost";
}

std::string after_of(std::string_view target) {
  constexpr std::string_view name = "?after=";
  const size_t at = target.find(name);
  return at == std::string_view::npos ? "" : std::string(target.substr(at + name.size()));
}

server::SiteFile file_of(std::string_view path, std::string text) {
  return server::site_file(path, std::make_shared<const std::string>(std::move(text)));
}

}  // namespace

struct PreviewService::Shown {
  std::string tag;
  SiteFiles files;
  server::Service service;
  std::map<std::string, const SiteFiles::Page*, std::less<>> pages;  // by path, made when they are asked for
};

PreviewService::PreviewService(PreviewSource source, server::Store& store, std::chrono::milliseconds patience)
    : source_(std::move(source)),
      store_(store),
      patience_(patience),
      watch_(source_.content),
      // No page of an earlier preview takes this one's tags for its own.
      tag_(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
               .count()) {
  read();
}

std::vector<std::string> PreviewService::look() {
  std::vector<std::string> files = watch_.changed();
  if (!files.empty()) read();
  release(!files.empty());
  return files;
}

Problems PreviewService::problems() const {
  const std::lock_guard lock(mutex_);
  return problems_;
}

// Null when there are problems.
std::shared_ptr<PreviewService::Shown> PreviewService::make(const std::string& tag, Problems& problems) const {
  auto read = read_editions(source_.content, source_.pack);
  if (auto* found = std::get_if<Problems>(&read)) {
    problems = std::move(*found);
    return nullptr;
  }
  auto& editions = std::get<std::vector<content::Pack>>(read);
  auto parts = read_parts(source_.parts, editions);
  if (auto* missing = std::get_if<Problems>(&parts)) {
    problems = std::move(*missing);
    return nullptr;
  }
  auto& given = std::get<Parts>(parts);
  given.style += read_part(source_.parts.web, "preview.css", problems);
  const std::string program = read_part(source_.parts.web, "preview.js", problems);
  if (!problems.empty()) return nullptr;
  mark(given.frame, tag);

  auto shown = std::shared_ptr<Shown>(
      new Shown{tag, SiteFiles(given, std::move(editions)), server::Service{.store = store_}, {}});
  shown->service.packs = shown->files.editions();
  server::Site& site = shown->service.site;
  site[std::string(script_path)] = file_of(script_path, program);
  for (const auto* files : {&shown->files.assets(), &shown->files.endpoint_files()}) {
    for (const NamedText& file : *files) site["/" + file.name] = file_of("/" + file.name, file.text);
  }
  for (const SiteFiles::Page& page : shown->files.pages()) {
    // What a route of the endpoint answers with is looked for among the files.
    if (page.missing || !server::find_route("/" + page.file.substr(0, page.file.rfind('/')), "GET").pattern.empty()) {
      site["/" + page.file] = file_of("/" + page.file, shown->files.text_of(page));
    } else {
      shown->pages["/" + page.file] = &page;
    }
  }
  return shown;
}

void PreviewService::read() {
  Problems problems;
  const std::string tag = std::to_string(tag_ + 1);
  std::shared_ptr<const Shown> shown = make(tag, problems);
  const std::lock_guard lock(mutex_);
  ++tag_;
  if (shown) shown_ = std::move(shown);
  problems_ = std::move(problems);
}

void PreviewService::answer(Request request, const Done& done) {
  const auto secured = [done](Answer answer) {
    server::add_security_headers(answer);
    done(std::move(answer));
  };
  if (!is_for_us(request))
    return secured(server::problem_answer(421, "Misdirected Request", "The preview is only for this computer."));
  const std::string path = server::decode_path(request.target);
  if (path == changes_path) return wait_for_change(after_of(request.target), done);
  std::shared_ptr<const Shown> shown;
  {
    const std::lock_guard lock(mutex_);
    shown = shown_;
  }
  if (!shown) {  // nothing but the page that waits
    Problems ignored;
    server::Site site;
    site[std::string(script_path)] = file_of(script_path, read_part(source_.parts.web, "preview.js", ignored));
    std::string frame = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title><style>" +
                        read_part(source_.parts.web, "main.css", ignored) +
                        read_part(source_.parts.web, "preview.css", ignored) +
                        "</style></head><body><main><h1>There are no pages yet</h1></main></body></html>";
    mark(frame, "none");
    site["/index.html"] = file_of("/index.html", std::move(frame));
    return secured(server::file_answer(request, path == script_path ? path : "/", site));
  }
  const std::string file = (path.ends_with('/') ? path : path + "/") + "index.html";
  const auto page = shown->pages.find(file);
  if (page != shown->pages.end()) {
    server::Site site;
    site[file] = file_of(file, shown->files.text_of(*page->second));
    return secured(server::file_answer(request, file.substr(0, file.rfind('/') + 1), site));
  }
  // `shown` stays until it is answered.
  server::handle(std::move(request), shown->service, [shown, done](Answer answer) { done(std::move(answer)); });
}

void PreviewService::wait_for_change(const std::string& after, const Done& done) {
  std::optional<Answer> now;
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || after != std::to_string(tag_)) {
      now = change();
    } else {
      waiting_.push_back({done, Clock::now() + patience_});
    }
  }
  if (now) done(std::move(*now));
}

// Answers those that wait: all of them, or those that have waited long enough.
void PreviewService::release(bool all) {
  std::vector<Waiting> ready;
  Answer answer;
  {
    const std::lock_guard lock(mutex_);
    const auto first = std::partition(waiting_.begin(), waiting_.end(),
                                      [&](const Waiting& one) { return !all && one.until > Clock::now(); });
    ready.assign(std::make_move_iterator(first), std::make_move_iterator(waiting_.end()));
    waiting_.erase(first, waiting_.end());
    if (ready.empty()) return;
    answer = change();
  }
  for (const Waiting& one : ready) one.done(answer);
}

void PreviewService::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  release(true);
}

Answer PreviewService::change() const {
  const Json json = {{"tag", std::to_string(tag_)},
                     {"pages", shown_ ? shown_->tag : "none"},
                     {"overlay", overlay_of(problems_, shown_ != nullptr)}};
  Answer answer = server::json_answer(200, json.dump(-1, ' ', false, Json::error_handler_t::replace));
  answer.route = changes_path;
  server::add_security_headers(answer);
  return answer;
}

}  // namespace roadshow::cli
