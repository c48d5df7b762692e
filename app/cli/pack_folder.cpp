#include "cli/pack_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "content/translation.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

const std::string translations = "translations/";

// The text of a file, or why there is none. What is no plain file is not opened: a pipe would never end.
content::SourceFile read_source(std::string name, const fs::path& path) {
  content::SourceFile source{std::move(name), ""};
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) {
    source.trouble = "This cannot be read as a file: " + error.message() + ".";
  } else if (size > content::most_file_bytes) {
    source.trouble = "This file is too large (" + std::to_string(size / 1024) + " kB). The limit is " +
                     std::to_string(content::most_file_bytes / 1024) + " kB.";
  } else if (std::ifstream in(path, std::ios::binary); in) {
    source.text.assign(std::istreambuf_iterator<char>(in), {});
  } else {
    source.trouble = "This file cannot be read. Check who may read it.";
  }
  return source;
}

// Why an entry of a folder is no file that we take, though it has the name of one; empty when it is.
std::string fault_of_entry(const fs::directory_entry& entry, const fs::path& root) {
  std::error_code error;
  if (entry.is_symlink(error)) {
    const fs::path target = fs::weakly_canonical(entry.path(), error);
    if (error || !fs::exists(target, error)) return "This is a link to a file that is not there.";
    const auto [end, unused] = std::mismatch(root.begin(), root.end(), target.begin(), target.end());
    if (end != root.end()) return "This is a link that leads out of the folder. Put the file itself here.";
    if (fs::is_directory(target, error)) return "This is a link to a folder. Put the folder itself here.";
  }
  if (entry.is_directory(error)) return "This is a folder, and should be a file.";
  if (!entry.is_regular_file(error)) return "This is no plain file.";
  return "";
}

bool ends_as_json(std::string_view name) {
  return content::fault_of_name(name).find("does not end in .json") == std::string::npos;
}

bool holds_content(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
    if (ends_as_json(entry.path().filename().string())) return true;
  }
  return false;
}

// Looks at every entry of a folder of a pack: nothing is passed over in silence.
class Look {
 public:
  explicit Look(fs::path root) : root_(std::move(root)) {}

  PackFolder found;

  void at(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) take(*entry);
    if (error) add(name_of(folder), "This folder cannot be read: " + error.message() + ".");
  }

 private:
  void take(const fs::directory_entry& entry) {
    const std::string name = name_of(entry.path());
    std::error_code ignored;
    const bool folder = entry.is_directory(ignored) && !entry.is_symlink(ignored);
    const bool hidden =
        entry.path().filename().string().starts_with('.') && (folder || !content::looks_like_content(name));
    if (content::is_left_by_system(name) || hidden) return note(name, "A system or an editor left this here.");
    if (folder && !ends_as_json(name)) return take_folder(entry.path(), name);
    if (const std::string fault = fault_of_entry(entry, fs::weakly_canonical(root_, ignored)); !fault.empty())
      return add(name, fault);
    if (!content::kind_of_file(name).empty()) return found.files.push_back(read_source(name, entry.path()));
    if (content::looks_like_content(name)) return add(name, content::fault_of_name(name));
    note(name, "This is no file of a pack.");
  }

  void take_folder(const fs::path& folder, const std::string& name) {
    if (content::is_pack_folder(name)) return at(folder);
    if (holds_content(folder)) return add(name, content::fault_of_name(name + "/file.json"));
    note(name, "This folder is no part of a pack.");
  }

  std::string name_of(const fs::path& path) const { return path.lexically_relative(root_).generic_string(); }
  void add(std::string name, std::string trouble) { found.files.push_back({std::move(name), "", std::move(trouble)}); }
  void note(std::string name, const std::string& why) {
    found.notes.push_back({{std::move(name), 0, 0, ""}, why + " It was passed over."});
  }

  fs::path root_;
};

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

