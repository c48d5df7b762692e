#include "content/pack.hpp"

namespace roadshow::content {

Language source_language_of(const Pack& pack) {
  const auto& all = pack.info.languages;
  return all.empty() ? Language{pack.info.language, "", Script::latin} : all.front();
}

Language language_of(const Pack& pack) {
  for (const Language& language : pack.info.languages) {
    if (language.code == pack.info.language) return language;
  }
  return source_language_of(pack);
}

std::string prefix_of(const Pack& pack, std::string_view language) {
  return language == source_language_of(pack).code ? std::string() : "/" + std::string(language);
}

void fill_in_equality(Pack& pack) {
  for (Survey& survey : pack.surveys) {
    if (!survey.equality) continue;
    survey.equality->questions.clear();
    for (const std::string& id : survey.equality->sets) {
      if (const EqualitySet* set = find(pack.equality_sets, id))
        survey.equality->questions.insert(survey.equality->questions.end(), set->questions.begin(),
                                          set->questions.end());
    }
  }
}

}  // namespace roadshow::content
