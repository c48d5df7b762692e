#include "cli/check.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/pack_folder.hpp"
#include "content/schema_writer.hpp"
#include "content/translation.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

// What every editor has to mend; a stale translation is only news, since the page shows the text as it is.
size_t check_languages(const fs::path& folder, const std::string& name, const content::Pack& pack,
                       const std::vector<content::SourceFile>& files) {
  const auto print = [&](std::ostream& out, const Problems& problems) {
    for (Problem problem : problems) {
      problem.place.file = path_of_file(folder, name, problem.place.file, files);
      out << to_line(problem) << "\n";
    }
  };
  size_t found = 0;
  for (size_t i = 1; i < pack.info.languages.size(); ++i) {
    const content::Language& language = pack.info.languages[i];
    const auto made = content::edition_of(pack, files, language);
    if (const auto* problems = std::get_if<Problems>(&made)) {
      print(std::cerr, *problems);
      found += problems->size();
      continue;
    }
    const auto& edition = std::get<content::Edition>(made);
    print(std::cout, edition.stale);
    std::cout << name << " in " << language.code << ": " << edition.untranslated.size() << " texts are not translated, "
              << edition.stale.size() << " of them because their source has changed"
              << (edition.pack.info.draft ? "; a machine's draft.\n" : ".\n");
  }
  return found;
}

}  // namespace

int run_check(const CheckOptions& options) {
  const fs::path folder = options.content;
  const auto packs = packs_in(folder);
  size_t problems = 0;
  for (const Problem& problem : faults_of_content_folder(folder)) {
    std::cerr << to_line(problem) << "\n";
    ++problems;
  }
  if (packs.empty()) {
    std::cerr << options.content << ": There is no content pack here: no folder with a pack.json.\n";
    return 1;
  }
  for (const std::string& pack : packs) {
    const PackFolder found = look_at_pack_folder(folder, pack);
    const auto& files = found.files;
    for (Problem note : found.notes) {
      note.place.file = path_of_file(folder, pack, note.place.file, files);
      std::cout << to_line(note) << "\n";
    }
    const auto loaded = content::load_pack(files);
    if (const auto* faults = std::get_if<Problems>(&loaded)) {
      problems += faults->size();
      for (Problem problem : *faults) {
        problem.place.file = path_of_file(folder, pack, problem.place.file, files);
        std::cerr << to_line(problem) << "\n";
      }
      continue;
    }
    const auto& good = std::get<content::Pack>(loaded);
    std::cout << pack << ": fine. " << good.measures.size() << " measures, " << good.topics.size() << " explainers, "
              << good.surveys.size() << " surveys.\n";
    problems += check_languages(folder, pack, good, files);
  }
  if (problems == 0) return 0;
  std::cerr << problems << (problems == 1 ? " problem" : " problems") << " found.\n";
  return 1;
}

int run_schema(const SchemaOptions& options) {
  std::error_code ignored;
  fs::create_directories(options.out, ignored);
  for (const auto& file : content::schema_files()) {
    std::ofstream out(fs::path(options.out) / file.name, std::ios::binary);
    out << file.text;
    if (!out) {
      std::cerr << options.out << ": This folder cannot be written to.\n";
      return 1;
    }
  }
  return 0;
}

}  // namespace roadshow::cli
