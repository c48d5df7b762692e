#include "tool/build.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "markup/element.hpp"
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

std::string page_html(const std::string& frame, const content::Pack& pack, const page::Page& page,
                      const std::string& path) {
  std::string body;
  for (const auto& element : markup::elements(page)) body += markup::to_html(element);
  std::string html = replaced(frame, "language", pack.info.language);
  html = replaced(html, "title", markup::escaped(page.title));
  html = replaced(html, "path", markup::escaped(path));
  html = replaced(html, "trouble", markup::escaped(pack.words[content::Word::core_trouble]));
  return replaced(html, "app", body);
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
        Part{&options.web, "canvas.js"}, Part{&options.web, "boot.js"}}) {
    if (!add_part(site, part)) return 1;
  }
  // The style stands in every page: the first paint waits for one file only.
  const std::optional<std::string> frame = read_part({&options.web, "index.html"});
  const std::optional<std::string> style = read_part({&options.web, "main.css"});
  if (!frame || !style) return 1;
  const std::string styled = replaced(*frame, "style", *style);
  for (const std::string& path : page::static_paths(pack)) {
    const std::string file = path == "/" ? "index.html" : path.substr(1) + "/index.html";
    const page::Page page = page::prerender(pack, path);
    site.add_page(file, page_html(styled, pack, page, page.path));
  }
  site.add_page("404.html", page_html(styled, pack, page::prerender(pack, "/404"), "/404"));
  site.add_page("bundle.json", bundle);  // for the endpoint, which checks answers against the same content
  site.remove_others();
  if (site.failed()) {
    std::cerr << options.out << ": The site could not be written. Is the disk full?\n";
    return 1;
  }
  return 0;
}

}  // namespace roadshow::tool
