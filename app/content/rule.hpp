// The parts that descriptions of types are made of (content/describe.hpp): rules for texts, the words of enumerations,
// and what kind of type a member has.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace roadshow {

// What a text may hold.
enum class Rule : uint8_t {
  any,     // anything, also nothing
  text,    // at least one character; what people read, so translations say it in their language
  name,    // at least one character, the same in every language: a file, a language's own name
  id,      // lower-case letters, digits and hyphens, starting with a letter, 64 at most
  code,    // as id, with underscores: answer codes, stable for ever
  month,   // 2022-04
  date,    // 2022-07-01
  lines,   // L1680 or L1703-1721 or L1158, L1682
  path,    // an address within the site, starting with /
  version  // 1, 2, 3 ... as text
};
bool follows(Rule rule, std::string_view text);
std::string_view sentence_of(Rule rule);  // "Use lower-case letters, ..."
std::string_view pattern_of(Rule rule);   // a regular expression for JSON Schema, empty for Rule::any

template <class T>
concept Enumeration = std::is_enum_v<T> && requires(T t) {
  words_of(t);
};

template <Enumeration T>
inline constexpr auto enumeration_words = words_of(T{});

template <Enumeration T>
std::string_view word(T value) {
  return enumeration_words<T>[static_cast<size_t>(value)];
}

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_variant : std::false_type {};
template <class... T>
struct is_variant<std::variant<T...>> : std::true_type {};

// A value that stays JSON: whoever reads it further knows what it is.
struct JsonPart {
  std::string text;
};

}  // namespace roadshow
