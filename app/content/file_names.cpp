#include "content/file_names.hpp"

#include <algorithm>
#include <array>

#include "content/describe.hpp"

namespace roadshow::content {
namespace {

constexpr std::array whole_files = {"pack", "documents", "places", "measures", "words"};

struct Folder {
  const char* name;
  const char* kind;
};
constexpr std::array folders = {Folder{"topics", "topic"},        Folder{"surveys", "survey"},
                                Folder{"equality", "equality"},   Folder{"pages", "page"},
                                Folder{"published", "published"}, Folder{"translations", "translation"}};

const Folder* folder_of(std::string_view name) {
  const auto found = std::find_if(folders.begin(), folders.end(), [&](const Folder& one) { return one.name == name; });
  return found == folders.end() ? nullptr : &*found;
}

constexpr std::string_view ending = ".json";

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

std::string_view last_step(std::string_view name) { return name.substr(name.rfind('/') + 1); }
std::string_view folder_in(std::string_view name) {
  return name.substr(0, std::max(name.rfind('/') + 1, size_t{1}) - 1);
}

// "measures (1)", "Copy of measures", "measures - Copy", "measures copy 2", "measures_2"
bool looks_like_copy(std::string_view stem) {
  const std::string small = lower(stem);
  for (const char* word : {"copy", "kopie", "kopia", "backup"}) {
    if (small.find(word) != std::string::npos) return true;
  }
  while (!small.empty() && stem.back() == ')') stem.remove_suffix(1);
  const size_t digits = stem.size() - std::min(stem.size(), stem.find_last_not_of("0123456789") + 1);
  stem.remove_suffix(digits);
  return digits > 0 && !stem.empty() && std::string_view(" (_").find(stem.back()) != std::string_view::npos;
}

std::string nearest_folder(std::string_view name) {
  for (const Folder& folder : folders) {
    if (lower(name) == folder.name || std::string(name) + "s" == folder.name || lower(name) == folder.kind)
      return std::string(" Did you mean \"") + folder.name + "\"?";
  }
  return "";
}

}  // namespace

std::string_view kind_of_file(std::string_view name) {
  if (!name.ends_with(ending)) return "";
  const std::string_view stem = name.substr(0, name.size() - ending.size());
  for (const std::string_view kind : whole_files) {
    if (stem == kind) return kind;
  }
  if (stem.starts_with("words.") && follows(Rule::id, stem.substr(6))) return "translation";
  const size_t slash = stem.find('/');
  const Folder* folder = slash == std::string_view::npos ? nullptr : folder_of(stem.substr(0, slash));
  return folder && follows(Rule::id, stem.substr(slash + 1)) ? folder->kind : "";
}

std::string name_of_file(std::string_view kind, std::string_view id) {
  const char* folder = kind == "equality" || kind == "published" ? "/" : "s/";
  return std::string(kind) + (id.empty() ? "" : folder + std::string(id)) + std::string(ending);
}

std::string fault_of_name(std::string_view name) {
  const std::string small = lower(name);
  const std::string_view file = last_step(small);
  const std::string_view folder = folder_in(name);
  const size_t end = small.find(ending, small.size() - file.size());
  const std::string check = " Check its name and folder.";
  if (end == std::string::npos) return "The name of this file does not end in .json." + check;
  const std::string mended = small.substr(0, end) + std::string(ending);
  if (end + ending.size() < small.size())
    return "The name of this file goes on after .json, which some systems do not show. Rename it to " +
           std::string(last_step(mended)) + ".";
  if (!kind_of_file(small).empty()) {
    // The folder where it is that: everything in it would be named otherwise.
    return lower(folder) == folder ? "Write the name of this file in small letters: " + small + "."
                                   : "Write the name of this folder in small letters: " + lower(folder) + ".";
  }
  const std::string_view stem = file.substr(0, file.size() - ending.size());
  if (looks_like_copy(stem))
    return "This looks like a copy of another file. Take it away, or give it a name and an id of its own.";
  if (!folder.empty() && !folder_of(folder)) {
    const std::string_view first = folder.substr(0, folder.find('/'));
    if (folder_of(first)) return "A pack has no folders within \"" + std::string(first) + "\"." + check;
    return "A pack has no folder \"" + std::string(first) + "\"." + check + nearest_folder(first);
  }
  if (folder.empty()) return "A pack has no file of this name." + check;
  return "The name of this file is its id: lower-case letters, digits and hyphens, and then .json." + check;
}

bool is_pack_folder(std::string_view name) { return folder_of(name); }

bool looks_like_content(std::string_view name) {
  const std::string small = lower(name);
  const std::string_view file = last_step(small);
  if (file.starts_with("readme") || file.starts_with("license")) return false;
  if (folder_of(folder_in(name)) || file.find("json") != std::string_view::npos) return true;
  const std::string_view stem = file.substr(0, file.find('.'));
  return std::find(whole_files.begin(), whole_files.end(), stem) != whole_files.end();
}

bool is_left_by_system(std::string_view name) {
  const std::string small = lower(last_step(name));
  const std::string_view file = small;
  for (const char* start : {"._", "~$", ".~", ".#", ".git", "..", ".ds_store", ".directory", ".localized", "icon\r",
                            "thumbs.db", "ehthumbs", "desktop.ini", "__macosx"}) {
    if (file.starts_with(start)) return true;
  }
  for (const char* end : {"~", ".swp", ".swo", ".tmp", ".crdownload", ".part", ".lock"}) {
    if (file.ends_with(end)) return true;
  }
  return file.size() > 1 && file.starts_with('#') && file.ends_with('#');
}

}  // namespace roadshow::content
