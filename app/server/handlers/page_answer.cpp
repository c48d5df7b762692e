#include "server/handlers/page_answer.hpp"

#include "html/document.hpp"

namespace roadshow::server {

std::optional<Edition> edition_of(const Service& service, const std::string& prefix) {
  const auto frame = service.site.find(prefix + "/frame.html");
  if (frame == service.site.end()) return std::nullopt;
  for (const content::Pack& pack : service.packs) {
    if (content::prefix_of(pack, pack.info.language) == prefix) return Edition{frame->second, pack};
  }
  return std::nullopt;
}

Answer page_answer(const Edition& edition, int status, const page::Page& page) {
  return {status,
          "",
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Cache-Control", "no-store"},
           {"Content-Security-Policy", edition.frame.policy}},
          std::make_shared<const std::string>(html::to_document(*edition.frame.plain, edition.pack, page, page.path))};
}

bool is_form(const Request& request) {
  const std::string_view type = header(request.headers, "Content-Type");
  return same_in_any_case(trimmed(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded");
}

}  // namespace roadshow::server
