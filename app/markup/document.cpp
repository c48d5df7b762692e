#include "markup/document.hpp"

#include "markup/element.hpp"
#include "page/prerender.hpp"

namespace roadshow::markup {
namespace {

constexpr std::string_view begin_mark = "<!-- program -->\n";
constexpr std::string_view end_mark = "<!-- /program -->\n";

std::string replaced(std::string text, std::string_view place, std::string_view value) {
  for (size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
  return text;
}

}  // namespace

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
  std::string html = filled(frame, "language", pack.info.language);
  html = filled(html, "path", escaped(path));
  html = filled(html, "trouble", note);
  html = filled(html, "title", escaped(page.title));
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

}  // namespace roadshow::markup
