// The files of a site in memory: what `roadshow build` writes to a folder and `roadshow preview` shows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::cli {

struct NamedText {
  std::string name;
  std::string text;
};

// Where everything comes from that is not content.
struct PartFolders {
  std::string web;    // build/web: boot.js, canvas.js, main.css
  std::string wasm;   // build/wasm: core.wasm, canvas.mjs, canvas.wasm
  std::string fonts;  // build/fonts
};

struct Parts {
  std::vector<NamedText> assets;                     // a file comes after those that it names
  std::string frame;                                 // the document around every page
  std::string style;                                 // stands in every page: the first paint waits for one file only
  std::map<content::Script, std::string> typefaces;  // added to the style of pages in other scripts than Latin
};

// The parts that a pack in these languages needs. Problems: the files that are missing.
Result<Parts> read_parts(const PartFolders& folders, const std::vector<content::Pack>& editions);

class SiteFiles {
 public:
  // `editions`: the pack in each of its languages.
  SiteFiles(const Parts& parts, std::vector<content::Pack> editions);

  struct Page {
    std::string file;  // "explain/index.html"
    std::string path;  // "/explain"
    size_t edition = 0;
    bool missing = false;  // what stands in for addresses that lead nowhere
  };

  // Under names that hold a hash of the content: "assets/core-1a2b3c4d5e.wasm".
  const std::vector<NamedText>& assets() const { return assets_; }
  // What the endpoint needs of each language: the frame of the pages that it makes, and the content.
  const std::vector<NamedText>& endpoint_files() const { return endpoint_files_; }
  const std::vector<Page>& pages() const { return pages_; }
  std::string text_of(const Page& page) const;  // from any thread
  const std::vector<content::Pack>& editions() const { return editions_; }

 private:
  void add_asset(const NamedText& asset);
  std::string with_addresses(const std::string& text) const;

  std::vector<content::Pack> editions_;
  std::vector<std::string> frames_;  // of each edition
  std::vector<NamedText> assets_;
  std::vector<NamedText> endpoint_files_;
  std::vector<Page> pages_;
  std::map<std::string, std::string, std::less<>> addresses_;  // "/assets/core.wasm": "/assets/core-1a2b3c4d5e.wasm"
};

}  // namespace roadshow::cli