// A file of the folder "shared": words and sentences of a language, or a set of equality questions.
std::string fault_of_shared(const std::string& name) {
  const std::string_view kind = content::kind_of_file(name);
  if (kind == "equality" || (kind == "translation" && name.starts_with("words."))) return "";
  if (name.starts_with("report.") && content::kind_of_file("words." + name.substr(7)) == "translation") return "";
  if (!kind.empty()) return "This is a file of one pack. Put it into the folder of that pack.";
  return content::looks_like_content(name) ? content::fault_of_name(name) : "";
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

PackFolder look_at_pack_folder(const fs::path& content, const std::string& pack) {
  Look look(content / pack);
  look.at(content / pack);
  PackFolder found = std::move(look.found);
  auto& files = found.files;
  std::error_code ignored;
  for (content::SourceFile& file : files) {
    if (file.name != "words.json" && !file.name.starts_with("words.")) continue;
    file.trouble = "The words of the interface are not a part of one pack. They stand in the folder \"shared\".";
  }
  for (const auto& entry : fs::directory_iterator(content / "shared" / "equality", ignored)) {
    const std::string name = "equality/" + entry.path().filename().string();
    const bool own = std::any_of(files.begin(), files.end(), [&](const auto& file) { return file.name == name; });
    if (entry.path().extension() == ".json" && !own && is_named(entry.path().stem().string(), files))
      files.push_back(read_source(name, entry.path()));
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  if (const fs::path words = words_file(content, files); fs::exists(words))
    files.push_back(read_source("words.json", words));
  // The words of the interface in the languages that the pack is translated to.
  std::vector<std::string> others;
  for (const auto& file : files) {
    if (file.name.rfind(translations, 0) == 0) others.push_back("words." + file.name.substr(translations.size()));
  }
  for (const std::string& name : others) {
    if (fs::exists(content / "shared" / name)) files.push_back(read_source(name, content / "shared" / name));
  }
  return found;
}

Problems faults_of_content_folder(const fs::path& content) {
  Problems problems;
  std::error_code error;
  const auto each = [&](const fs::path& folder, auto&& fault_of) {
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      if (content::is_left_by_system(name) || name.starts_with('.')) continue;
      if (std::string fault = fault_of(entry, name); !fault.empty())
        problems.push_back({{entry.path().generic_string(), 0, 0, ""}, std::move(fault)});
    }
  };
  each(content, [&](const fs::directory_entry& entry, const std::string& name) -> std::string {
    if (name == "shared" || name == "schema") return "";
    if (entry.is_directory(error))
      return fs::exists(entry.path() / "pack.json", error) || !holds_content(entry.path())
                 ? ""
                 : "This folder has no pack.json, so it is not a pack. Look at the names of its files.";
    return content::looks_like_content(name) ? "This file stands beside the packs. Put it into the folder of a pack."
                                             : "";
  });
  const fs::path shared = content / "shared";
  each(shared, [&](const fs::directory_entry& entry, const std::string& name) -> std::string {
    if (name == "equality") return "";
    const std::string fault = fault_of_shared(name);
    return fault.empty() && ends_as_json(name) ? fault_of_entry(entry, fs::weakly_canonical(shared, error)) : fault;
  });
  each(shared / "equality", [&](const fs::directory_entry& entry, const std::string& name) {
    const std::string fault = fault_of_shared("equality/" + name);
    return fault.empty() && ends_as_json(name) ? fault_of_entry(entry, fs::weakly_canonical(shared, error)) : fault;
  });
  return problems;
}

std::vector<content::SourceFile> read_pack_folder(const fs::path& content, const std::string& pack) {
  return look_at_pack_folder(content, pack).files;
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
  if (fs::exists(content / pack / name)) return (content / pack / name).generic_string();
  if (name == "words.json") return words_file(content, files).generic_string();
  if (name.starts_with("words.")) return (content / "shared" / name).generic_string();
  const fs::path own = content / pack / name;
  return (name.starts_with("equality/") && !fs::exists(own) ? content / "shared" / name : own).generic_string();
}

}  // namespace roadshow::cli
