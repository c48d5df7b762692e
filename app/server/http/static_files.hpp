// Files of the site as answers: conditional requests (RFC 9110, 13), compressed forms, how long to keep them.
#pragma once

#include <string_view>

#include "server/http/http.hpp"
#include "server/http/site.hpp"

namespace roadshow::server {

// 200, 206 with a part (Range, If-Range), 304, or 416; 404 with the site's page for that in the language of the path
// (/ur/404.html, else /404.html), or a few words where it has none; 405 for anything but GET and HEAD. `path` is
// decoded. Compressed forms are those that were built: name.br, then
// name.gz, as Accept-Encoding weighs them.
Answer file_answer(const Request& request, std::string_view path, const Site& site);

// Whether If-None-Match names this tag (RFC 9110, 13.1.2, weak comparison).
bool names_tag(std::string_view if_none_match, std::string_view quoted_tag);

}  // namespace roadshow::server
