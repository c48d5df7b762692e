// The words of the interface, in one language: content/shared/words.<language>.json. Nothing a person reads is in code.
//
// The enumeration Word is made from the English file (cmake/texts.cmake): a new text is one line there.
//
// A word may hold {places} that fill() replaces. A word with a count has one form for each plural of its language
// (content/plural.hpp), set apart by bars: "{n} answer waits.|{n} answers wait."
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "content/describe.hpp"
#include "generated/word.hpp"

namespace roadshow::content {

struct Words {
  std::array<std::string, words_of(Word{}).size()> text;

  const std::string& operator[](Word word) const { return text[static_cast<size_t>(word)]; }
};

template <class V>
void describe(V& v, Words& words) {
  constexpr auto names = words_of(Word{});
  for (size_t i = 0; i < names.size(); ++i) v.required(names[i], words.text[i], Rule::text, "words of the interface.");
}

// `text` with each {name} replaced. A name without a value stays as it is, so that it is seen.
std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace roadshow::content
