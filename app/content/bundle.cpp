#include "content/bundle.hpp"

namespace roadshow::content {
namespace {

struct Published {
  std::vector<Definition> definitions;
};
template <class V>
void describe(V& v, Published& published) {
  v.required("definitions", published.definitions, Rule::any, "");
}

}  // namespace

// A new kind of file stands here, in each_part() and in schema_files().
template <class V>
void describe(V& v, Pack& pack) {
  v.required("pack", pack.info, Rule::any, "");
  v.required("documents", pack.documents, Rule::any, "");
  v.required("places", pack.places, Rule::any, "");
  v.required("populations", pack.populations, Rule::any, "");
  v.required("measures", pack.measures, Rule::any, "");
  v.required("topics", pack.topics, Rule::any, "");
  v.required("surveys", pack.surveys, Rule::any, "");
  v.required("equality", pack.equality_sets, Rule::any, "");
  v.required("pages", pack.pages, Rule::any, "");
  v.required("words", pack.words, Rule::any, "");
}

std::string to_bundle(const Pack& pack) { return Writer::to_text(pack); }

Result<Pack> load_bundle(std::string_view bundle) {
  auto result = read_written<Pack>("bundle.json", bundle);
  if (auto* pack = std::get_if<Pack>(&result)) fill_in_equality(*pack);
  return result;
}

std::string to_published_bundle(const std::vector<Definition>& definitions) {
  return Writer::to_text(Published{definitions});
}

Result<std::vector<Definition>> load_published(std::string_view bundle) {
  auto result = read_written<Published>("published.json", bundle);
  if (auto* problems = std::get_if<Problems>(&result)) return std::move(*problems);
  return std::move(std::get<Published>(result).definitions);
}

}  // namespace roadshow::content
