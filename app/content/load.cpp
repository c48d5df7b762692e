#include "content/load.hpp"

#include <algorithm>

#include "content/characters.hpp"
#include "content/check.hpp"
#include "content/translation.hpp"

namespace roadshow::content {
namespace {

constexpr JsonLimits file_limits{.bytes = most_file_bytes};

template <class T>
T read_as(const Json& json, Problems& problems) {
  T value;
  Reader reader(json, "", problems);
  reader.read(json, "", value, Rule::any);
  return value;
}

void read_file(std::string_view kind, const Json& json, Pack& pack, Problems& problems) {
  if (kind == "pack") pack.info = read_as<PackInfo>(json, problems);
  if (kind == "documents") pack.documents = read_as<DocumentsFile>(json, problems).documents;
  if (kind == "measures") pack.measures = read_as<MeasuresFile>(json, problems).measures;
  if (kind == "words") pack.words = read_as<Words>(json, problems);
  if (kind == "topic") pack.topics.push_back(read_as<Topic>(json, problems));
  if (kind == "survey") pack.surveys.push_back(read_as<Survey>(json, problems));
  if (kind == "published") pack.published.push_back(read_as<Definition>(json, problems));
  if (kind == "equality") pack.equality_sets.push_back(read_as<EqualitySet>(json, problems));
  if (kind == "page") pack.pages.push_back(read_as<ReadingPage>(json, problems));
  if (kind == "places") {
    auto file = read_as<PlacesFile>(json, problems);
    pack.places = std::move(file.places);
    pack.populations = std::move(file.populations);
  }
}

// "$schema" is for editors of the file: it must be there and name the schema of the kind.
void take_schema(std::string_view kind, Json& json, Problems& problems) {
  const std::string ending = std::string(kind) + ".schema.json";
  const auto report = [&](const char* pointer) {
    problems.push_back({{"", 0, 0, pointer},
                        "This file needs \"$schema\" with the address of " + ending + ", so that editors can help."});
  };
  if (!json.is_object()) return;
  const auto member = json.find("$schema");
  if (member == json.end()) return report("");
  const std::string address = member->is_string() ? member->get<std::string>() : "";
  if (address.size() < ending.size() || address.substr(address.size() - ending.size()) != ending) report("/$schema");
  json.erase(member);
}

// Topics, surveys and pages are named by their files, so no two have one id.
void check_name(const SourceFile& file, const Json& json, Problems& problems) {
  const size_t slash = file.name.find('/');
  if (slash == std::string::npos || !json.is_object() || !json.contains("id")) return;
  const std::string name = file.name.substr(slash + 1, file.name.size() - slash - 6);
  if (json["id"] != name)
    problems.push_back(
        {{"", 0, 0, "/id"}, "The id and the name of the file differ. Write \"" + name + "\", or rename the file."});
}

// What nobody can see in a text: controls, and what turns the order of other characters round, so that a page would
// show something else than what stands in the file ("Trojan Source"). The marks around a text that is not translated
// are ours (content/translation.hpp).
void check_characters(const Json& json, const std::string& pointer, Problems& problems) {
  if (json.is_object()) {
    for (const auto& [name, value] : json.items()) check_characters(value, pointer_to(pointer, name), problems);
  } else if (json.is_array()) {
    for (size_t i = 0; i < json.size(); ++i) check_characters(json[i], pointer_to(pointer, i), problems);
  }
  if (!json.is_string()) return;
  std::string_view text = json.get_ref<const std::string&>();
  if (text.starts_with(foreign_start) && text.ends_with(foreign_end)) {
    text.remove_prefix(foreign_start.size());
    text.remove_suffix(foreign_end.size());
  }
  while (!text.empty()) {
    const char32_t c = take_character(text);
    if (is_control(c)) {
      problems.push_back(
          {{"", 0, 0, pointer}, "There is a control character (" + code_of(c) + ") in this text. Take it out."});
      return;
    }
    if (!turns_direction(c)) continue;
    problems.push_back(
        {{"", 0, 0, pointer},
         "There is a character (" + code_of(c) +
             ") in this text that cannot be seen and turns the order of others round. Take it out: every "
             "text has its own direction without it."});
    return;
  }
}

void place_problems(const SourceFile& file, Problems& from, Problems& to) {
  for (Problem& problem : from) {
    problem.place = locate(file.name, file.text, problem.place.pointer);
    to.push_back(std::move(problem));
  }
}

}  // namespace

Result<Translation> read_translation(const SourceFile& file) {
  if (!file.trouble.empty()) return Problems{{{file.name, 0, 0, ""}, file.trouble}};
  auto parsed = parse_json(file.name, file.text, file_limits);
  if (auto* unreadable = std::get_if<Problems>(&parsed)) return std::move(*unreadable);
  Problems found;
  Json& json = std::get<Json>(parsed);
  take_schema("translation", json, found);
  check_characters(json, "", found);
  auto translation = read_as<Translation>(json, found);
  if (found.empty()) return translation;
  Problems problems;
  place_problems(file, found, problems);
  return problems;
}

Result<Pack> load_pack(const std::vector<SourceFile>& files) {
  Pack pack;
  Problems problems;
  for (const char* needed : {"pack.json", "documents.json", "places.json", "measures.json", "words.json"}) {
    if (std::none_of(files.begin(), files.end(), [&](const SourceFile& file) { return file.name == needed; }))
      problems.push_back({{needed, 0, 0, ""}, "This file is missing. A pack needs it."});
  }
  for (const SourceFile& file : files) {
    if (!file.trouble.empty()) {
      problems.push_back({{file.name, 0, 0, ""}, file.trouble});
      continue;
    }
    const std::string_view kind = kind_of_file(file.name);
    if (kind.empty()) {
      problems.push_back({{file.name, 0, 0, ""}, fault_of_name(file.name)});
      continue;
    }
    if (kind == "translation") continue;  // another language, another pack
    auto parsed = parse_json(file.name, file.text, file_limits);
    if (auto* unreadable = std::get_if<Problems>(&parsed)) {
      problems.insert(problems.end(), unreadable->begin(), unreadable->end());
      continue;
    }
    Problems found;
    Json& json = std::get<Json>(parsed);
    take_schema(kind, json, found);
    check_characters(json, "", found);
    read_file(kind, json, pack, found);
    check_name(file, json, found);
    if (kind == "published" && found.empty() && name_of_file(kind, name_of(pack.published.back())) != file.name)
      found.push_back({{"", 0, 0, "/version"}, "The survey, its version and the name of the file differ."});
    place_problems(file, found, problems);
  }
  fill_in_equality(pack);
  // References are checked only when every file has its form; otherwise one slip would be reported many times.
  if (problems.empty()) {
    for (Problem& problem : check_references(pack)) {
      const auto file = std::find_if(files.begin(), files.end(),
                                     [&](const SourceFile& source) { return source.name == problem.place.file; });
      if (file != files.end()) problem.place = locate(file->name, file->text, problem.place.pointer);
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return problems;
  return pack;
}

}  // namespace roadshow::content
