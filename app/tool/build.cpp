#include "tool/build.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>

#include "content/translation.hpp"
#include "markup/document.hpp"
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

void write_pages(SiteWriter& site, const std::string& frame, const content::Pack& pack) {
  for (const std::string& path : page::static_paths(pack)) {
    const std::string file = path.back() == '/' ? path.substr(1) + "index.html" : path.substr(1) + "/index.html";
    const page::Page page = page::prerender(pack, path);
    site.add_page(file, markup::to_document(frame, pack, page, page.path));
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
    site.add_asset(markup::bundle_name(one), content::to_bundle(content::files_of(one)));
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
                             Part{&options.web, "icon.svg"},
                             Part{&options.web, "canvas.js"},
                             Part{&options.web, "listen.js"},
                             Part{&options.web, "old.js"},
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
    const std::string styled = markup::filled(*frame, "style", *style + *typeface);
    const std::string usual = markup::with_program(styled);
    write_pages(site, usual, one);
    const std::string prefix = content::prefix_of(one, one.info.language);
    const std::string folder = prefix.empty() ? "" : prefix.substr(1) + "/";
    const char* missing = markup::missing_page;
    site.add_page(folder + "404.html", markup::to_document(usual, one, page::prerender(one, missing), missing));
    // For the endpoint: the frame of the pages that it makes, and the content.
    site.add_page(folder + "frame.html", markup::without_program(styled));
    site.add_page(folder + "bundle.json", content::to_bundle(content::files_of(one)));
  }
  site.remove_others();
  if (site.failed()) {
    std::cerr << options.out << ": The site could not be written. Is the disk full?\n";
    return 1;
  }
  return 0;
}

}  // namespace roadshow::tool
