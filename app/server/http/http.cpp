#include "server/http/http.hpp"

#include <algorithm>

#include "content/json_text.hpp"
#include "page/address.hpp"
#include "server/store/sha256.hpp"

namespace roadshow::server {
namespace {

// 'wasm-unsafe-eval' lets WebAssembly be compiled and nothing else; there is no inline script and no inline style.
// `style` is a source of styles beside our own files: empty, or the hash of the one that a page holds.
std::string content_security_policy(const std::string& style) {
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" + style +
         "; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

// What no page of ours asks for.
constexpr const char* permissions_policy =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";

constexpr size_t most_errors = 20;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Text of a problem can quote what was sent, so broken UTF-8 becomes U+FFFD.
std::string to_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

bool same_in_any_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_json(std::string_view content_type) {
  return same_in_any_case(trimmed(content_type.substr(0, content_type.find(';'))), "application/json");
}

std::string_view header(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_in_any_case(header.name, name)) return header.value;
  }
  return {};
}

std::string decode_path(std::string_view target) {
  target = target.substr(0, target.find_first_of("?#"));
  for (const std::string_view scheme : {"http://", "https://"}) {  // absolute form: RFC 9112, 3.2.2
    if (!target.starts_with(scheme)) continue;
    const size_t slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  std::string path = page::path_in(target);
  // Addresses for programs have one spelling.
  if (target.ends_with('/') && path.starts_with("/v1/")) path += '/';
  return path;
}

Answer json_answer(int status, std::string body) {
  return {status,
          "",
          {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(std::move(body))};
}

Answer problem_answer(int status, std::string_view title, std::string_view detail, const Problems& errors) {
  Json body = {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
  for (size_t i = 0; i < std::min(errors.size(), most_errors); ++i)
    body["errors"].push_back({{"pointer", errors[i].place.pointer}, {"detail", errors[i].sentence}});
  Answer answer = json_answer(status, to_text(body));
  answer.headers[0].value = "application/problem+json";
  return answer;
}

std::optional<std::string> whole_body(const Answer& answer) {
  std::string body = answer.body ? *answer.body : "";
  while (answer.next) {
    const std::optional<std::string> piece = answer.next();
    if (!piece) return std::nullopt;
    if (piece->empty()) break;
    body += *piece;
  }
  return body;
}

Header page_policy(std::string_view html) {
  constexpr std::string_view start = "<style>";
  const size_t from = html.find(start);
  const size_t to = html.find("</style>");
  std::string style;
  if (from < to && to != std::string_view::npos)
    style = " 'sha256-" + sha256_base64(html.substr(from + start.size(), to - from - start.size())) + "'";
  return {"Content-Security-Policy", content_security_policy(style)};
}

void add_security_headers(Answer& answer, bool secure) {
  static const std::string no_page = content_security_policy("");
  if (header(answer.headers, "Content-Security-Policy").empty())
    answer.headers.push_back({"Content-Security-Policy", no_page});
  for (const auto& [name, value] : {std::pair{"X-Content-Type-Options", "nosniff"},
                                    {"Referrer-Policy", "no-referrer"},
                                    {"Cross-Origin-Opener-Policy", "same-origin"},
                                    {"Cross-Origin-Resource-Policy", "same-origin"},
                                    {"Permissions-Policy", permissions_policy}})
    answer.headers.push_back({name, value});
  if (secure) answer.headers.push_back({"Strict-Transport-Security", "max-age=63072000"});
}

}  // namespace roadshow::server
