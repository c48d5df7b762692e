#include "tool/pack_folder.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "content/translation.hpp"

namespace roadshow::tool {
namespace fs = std::filesystem;
namespace {

const std::string translations = "translations/";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The language that pack.json names; English while it cannot be read, so that the rest can still be checked.
std::string language_of(const std::vector<content::SourceFile>& files) {
  for (const auto& file : files) {
    if (file.name != "pack.json") continue;
    const auto parsed = parse_json(file.name, file.text);
    const Json* json = std::get_if<Json>(&parsed);
    if (json && json->is_object() && json->contains("language") && (*json)["language"].is_string()) {
      std::string language = (*json)["language"].get<std::string>();
      if (follows(Rule::id, language)) return language;
    }
  }
  return "en";
}

// Whether a survey of the pack names this set of equality questions: what is not asked need not be sent to browsers.
bool is_named(const std::string& set, const std::vector<content::SourceFile>& files) {
  return std::any_of(files.begin(), files.end(), [&](const auto& file) {
    return file.name.starts_with("surveys/") && file.text.find("\"" + set + "\"") != std::string::npos;
  });
}

fs::path words_file(const fs::path& content, const std::vector<content::SourceFile>& files) {
  return content / "shared" / ("words." + language_of(files) + ".json");
}

}  // namespace

std::vector<std::string> packs_in(const fs::path& content) {
  std::vector<std::string> packs;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(content, ignored)) {
    if (fs::exists(entry.path() / "pack.json")) packs.push_back(entry.path().filename().string());
  }
  std::sort(packs.begin(), packs.end());
  return packs;
}

std::vector<content::SourceFile> read_pack_folder(const fs::path& content, const std::string& pack) {
  std::vector<content::SourceFile> files;
  const fs::path folder = content / pack;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json")
      files.push_back({entry.path().lexically_relative(folder).generic_string(), read_file(entry.path())});
  }
  for (const auto& entry : fs::directory_iterator(content / "shared" / "equality", ignored)) {
    const std::string name = "equality/" + entry.path().filename().string();
    const bool own = std::any_of(files.begin(), files.end(), [&](const auto& file) { return file.name == name; });
    if (entry.path().extension() == ".json" && !own && is_named(entry.path().stem().string(), files))
      files.push_back({name, read_file(entry.path())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  if (const fs::path words = words_file(content, files); fs::exists(words))
    files.push_back({"words.json", read_file(words)});
  // The words of the interface in the languages that the pack is translated to.
  std::vector<std::string> others;
  for (const auto& file : files) {
    if (file.name.rfind(translations, 0) == 0) others.push_back("words." + file.name.substr(translations.size()));
  }
  for (const std::string& name : others) {
    if (fs::exists(content / "shared" / name)) files.push_back({name, read_file(content / "shared" / name)});
  }
  return files;
}

Result<std::vector<content::Pack>> read_editions(const fs::path& content, const std::string& pack) {
  const auto files = read_pack_folder(content, pack);
  auto loaded = content::load_pack(files);
  Problems problems;
  const auto add = [&](const Problems& found) {
    for (Problem problem : found) {
      problem.place.file = path_of_file(content, pack, problem.place.file, files);
      problems.push_back(std::move(problem));
    }
  };
  if (const auto* found = std::get_if<Problems>(&loaded)) {
    add(*found);
    return problems;
  }
  std::vector<content::Pack> editions = {std::move(std::get<content::Pack>(loaded))};
  const std::vector<content::Language> languages = editions.front().info.languages;
  for (size_t i = 1; i < languages.size(); ++i) {
    auto edition = content::edition_of(editions.front(), files, languages[i]);
    if (const auto* found = std::get_if<Problems>(&edition)) {
      add(*found);
    } else {
      editions.push_back(std::move(std::get<content::Edition>(edition).pack));
    }
  }
  if (!problems.empty()) return problems;
  return editions;
}

std::string path_of_file(const fs::path& content, const std::string& pack, const std::string& name,
                         const std::vector<content::SourceFile>& files) {
  if (name == "words.json") return words_file(content, files).generic_string();
  if (name.starts_with("words.")) return (content / "shared" / name).generic_string();
  const fs::path own = content / pack / name;
  return (name.starts_with("equality/") && !fs::exists(own) ? content / "shared" / name : own).generic_string();
}

}  // namespace roadshow::tool
