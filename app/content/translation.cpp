#include "content/translation.hpp"

#include <algorithm>
#include <map>

#include "content/check.hpp"
#include "content/plural.hpp"
#include "content/tokens.hpp"

namespace roadshow::content {
namespace {

using EachText = std::function<void(const std::string& id, std::string& text)>;

template <class T>
concept HasId = requires(T item) {
  item.id;
};
template <class T>
concept HasCode = requires(T item) {
  item.code;
};

// Visits the texts of a type by its description. The id of a text is the way to it: names of fields, and in lists the
// id or code of the entry, or its number from 1.
class TextVisitor {
 public:
  TextVisitor(std::string path, const EachText& each) : path_(std::move(path)), each_(each) {}

  template <class T>
  void required(const char* name, T& value, Rule rule, const char* /*meaning*/) {
    visit(path_.empty() ? name : path_ + "." + name, value, rule);
  }
  template <class T>
  void optional(const char* name, T& value, Rule rule, const char* meaning) {
    required(name, value, rule, meaning);
  }

 private:
  template <class T>
  void visit(const std::string& path, T& value, Rule rule) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (rule == Rule::text && !value.empty()) each_(path, value);
    } else if constexpr (is_optional<T>::value) {
      if (value) visit(path, *value, rule);
    } else if constexpr (is_vector<T>::value) {
      for (size_t i = 0; i < value.size(); ++i) visit(path + "." + name_of(value[i], i), value[i], rule);
    } else if constexpr (is_variant<T>::value) {
      std::visit([&](auto& one) { visit(path, one, rule); }, value);
    } else if constexpr (std::is_class_v<T>) {
      TextVisitor inner(path, each_);
      describe(inner, value);
    }
  }

  template <class T>
  static std::string name_of(const T& item, size_t place) {
    if constexpr (HasId<T>) {
      return item.id;
    } else if constexpr (HasCode<T>) {
      return item.code;
    } else {
      return std::to_string(place + 1);
    }
  }

  std::string path_;
  const EachText& each_;
};

// "{waiting-list}" and "1,000" have nothing to translate.
bool has_words(std::string_view text) {
  bool within = false;
  for (const char c : text) {
    if (c == '{') within = true;
    if (c == '}') within = false;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter && !within) return true;
  }
  return false;
}

