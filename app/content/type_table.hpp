// The fields of a type as a table, made from its description: one piece of code walks the tables of all types, where
// visitors are stamped out for each. What goes to the browser reads and writes by these.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "content/problem.hpp"
#include "content/rule.hpp"

namespace roadshow {

struct Type;

struct Field {
  const char* name;
  const Type* type;
  size_t offset;  // within the value
  bool needed;    // else left out where it holds nothing
};

// What a container holds. Of a variant, `count` is the place of the alternative that it holds.
struct HeldItems {
  const void* first;
  size_t count;
};

struct Type {
  enum class Kind : uint8_t { text, flag, whole, number, word, part, optional, list, variant, object };

  Kind kind;
  size_t size;                                // in bytes
  const char* const* words = nullptr;         // of an enumeration; of a variant: what "type" says
  size_t count = 0;                           // of words
  const Type* inner = nullptr;                // of an optional value, of the values of a list
  const Type* const* alternatives = nullptr;  // of a variant
  void* (*make)(void*, size_t) = nullptr;     // puts a value in: the first, one more, the alternative of this place
  HeldItems (*held)(const void*) = nullptr;   // what is in it
  const std::vector<Field>& (*fields)() = nullptr;  // of an object, sorted by name
};

template <class T>
constexpr Type make_type();

template <class T>
inline constexpr Type type_of = make_type<T>();

// A visitor for describe() that notes where each member is.
class FieldList {
 public:
  FieldList(std::vector<Field>& fields, const void* start) : fields_(fields), start_(static_cast<const char*>(start)) {}

  template <class T>
  void required(const char* name, T& member, Rule /*rule*/, const char* /*meaning*/) {
    add(name, type_of<T>, &member, true);
  }
  template <class T>
  void optional(const char* name, T& member, Rule /*rule*/, const char* /*meaning*/) {
    add(name, type_of<T>, &member, false);
  }

  void sort();

 private:
  void add(const char* name, const Type& type, const void* member, bool needed);

  std::vector<Field>& fields_;
  const char* start_;
};

template <class T>
const std::vector<Field>& fields_of() {
  static const std::vector<Field> fields = [] {
    // Only addresses are taken: no value is made.
    union Place {
      Place() : nothing() {}
      ~Place() {}
      char nothing;
      T value;
    } place;
    std::vector<Field> list;
    FieldList visitor(list, &place.value);
    describe(visitor, place.value);
    visitor.sort();
    return list;
  }();
  return fields;
}

template <class T>
struct VariantTable;
template <class... T>
struct VariantTable<std::variant<T...>> {
  static constexpr const char* names[] = {T::type...};
  static constexpr const Type* types[] = {&type_of<T>...};

  static void* make(void* value, size_t index) {
    auto& variant = *static_cast<std::variant<T...>*>(value);
    void* made = nullptr;
    size_t place = 0;
    ((place++ == index ? void(made = &variant.template emplace<T>()) : void()), ...);
    return made;
  }
  static HeldItems held(const void* value) {
    const auto& variant = *static_cast<const std::variant<T...>*>(value);
    return {std::visit([](const auto& alternative) -> const void* { return &alternative; }, variant), variant.index()};
  }
};

template <class T>
constexpr Type make_type() {
  using Kind = Type::Kind;
  if constexpr (std::is_same_v<T, std::string>) {
    return {Kind::text, sizeof(T)};
  } else if constexpr (std::is_same_v<T, bool>) {
    return {Kind::flag, sizeof(T)};
  } else if constexpr (std::is_integral_v<T>) {
    return {Kind::whole, sizeof(T)};
  } else if constexpr (std::is_floating_point_v<T>) {
    return {Kind::number, sizeof(T)};
  } else if constexpr (std::is_same_v<T, JsonPart>) {
    return {Kind::part, sizeof(T)};
  } else if constexpr (Enumeration<T>) {
    return {Kind::word, sizeof(T), enumeration_words<T>.data(), enumeration_words<T>.size()};
  } else if constexpr (is_optional<T>::value) {
    Type type{Kind::optional, sizeof(T)};
    type.inner = &type_of<typename T::value_type>;
    type.make = [](void* value, size_t) -> void* { return &static_cast<T*>(value)->emplace(); };
    type.held = [](const void* value) -> HeldItems {
      const T& optional = *static_cast<const T*>(value);
      return optional ? HeldItems{&*optional, 1} : HeldItems{nullptr, 0};
    };
    return type;
  } else if constexpr (is_vector<T>::value) {
    Type type{Kind::list, sizeof(T)};
    type.inner = &type_of<typename T::value_type>;
    type.make = [](void* value, size_t) -> void* { return &static_cast<T*>(value)->emplace_back(); };
    type.held = [](const void* value) -> HeldItems {
      const T& list = *static_cast<const T*>(value);
      return {list.data(), list.size()};
    };
    return type;
  } else if constexpr (is_variant<T>::value) {
    using Table = VariantTable<T>;
    Type type{Kind::variant, sizeof(T), Table::names, std::size(Table::names)};
    type.alternatives = Table::types;
    type.make = Table::make;
    type.held = Table::held;
    return type;
  } else {
    Type type{Kind::object, sizeof(T)};
    type.fields = fields_of<T>;
    return type;
  }
}

// Whether an optional field with this value is left out: an empty text or list, nothing, false, nought, the first word.
bool is_empty(const Type& type, const void* value);

int64_t whole_at(const void* value, size_t size);
double number_at(const void* value, size_t size);

// Reads JSON text that a program of ours wrote into `value`, which is new. The first thing that cannot be read ends it:
// a Problem. It holds types and names against the description; the rules for texts were held by whoever wrote it.
std::optional<Problem> read_written(std::string_view file, std::string_view text, const Type& type, void* value);

template <class T>
Result<T> read_written(std::string_view file, std::string_view text) {
  Result<T> result;
  if (auto problem = read_written(file, text, type_of<T>, &std::get<T>(result))) return Problems{*std::move(problem)};
  return result;
}

}  // namespace roadshow
