#include "cli/translate.hpp"

#include <algorithm>
#include <iostream>

#include "cli/pack_folder.hpp"
#include "content/translation.hpp"

namespace roadshow::cli {

int run_translate(const TranslateOptions& options) {
  const auto packs = packs_in(options.content);
  const std::string name = options.pack.empty() && packs.size() == 1 ? packs.front() : options.pack;
  const auto files = read_pack_folder(options.content, name);
  const auto loaded = content::load_pack(files);
  const auto* pack = std::get_if<content::Pack>(&loaded);
  const content::Language* language = nullptr;
  for (size_t i = 1; pack && i < pack->info.languages.size(); ++i) {
    if (pack->info.languages[i].code == options.language) language = &pack->info.languages[i];
  }
  if (!language) {
    std::cerr << "Say which pack and which language. pack.json names its languages; roadshow check says what else is "
                 "wrong.\n";
    return 1;
  }
  // A language that has no files yet is wholly untranslated.
  std::vector<content::SourceFile> all = files;
  for (const std::string& file : {"translations/" + language->code + ".json", "words." + language->code + ".json"}) {
    if (std::none_of(all.begin(), all.end(), [&](const auto& one) { return one.name == file; }))
      all.push_back({file, R"({"$schema": "translation.schema.json", "language": ")" + language->code +
                               R"(", "approved": false, "texts": []})"});
  }
  const auto made = content::edition_of(*pack, all, *language);
  if (const auto* problems = std::get_if<Problems>(&made)) {
    for (const Problem& problem : *problems) std::cerr << to_line(problem) << "\n";
    return 1;
  }
  for (const content::TranslatedText& one : std::get<content::Edition>(made).untranslated)
    std::cout << Writer::to_text(one) << ",\n";
  return 0;
}

}  // namespace roadshow::cli