// The {places} of a text, each once; plural forms may repeat them.
std::vector<std::string> places_of(std::string_view text) {
  std::vector<std::string> places = tokens_of(text);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// What is wrong with a translation; empty when nothing is.
std::string fault_of(std::string_view source, std::string_view text, std::string_view language) {
  if (places_of(source) != places_of(text)) return "The {places} of this translation are not those of its source.";
  if (forms_in(source) > 1 && forms_in(text) != 1 && forms_in(text) != plural_forms(language))
    return "This word needs " + std::to_string(plural_forms(language)) + " plural forms, set apart by bars.";
  return "";
}

// One file of translations, as far as it can be read.
struct Loaded {
  const SourceFile* file = nullptr;
  Translation translation;
};

class Translator {
 public:
  Translator(const Pack& source, const std::vector<SourceFile>& files, const Language& language)
      : source_(source), files_(files), language_(language) {}

  Result<Edition> run() {
    read("translations/" + language_.code + ".json");
    read("words." + language_.code + ".json");
    if (!problems_.empty()) return std::move(problems_);
    Edition edition{source_, {}, {}};
    each_text(edition.pack, [&](const std::string& id, std::string& text) { translate(id, text, edition); });
    for (const Loaded& loaded : loaded_) {
      const auto& texts = loaded.translation.texts;
      for (size_t i = 0; i < texts.size(); ++i) {
        if (!known_.count(texts[i].id)) report(problems_, loaded, i, "There is no text with this id any more.");
      }
      edition.pack.info.draft = edition.pack.info.draft || !loaded.translation.approved;
    }
    edition.pack.info.language = language_.code;
    fill_in_equality(edition.pack);
    if (!problems_.empty()) return std::move(problems_);
    return edition;
  }

 private:
  struct Found {
    size_t file = 0;
    size_t place = 0;
  };

  void read(const std::string& name) {
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const auto& one) { return one.name == name; });
    if (file == files_.end()) {
      problems_.push_back(
          {{name, 0, 0, ""}, "This file is missing. The pack says that it can be read in this language."});
      return;
    }
    auto translation = read_translation(*file);
    if (auto* problems = std::get_if<Problems>(&translation)) {
      problems_.insert(problems_.end(), problems->begin(), problems->end());
      return;
    }
    Loaded loaded{&*file, std::get<Translation>(std::move(translation))};
    const auto& texts = loaded.translation.texts;
    for (size_t i = 0; i < texts.size(); ++i) {
      if (!texts_.emplace(texts[i].id, Found{loaded_.size(), i}).second)
        report(problems_, loaded, i, "This id stands above already.");
    }
    if (loaded.translation.language != language_.code)
      problems_.push_back(
          {locate(file->name, file->text, "/language"), "The language and the name of the file differ."});
    loaded_.push_back(std::move(loaded));
  }

  void translate(const std::string& id, std::string& text, Edition& edition) {
    known_[id] = true;
    const auto found = texts_.find(id);
    if (found != texts_.end()) {
      const Loaded& loaded = loaded_[found->second.file];
      const TranslatedText& one = loaded.translation.texts[found->second.place];
      if (one.source == hash_of(text)) {
        if (const std::string fault = fault_of(text, one.text, language_.code); !fault.empty())
          report(problems_, loaded, found->second.place, fault);
        text = one.text;
        return;
      }
      report(edition.stale, loaded, found->second.place,
             "\"" + id + "\" was translated from another text than \"" + text + "\". Look at it again.");
    }
    if (!has_words(text)) return;
    edition.untranslated.push_back({id, hash_of(text), text});
    text = std::string(foreign_start) + text + std::string(foreign_end);
  }

  static void report(Problems& problems, const Loaded& loaded, size_t text, std::string sentence) {
    problems.push_back({locate(loaded.file->name, loaded.file->text, pointer_to("/texts", text)), std::move(sentence)});
  }

  const Pack& source_;
  const std::vector<SourceFile>& files_;
  const Language& language_;
  std::vector<Loaded> loaded_;
  std::map<std::string, Found> texts_;
  std::map<std::string, bool> known_;
  Problems problems_;
};

}  // namespace

std::string hash_of(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  static constexpr char digits[] = "0123456789abcdef";
  std::string shown(8, '0');
  for (size_t i = 8; i-- > 0; hash >>= 4) shown[i] = digits[hash & 15];
  return shown;
}

void each_text(Pack& pack, const EachText& each) {
  each_part(pack, [&](std::string_view kind, const std::string& id, auto& part) {
    // Parts that are lists ("measures.json") are named by the list, the others by their kind and id.
    const bool list = kind == "documents" || kind == "places" || kind == "measures";
    TextVisitor visitor(list ? std::string() : std::string(kind) + (id.empty() ? "" : "." + id), each);
    describe(visitor, part);
  });
}

Result<Edition> edition_of(const Pack& pack, const std::vector<SourceFile>& files, const Language& language) {
  return Translator(pack, files, language).run();
}

std::vector<SourceFile> files_of(const Pack& pack) {
  std::vector<SourceFile> files;
  Pack copy = pack;
  each_part(copy, [&](std::string_view kind, const std::string& id, auto& part) {
    std::string text;
    Writer writer(text);
    writer.add("$schema", std::string(kind) + ".schema.json");
    writer.take(part);
    writer.close();
    files.push_back({name_of_file(kind, id), std::move(text)});
  });
  return files;
}

}  // namespace roadshow::content
