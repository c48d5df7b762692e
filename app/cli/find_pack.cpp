#include "cli/find_pack.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/pack_folder.hpp"
#include "cli/say.hpp"
#include "content/bundle.hpp"

namespace roadshow::cli {
namespace {

Problems problem(std::string sentence) { return {{{}, std::move(sentence)}}; }

// `prefix` is that of a language: "" or "/ur".
Result<content::Pack> from_site(const std::string& folder, const std::string& prefix) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    return problem("There is no folder " + folder + ". Build the site first: roadshow build --help");
  std::ifstream file(folder + prefix + "/bundle.json", std::ios::binary);
  if (!file)
    return problem("The folder " + folder + prefix +
                   " holds no site: bundle.json is missing. Build it first: roadshow build --help");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return content::load_bundle(text);
}

}  // namespace

Result<std::string> find_pack_name(const std::string& content, const std::string& pack) {
  const std::vector<std::string> packs = packs_in(content);
  if (packs.empty()) return problem("The folder " + content + " holds no content pack.");
  std::string known;
  for (const std::string& one : packs) known += (known.empty() ? "" : ", ") + one;
  const std::string name = pack.empty() && packs.size() == 1 ? packs.front() : pack;
  if (name.empty()) return problem("Say which pack with --pack. There is: " + known + ".");
  if (std::find(packs.begin(), packs.end(), name) == packs.end())
    return problem("There is no pack \"" + name + "\". There is: " + known + ".");
  return name;
}

Result<content::Pack> find_pack(const PackPlace& place) {
  if (!place.site.empty()) return from_site(place.site, "");
  const auto name = find_pack_name(place.content, place.pack);
  if (const auto* problems = std::get_if<Problems>(&name)) return *problems;
  return content::load_pack(read_pack_folder(place.content, std::get<std::string>(name)));
}

Result<std::vector<content::Pack>> packs_of_site(const std::string& site) {
  auto first = from_site(site, "");
  if (auto* problems = std::get_if<Problems>(&first)) return std::move(*problems);
  std::vector<content::Pack> packs = {std::move(std::get<content::Pack>(first))};
  const std::vector<content::Language> languages = packs.front().info.languages;
  for (size_t i = 1; i < languages.size(); ++i) {
    auto other = from_site(site, content::prefix_of(packs.front(), languages[i].code));
    if (auto* problems = std::get_if<Problems>(&other)) return std::move(*problems);
    packs.push_back(std::move(std::get<content::Pack>(other)));
  }
  return packs;
}

Result<std::vector<content::Definition>> published_of_site(const std::string& site) {
  std::ifstream file(site + "/published.json", std::ios::binary);
  if (!file) return std::vector<content::Definition>();
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return content::load_published(text);
}

Result<content::Survey> find_survey(const content::Pack& pack, const std::string& id) {
  if (const auto* survey = content::find(pack.surveys, id)) return *survey;
  std::string known;
  for (const auto& survey : pack.surveys) known += (known.empty() ? "" : ", ") + survey.id;
  return problem("There is no survey \"" + id + "\". There is: " + (known.empty() ? "none" : known) + ".");
}

int print(const Problems& problems) {
  for (const Problem& problem : problems) {
    const std::string line = problem.place.file.empty() ? problem.sentence : to_line(problem);
    fail(line);
  }
  return 1;
}

}  // namespace roadshow::cli
