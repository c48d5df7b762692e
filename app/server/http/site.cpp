#include "server/http/site.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/store/sha256.hpp"

namespace roadshow::server {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array types = {
    Type{".html", "text/html; charset=utf-8"},
    Type{".css", "text/css; charset=utf-8"},
    Type{".js", "text/javascript; charset=utf-8"},  // RFC 9239
    Type{".mjs", "text/javascript; charset=utf-8"},
    Type{".json", "application/json"},
    Type{".map", "application/json"},
    Type{".webmanifest", "application/manifest+json"},
    Type{".wasm", "application/wasm"},
    Type{".woff2", "font/woff2"},
    Type{".woff", "font/woff"},
    Type{".ttf", "font/ttf"},
    Type{".svg", "image/svg+xml"},
    Type{".png", "image/png"},
    Type{".jpg", "image/jpeg"},
    Type{".webp", "image/webp"},
    Type{".ico", "image/x-icon"},
    Type{".pdf", "application/pdf"},
    Type{".csv", "text/csv; charset=utf-8"},
    Type{".txt", "text/plain; charset=utf-8"},
    Type{".xml", "application/xml"},
};

Bytes read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// Moves the bytes of /canvas.mjs.br to the brotli form of /canvas.mjs.
void take_compressed(Site& site, std::string_view ending, Bytes SiteFile::*form) {
  for (auto at = site.begin(); at != site.end();) {
    const std::string_view path = at->first;
    const auto plain = path.ends_with(ending) ? site.find(path.substr(0, path.size() - ending.size())) : site.end();
    if (plain == site.end()) {
      ++at;
      continue;
    }
    plain->second.*form = at->second.plain;
    at = site.erase(at);
  }
}

}  // namespace

std::string_view type_of_name(std::string_view name) {
  const auto type = std::find_if(types.begin(), types.end(), [&](const Type& t) { return name.ends_with(t.ending); });
  return type == types.end() ? "application/octet-stream" : type->type;
}

bool holds_hash(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  const size_t hyphen = name.rfind('-');
  if (hyphen == std::string_view::npos || name.ends_with(".html")) return false;
  const size_t dot = name.find('.', hyphen);
  if (dot == std::string_view::npos) return false;
  const std::string_view hash = name.substr(hyphen + 1, dot - hyphen - 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return hash.size() >= 8 && std::any_of(hash.begin(), hash.end(), is_digit) &&
         std::all_of(hash.begin(), hash.end(), [&](char c) { return is_digit(c) || is_letter(c); });
}

SiteFile site_file(std::string_view path, Bytes plain) {
  SiteFile file;
  file.type = type_of_name(path);
  file.etag = sha256(*plain).substr(0, 20);
  file.immutable = holds_hash(path);
  if (path.ends_with(".html")) file.policy = page_policy(*plain).value;
  file.plain = std::move(plain);
  return file;
}

Site read_site(const std::string& folder) {
  Site site;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    if (std::error_code none; !at->is_regular_file(none)) continue;
    const std::string path = "/" + at->path().lexically_relative(folder).generic_string();
    site[path] = site_file(path, read_file(at->path()));
  }
  take_compressed(site, ".br", &SiteFile::brotli);
  take_compressed(site, ".gz", &SiteFile::gzip);
  return site;
}

const SiteFile* find_file(const Site& site, std::string_view path, std::string_view& found) {
  const auto look = [&](std::string_view name) -> const SiteFile* {
    const auto at = site.find(name);
    if (at == site.end()) return nullptr;
    found = at->first;
    return &at->second;
  };
  if (const SiteFile* file = look(path)) return file;
  if (path.ends_with('/')) path.remove_suffix(1);
  return look(std::string(path) + "/index.html");
}

}  // namespace roadshow::server
