#include "tool/build.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>

#include "content/translation.hpp"
#include "markup/element.hpp"
#include "markup/language.hpp"
#include "page/prerender.hpp"
#include "tool/pack_folder.hpp"
#include "tool/site_writer.hpp"

namespace roadshow::tool {
namespace fs = std::filesystem;
namespace {

// What a site is made of besides content, in an order in which a file comes after those it names.
struct Part {
  const std::string* folder;
  std::string name;
};

std::optional<std::string> read_part(const Part& part) {
  std::ifstream in(fs::path(*part.folder) / part.name, std::ios::binary);
  if (!in) {
    std::cerr << (fs::path(*part.folder) / part.name).generic_string()
              << ": This file is missing. Run scripts/run, which builds it.\n";
    return std::nullopt;
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool add_part(SiteWriter& site, const Part& part) {
  std::optional<std::string> text = read_part(part);
  if (text) site.add_asset(part.name, std::move(*text));
  return text.has_value();
}

std::string replaced(std::string text, std::string_view name, std::string_view value) {
  const std::string place = "{{" + std::string(name) + "}}";
  for (size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
  return text;
}

constexpr const char* missing_page = "/404";

// Only the stage and the pictures of Latin script are drawn; other pages have no use for the canvas.
constexpr const char* canvas_attributes =
    "data-canvas=\"/assets/canvas.mjs\" data-canvas-wasm=\"/assets/canvas.wasm\" "
    "data-theme-file=\"/assets/theme.json\" data-font-regular=\"/assets/atkinson-400.ttf\" "
    "data-font-bold=\"/assets/atkinson-700.ttf\"";

// The content of one language: bundle.json, bundle-ur.json.
std::string bundle_name(const content::Pack& pack) {
  const std::string code = pack.info.language;
  return code == content::source_language_of(pack).code ? "bundle.json" : "bundle-" + code + ".json";
}

// The same page in the other languages.
std::string alternates(const content::Pack& pack, const std::string& path) {
  const std::string rest = path.substr(content::prefix_of(pack, pack.info.language).size());
  const auto link = [&](const std::string& attributes, const std::string& to) {
    return "<link rel=\"" + attributes + "\" href=\"" + markup::escaped(to) + "\">\n";
  };
  std::string links = link("canonical", path);
  if (pack.info.languages.size() > 1) {
    for (const content::Language& language : pack.info.languages)
      links += link("alternate\" hreflang=\"" + language.code, content::prefix_of(pack, language.code) + rest);
    links += link("alternate\" hreflang=\"x-default", rest);
  }
  return links;
}

std::string page_html(const std::string& frame, const content::Pack& pack, const page::Page& page,
                      const std::string& path) {
  std::string body;
  for (const auto& element : markup::elements(page)) body += markup::to_html(element);
  const content::Script script = page.language.script;
  std::string html = replaced(frame, "language", page.language.code);
  html = replaced(html, "direction", content::is_right_to_left(script) ? "rtl" : "ltr");
  html = replaced(html, "canvas", script == content::Script::latin ? canvas_attributes : "");
  html = replaced(html, "bundle", bundle_name(pack));
  html = replaced(html, "alternates", path == missing_page ? "" : alternates(pack, path));
  html = replaced(html, "title", markup::escaped(markup::without_marks(page.title)));
  html = replaced(html, "path", markup::escaped(path));
  html = replaced(html, "trouble", markup::escaped(pack.words[content::Word::core_trouble]));
  return replaced(html, "app", body);
}

void write_pages(SiteWriter& site, const std::string& frame, const content::Pack& pack) {
  for (const std::string& path : page::static_paths(pack)) {
    const std::string file = path.back() == '/' ? path.substr(1) + "index.html" : path.substr(1) + "/index.html";
    const page::Page page = page::prerender(pack, path);
    site.add_page(file, page_html(frame, pack, page, page.path));
  }
}

int report(const BuildOptions& options, const Problems& problems, const std::vector<content::SourceFile>& files) {
  for (Problem problem : problems) {
    problem.place.file = path_of_file(options.content, options.pack, problem.place.file, files);
    std::cerr << to_line(problem) << "\n";
  }
  return 1;
}

}  // namespace

int run_build(const BuildOptions& options) {
  const auto files = read_pack_folder(options.content, options.pack);
  const auto loaded = content::load_pack(files);
  if (const auto* problems = std::get_if<Problems>(&loaded)) return report(options, *problems, files);
  const auto& pack = std::get<content::Pack>(loaded);
  std::vector<content::Pack> packs = {pack};  // one for each language
  for (size_t i = 1; i < pack.info.languages.size(); ++i) {
    auto edition = content::edition_of(pack, files, pack.info.languages[i]);
    if (const auto* problems = std::get_if<Problems>(&edition)) return report(options, *problems, files);
    packs.push_back(std::move(std::get<content::Edition>(edition).pack));
  }

  SiteWriter site(options.out);
  std::set<content::Script> scripts;
  for (const content::Pack& one : packs) {
    site.add_asset(bundle_name(one), content::to_bundle(content::files_of(one)));
    scripts.insert(content::language_of(one).script);
  }
  std::vector<Part> parts = {Part{&options.fonts, "atkinson-400.woff2"},
                             Part{&options.fonts, "atkinson-700.woff2"},
                             Part{&options.fonts, "atkinson-400.ttf"},
                             Part{&options.fonts, "atkinson-700.ttf"},
                             Part{&options.wasm, "core.wasm"},
                             Part{&options.wasm, "core.mjs"},
                             Part{&options.wasm, "canvas.wasm"},
                             Part{&options.wasm, "canvas.mjs"},
                             Part{&options.web, "theme.json"},
                             Part{&options.web, "icon.svg"},
                             Part{&options.web, "canvas.js"},
                             Part{&options.web, "listen.js"},
                             Part{&options.web, "boot.js"}};
  for (const content::Script script : scripts) {
    if (script == content::Script::latin) continue;
    for (const char* weight : {"-400.woff2", "-700.woff2"})
      parts.push_back({&options.fonts, std::string(word(script)) + weight});
  }
  for (const Part& part : parts) {
    if (!add_part(site, part)) return 1;
  }
  // The style stands in every page: the first paint waits for one file only.
  const std::optional<std::string> frame = read_part({&options.web, "index.html"});
  const std::optional<std::string> style = read_part({&options.web, "main.css"});
  if (!frame || !style) return 1;
  for (const content::Pack& one : packs) {
    const content::Script script = content::language_of(one).script;
    std::optional<std::string> typeface = "";  // Latin's is in main.css
    if (script != content::Script::latin) typeface = read_part({&options.web, std::string(word(script)) + ".css"});
    if (!typeface) return 1;
    const std::string styled = replaced(*frame, "style", *style + *typeface);
    write_pages(site, styled, one);
    if (&one == &packs.front())
      site.add_page("404.html", page_html(styled, one, page::prerender(one, missing_page), missing_page));
  }
  // For the endpoint, which checks answers in every language against the same content.
  site.add_page("bundle.json", content::to_bundle(content::files_of(pack)));
  site.remove_others();
  if (site.failed()) {
    std::cerr << options.out << ": The site could not be written. Is the disk full?\n";
    return 1;
  }
  return 0;
}

}  // namespace roadshow::tool
