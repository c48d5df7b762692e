// The built site in memory. Only what is in this list can be sent, so no path can lead out of the folder.
//
// It is read once, at the start: every visitor gets files of one build, also while the folder is built anew.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/http/http.hpp"

namespace roadshow::server {

struct SiteFile {
  std::string type;        // text/html; charset=utf-8
  std::string etag;        // without quotes; the start of the SHA-256 of the plain bytes
  bool immutable = false;  // its name holds a hash of its content
  Bytes plain;
  Bytes brotli;        // name.br beside it; null when there is none
  Bytes gzip;          // name.gz beside it
  std::string policy;  // of a page: page_policy(); else empty
};

using Site = std::map<std::string, SiteFile, std::less<>>;  // by path: /explain/index.html

// One file, plain. `path` gives its type and whether it may be kept for long.
SiteFile site_file(std::string_view path, Bytes plain);

// Every file under `folder` but those whose name (or folder's name) starts with a dot. Symbolic links to folders are
// not followed. Empty when there is no such folder.
Site read_site(const std::string& folder);

// The file of a decoded path: the exact file, else the index.html of that folder, else nullptr.
const SiteFile* find_file(const Site& site, std::string_view path, std::string_view& found);

// text/html; charset=utf-8 for page.html; application/octet-stream when the ending is not known.
std::string_view type_of_name(std::string_view name);

// core-4f2a91c07b.mjs holds a hash: after the last hyphen of the name, eight or more of 0-9 and a-z, at least one of
// them a digit (so that content-security.css is none), then a dot. Never for .html.
bool holds_hash(std::string_view name);

}  // namespace roadshow::server
