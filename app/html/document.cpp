#include "html/document.hpp"

#include "html/element.hpp"
#include "html/language.hpp"
#include "page/prerender.hpp"

namespace roadshow::html {
namespace {

constexpr std::string_view begin_mark = "<!-- program -->\n";
constexpr std::string_view end_mark = "<!-- /program -->\n";

std::string replaced(std::string text, std::string_view place, std::string_view value) {
  for (size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
  return text;
}

constexpr const char* canvas_attributes =
    "data-canvas=\"/assets/canvas.mjs\" data-canvas-wasm=\"/assets/canvas.wasm\" "
    "data-font-regular=\"/assets/atkinson-400.ttf\" "
    "data-font-bold=\"/assets/atkinson-700.ttf\"";

// The same page in the other languages.
std::string alternates(const content::Pack& pack, const std::string& path) {
  const std::string rest = path.substr(content::prefix_of(pack, pack.info.language).size());
  const auto link = [&](const std::string& attributes, const std::string& to) {
    return "<link rel=\"" + attributes + "\" href=\"" + escaped(to) + "\">\n";
  };
  std::string links = link("canonical", path);
  if (pack.info.languages.size() > 1) {
    for (const content::Language& language : pack.info.languages)
      links += link("alternate\" hreflang=\"" + language.code, content::prefix_of(pack, language.code) + rest);
    links += link("alternate\" hreflang=\"x-default", rest);
  }
  return links;
}

}  // namespace

std::string bundle_name(const content::Pack& pack) {
  const std::string code = pack.info.language;
  return code == content::source_language_of(pack).code ? "bundle.json" : "bundle-" + code + ".json";
}

std::string filled(std::string frame, std::string_view place, std::string_view value) {
  return replaced(std::move(frame), "{{" + std::string(place) + "}}", value);
}

std::string to_document(const std::string& frame, const content::Pack& pack, const page::Page& page,
                        const std::string& path) {
  // The page last: what people wrote may hold anything, also the name of a place.
  std::string body;
  for (const Element& element : elements(page)) body += to_html(element);
  std::string note;
  for (const Element& element : elements(page::trouble_note(pack, path))) note += to_html(element);
  const content::Script script = page.language.script;
  std::string html = filled(frame, "language", page.language.code);
  html = filled(html, "direction", content::is_right_to_left(script) ? "rtl" : "ltr");
  html = filled(html, "canvas", canvas_attributes);
  html = filled(html, "bundle", bundle_name(pack));
  html = filled(html, "alternates", path == missing_page || page.path.empty() ? "" : alternates(pack, path));
  html = filled(html, "path", escaped(path));
  html = filled(html, "trouble", note);
  html = filled(html, "title", escaped(without_marks(page.title)));
  return filled(html, "app", body);
}

std::string without_program(const std::string& frame) {
  std::string html = frame;
  for (size_t from = html.find(begin_mark); from != std::string::npos; from = html.find(begin_mark, from)) {
    const size_t end = html.find(end_mark, from);
    if (end == std::string::npos) break;
    html.erase(from, end + end_mark.size() - from);
  }
  return html;
}

std::string with_program(const std::string& frame) { return replaced(replaced(frame, begin_mark, ""), end_mark, ""); }

}  // namespace roadshow::html
