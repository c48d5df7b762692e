// Pages that the endpoint makes itself, for browsers without the program.
#pragma once

#include <optional>
#include <string>

#include "page/node.hpp"
#include "server/handlers/service.hpp"
#include "server/http/http.hpp"

namespace roadshow::server {

// The pack in one language, and the frame that its pages stand in.
struct Edition {
  const SiteFile& frame;
  const content::Pack& pack;
};
// `prefix`: that of the paths in the language, such as "/ur"; empty for the language of the pack.
std::optional<Edition> edition_of(const Service& service, const std::string& prefix);

Answer page_answer(const Edition& edition, int status, const page::Page& page);

bool is_form(const Request& request);

}  // namespace roadshow::server
