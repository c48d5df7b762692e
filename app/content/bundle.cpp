#include "content/bundle.hpp"

namespace roadshow {

// The words of the interface go by their places. Their names would be a quarter of the content, and as much in the
// program.
using WordTexts = decltype(content::Words::text);

template <>
constexpr Type make_type<WordTexts>() {
  Type type{Type::Kind::list, sizeof(WordTexts)};
  type.count = std::tuple_size_v<WordTexts>;
  type.inner = &type_of<std::string>;
  type.make = [](void* value, size_t i) -> void* {
    WordTexts& texts = *static_cast<WordTexts*>(value);
    return i < texts.size() ? &texts[i] : nullptr;
  };
  type.held = [](const void* value) -> HeldItems {
    const WordTexts& texts = *static_cast<const WordTexts*>(value);
    return {texts.data(), texts.size()};
  };
  return type;
}

namespace content {
namespace {

// Of the names of the words in their order (FNV-1a, as a number that every reader takes): those of the program and of
// the content must be the same.
constexpr int order_of_words() {
  uint32_t hash = 2166136261U;
  for (const char* name : words_of(Word{})) {
    for (const char* c = name; *c; ++c) hash = (hash ^ static_cast<unsigned char>(*c)) * 16777619U;
    hash = hash * 16777619U;
  }
  return static_cast<int>(hash % 1'000'000'000U);
}

struct Bundle {
  Pack pack;
  int word_order = 0;
};
// A new kind of file stands here, in each_part() and in schema_files().
template <class V>
void describe(V& v, Bundle& bundle) {
  Pack& pack = bundle.pack;
  v.required("pack", pack.info, Rule::any, "");
  v.required("documents", pack.documents, Rule::any, "");
  v.required("places", pack.places, Rule::any, "");
  v.required("populations", pack.populations, Rule::any, "");
  v.required("measures", pack.measures, Rule::any, "");
  v.required("topics", pack.topics, Rule::any, "");
  v.required("surveys", pack.surveys, Rule::any, "");
  v.required("equality", pack.equality_sets, Rule::any, "");
  v.required("pages", pack.pages, Rule::any, "");
  v.required("words", pack.words.text, Rule::any, "");
  v.required("wordOrder", bundle.word_order, Rule::any, "");
}

struct Published {
  std::vector<Definition> definitions;
};
template <class V>
void describe(V& v, Published& published) {
  v.required("definitions", published.definitions, Rule::any, "");
}

}  // namespace

std::string to_bundle(const Pack& pack) { return Writer::to_text(Bundle{pack, order_of_words()}); }

Result<Pack> load_bundle(std::string_view text) {
  auto result = read_written<Bundle>("bundle.json", text);
  if (auto* problems = std::get_if<Problems>(&result)) return std::move(*problems);
  Bundle& bundle = std::get<Bundle>(result);
  constexpr int order = order_of_words();
  if (bundle.word_order != order)
    return Problems{{{"bundle.json", 0, 0, "/wordOrder"},
                     "The words of the interface are of another version than the program. Build the site again."}};
  fill_in_equality(bundle.pack);
  return std::move(bundle.pack);
}

std::string to_published_bundle(const std::vector<Definition>& definitions) {
  return Writer::to_text(Published{definitions});
}

Result<std::vector<Definition>> load_published(std::string_view bundle) {
  auto result = read_written<Published>("published.json", bundle);
  if (auto* problems = std::get_if<Problems>(&result)) return std::move(*problems);
  return std::move(std::get<Published>(result).definitions);
}

}  // namespace content
}  // namespace roadshow
