#include "cli/site_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "content/bundle.hpp"
#include "html/document.hpp"
#include "page/prerender.hpp"
#include "server/store/sha256.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

std::string read_part(const std::string& folder, const std::string& name, Problems& missing) {
  const fs::path path = fs::path(folder) / name;
  std::ifstream in(path, std::ios::binary);
  if (!in) missing.push_back({{path.generic_string()}, "This file is missing. Run scripts/run, which builds it."});
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string file_of(const std::string& path) {
  return path.substr(1) + (path.back() == '/' ? "index.html" : "/index.html");
}

}  // namespace

Result<Parts> read_parts(const PartFolders& folders, const std::vector<content::Pack>& editions) {
  std::set<content::Script> scripts;
  for (const content::Pack& edition : editions) scripts.insert(content::language_of(edition).script);
  scripts.erase(content::Script::latin);  // its typeface is in main.css

  Parts parts;
  Problems missing;
  const auto add = [&](const std::string& folder, const std::string& name) {
    parts.assets.push_back({name, read_part(folder, name, missing)});
  };
  for (const char* name : {"atkinson-400.woff2", "atkinson-700.woff2", "atkinson-400.ttf", "atkinson-700.ttf"})
    add(folders.fonts, name);
  for (const char* name : {"core.wasm", "canvas.wasm", "canvas.mjs"}) add(folders.wasm, name);
  for (const char* name : {"icon.svg", "canvas.js", "listen.js", "old.js", "boot.js"}) add(folders.web, name);
  for (const content::Script script : scripts) {
    for (const char* weight : {"-400.woff2", "-700.woff2"}) add(folders.fonts, std::string(word(script)) + weight);
    parts.typefaces[script] = read_part(folders.web, std::string(word(script)) + ".css", missing);
  }
  parts.frame = read_part(folders.web, "index.html", missing);
  parts.style = read_part(folders.web, "main.css", missing);
  if (!missing.empty()) return missing;
  return parts;
}

SiteFiles::SiteFiles(const Parts& parts, std::vector<content::Pack> editions) : editions_(std::move(editions)) {
  std::vector<std::string> bundles;
  for (const content::Pack& edition : editions_) {
    bundles.push_back(content::to_bundle(edition));
    add_asset({html::bundle_name(edition), bundles.back()});
  }
  for (const NamedText& asset : parts.assets) add_asset(asset);
  if (!editions_.front().published.empty())
    endpoint_files_.push_back({"published.json", content::to_published_bundle(editions_.front().published)});
  for (size_t i = 0; i < editions_.size(); ++i) {
    const content::Pack& edition = editions_[i];
    const auto typeface = parts.typefaces.find(content::language_of(edition).script);
    const std::string styled = html::filled(
        parts.frame, "style", parts.style + (typeface == parts.typefaces.end() ? std::string() : typeface->second));
    frames_.push_back(html::with_program(styled));
    const std::string prefix = content::prefix_of(edition, edition.info.language);
    const std::string folder = prefix.empty() ? "" : prefix.substr(1) + "/";
    endpoint_files_.push_back({folder + "frame.html", with_addresses(html::without_program(styled))});
    endpoint_files_.push_back({folder + "bundle.json", std::move(bundles[i])});
    for (const std::string& path : page::static_paths(edition)) pages_.push_back({file_of(path), path, i});
    pages_.push_back({folder + "404.html", html::missing_page, i, true});
  }
}

std::string SiteFiles::text_of(const Page& one) const {
  const content::Pack& edition = editions_[one.edition];
  const page::Page page = page::prerender(edition, one.path);
  return with_addresses(html::to_document(frames_[one.edition], edition, page, one.missing ? one.path : page.path));
}

void SiteFiles::add_asset(const NamedText& asset) {
  std::string text = with_addresses(asset.text);
  const size_t dot = asset.name.rfind('.');
  const std::string hashed =
      "assets/" + asset.name.substr(0, dot) + "-" + server::sha256(text).substr(0, 10) + asset.name.substr(dot);
  addresses_["/assets/" + asset.name] = "/" + hashed;
  assets_.push_back({hashed, std::move(text)});
}

// Every "/assets/NAME.EXT" that was added becomes its hashed address.
std::string SiteFiles::with_addresses(const std::string& text) const {
  constexpr std::string_view start = "/assets/";
  std::string out;
  size_t from = 0;
  while (true) {
    const size_t found = text.find(start, from);
    if (found == std::string::npos) break;
    size_t end = found + start.size();
    while (end < text.size() &&
           (isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-' || text[end] == '.' || text[end] == '_'))
      ++end;
    const std::string_view name = std::string_view(text).substr(found, end - found);
    const auto address = addresses_.find(name);
    out.append(text, from, found - from);
    out += address == addresses_.end() ? name : address->second;
    from = end;
  }
  return out.append(text, from);
}

}  // namespace roadshow::cli
