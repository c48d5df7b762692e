#include "tool/build.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

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

  SiteWriter site(options.out);
  const std::string bundle = content::to_bundle(files);
  site.add_asset("bundle.json", bundle);
  for (const Part& part :
       {Part{&options.fonts, "atkinson-400.woff2"}, Part{&options.fonts, "atkinson-700.woff2"},
        Part{&options.fonts, "atkinson-400.ttf"}, Part{&options.fonts, "atkinson-700.ttf"},
        Part{&options.wasm, "core.wasm"}, Part{&options.wasm, "core.mjs"}, Part{&options.wasm, "canvas.wasm"},
        Part{&options.wasm, "canvas.mjs"}, Part{&options.web, "theme.json"}, Part{&options.web, "icon.svg"},
        Part{&options.web, "canvas.js"}, Part{&options.web, "boot.js"}, Part{&options.web, "old.js"}}) {
    if (!add_part(site, part)) return 1;
  }
  // The style stands in every page: the first paint waits for one file only.
  const std::optional<std::string> frame = read_part({&options.web, "index.html"});
  const std::optional<std::string> style = read_part({&options.web, "main.css"});
  if (!frame || !style) return 1;
  const std::string styled = markup::filled(*frame, "style", *style);
  const std::string usual = markup::with_program(styled);
  for (const std::string& path : page::static_paths(pack)) {
    const std::string file = path == "/" ? "index.html" : path.substr(1) + "/index.html";
    const page::Page page = page::prerender(pack, path);
    site.add_page(file, markup::to_document(usual, pack, page, page.path));
  }
  site.add_page("404.html", markup::to_document(usual, pack, page::prerender(pack, "/404"), "/404"));
  site.add_page("frame.html", markup::without_program(styled));  // for the pages that the endpoint makes
  site.add_page("bundle.json", bundle);  // for the endpoint, which checks answers against the same content
  site.remove_others();
  if (site.failed()) {
    std::cerr << options.out << ": The site could not be written. Is the disk full?\n";
    return 1;
  }
  return 0;
}

}  // namespace roadshow::tool
