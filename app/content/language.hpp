// The languages of a pack, and how their addresses begin.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "content/describe.hpp"

namespace roadshow::content {

struct Pack;

// A writing system.
enum class Script { latin, arabic, gurmukhi };
constexpr auto words_of(Script) { return std::array{"latin", "arabic", "gurmukhi"}; }
inline bool is_right_to_left(Script script) { return script == Script::arabic; }

// A language that the pack can be read in.
struct Language {
  std::string code;  // ur: also the start of its addresses, but for the language the pack is written in
  std::string name;  // in itself: "اردو"
  Script script = Script::latin;
};
template <class V>
void describe(V& v, Language& language) {
  v.required("code", language.code, Rule::id, "the code of the language, like ur.");
  v.required("name", language.name, Rule::name, "the name of the language in that language.");
  v.required("script", language.script, Rule::any, "latin, arabic or gurmukhi.");
}

// The language of the texts of this pack, and the one the pack is written in.
Language language_of(const Pack& pack);
Language source_language_of(const Pack& pack);
// What addresses start with in a language of the pack: "/ur"; nothing for the language the pack is written in.
std::string prefix_of(const Pack& pack, std::string_view language);

}  // namespace roadshow::content
