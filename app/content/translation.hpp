// A pack in another language: one file of translations for the pack (translations/ur.json) and one for the words of the
// interface (shared/words.ur.json), both of this kind.
//
// A text is found by its id, the way to it in the content: "pack.home.heading",
// "survey.icp-strategy.questions.where_live.text", "words.skipToContent". `source` is the hash of the text that was
// translated: when that text has changed, the translation is stale, and the page shows the new text as it is.
//
// A text without a (fresh) translation stays in the language of the pack, between two marks: U+2068 and U+2069, which
// isolate it in its line. html/language.cpp turns the marks into lang and dir, so that a screen reader says it in its
// own language.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/load.hpp"

namespace roadshow::content {

inline constexpr std::string_view foreign_start = "\xE2\x81\xA8";  // U+2068 FIRST STRONG ISOLATE
inline constexpr std::string_view foreign_end = "\xE2\x81\xA9";    // U+2069 POP DIRECTIONAL ISOLATE

struct TranslatedText {
  std::string id;
  std::string source;  // hash_of() the text that was translated
  std::string text;
};
template <class V>
void describe(V& v, TranslatedText& one) {
  v.required("id", one.id, Rule::name, "where the text stands, like pack.home.heading.");
  v.required("source", one.source, Rule::name,
             "the hash of the text that was translated. roadshow translate prints it.");
  v.required("text", one.text, Rule::text, "the translation.");
}

struct Translation {
  std::string language;
  bool approved = false;
  std::vector<TranslatedText> texts;
};
template <class V>
void describe(V& v, Translation& translation) {
  v.required("language", translation.language, Rule::id, "the code of the language, like ur.");
  v.required("approved", translation.approved, Rule::any,
             "false until a speaker of the language has read and approved the texts. Pages say so until then.");
  v.required("texts", translation.texts, Rule::any, "the translations.");
}

// Eight hexadecimal digits (FNV-1a) that change when the text does.
std::string hash_of(std::string_view text);

// Calls `each` with the id of every text that people read and with the text, which it may change.
void each_text(Pack& pack, const std::function<void(const std::string& id, std::string& text)>& each);

// A pack in one of its languages.
struct Edition {
  Pack pack;
  Problems stale;                            // translations of texts that have changed since, each with its place
  std::vector<TranslatedText> untranslated;  // texts that have none (or a stale one): id, hash, text of the source
};

// `pack` was made from `files`, which hold the translations. Problems: an id that names no text, a text whose {places}
// differ from those of its source, a plural form too few or too many, no file for the language.
Result<Edition> edition_of(const Pack& pack, const std::vector<SourceFile>& files, const Language& language);

// The files of a pack without the translations, for the bundle of one language.
std::vector<SourceFile> files_of(const Pack& pack);

}  // namespace roadshow::content
