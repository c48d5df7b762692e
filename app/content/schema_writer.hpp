// JSON Schema (draft-07) from the descriptions of types, for the editors that communications staff write content in.
#pragma once

#include <string>
#include <vector>

#include "content/describe.hpp"

namespace roadshow::content {

// One schema file: "measures.schema.json" and its text.
struct SchemaFile {
  std::string name;
  std::string text;
};

// A schema for each kind of file of a pack.
std::vector<SchemaFile> schema_files();

// Describes a type as a schema. A visitor for describe().
class SchemaWriter {
 public:
  template <class T>
  void required(const char* name, T& /*value*/, Rule rule, const char* meaning) {
    add<T>(name, rule, std::string("Needed: ") + meaning);
    needed.push_back(name);
  }
  template <class T>
  void optional(const char* name, T& /*value*/, Rule rule, const char* meaning) {
    add<T>(name, rule, meaning);
  }

  template <class T>
  static Json schema_of(Rule rule) {
    if constexpr (std::is_same_v<T, std::string>) {
      Json schema = {{"type", "string"}};
      if (!pattern_of(rule).empty()) schema["pattern"] = std::string(pattern_of(rule));
      return schema;
    } else if constexpr (std::is_same_v<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T>) {
      return {{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T>) {
      return {{"type", "number"}};
    } else if constexpr (is_optional<T>::value) {
      return {{"anyOf", Json::array({schema_of<typename T::value_type>(rule), Json{{"type", "null"}}})}};
    } else if constexpr (is_vector<T>::value) {
      return {{"type", "array"}, {"items", schema_of<typename T::value_type>(rule)}};
    } else if constexpr (Enumeration<T>) {
      Json words = Json::array();
      for (const char* one : words_of(T{})) words.push_back(one);
      return {{"enum", words}};
    } else if constexpr (is_variant<T>::value) {
      return one_of(static_cast<T*>(nullptr));
    } else {
      T value{};
      SchemaWriter inner;
      describe(inner, value);
      return inner.object();
    }
  }

  Json object() const {
    return {{"type", "object"}, {"properties", properties}, {"required", needed}, {"additionalProperties", false}};
  }

  Json properties = Json::object();
  std::vector<std::string> needed;

 private:
  template <class T>
  void add(const char* name, Rule rule, std::string meaning) {
    Json schema = schema_of<T>(rule);
    if (!meaning.empty()) schema["description"] = std::move(meaning);
    properties[name] = std::move(schema);
  }

  template <class... T>
  static Json one_of(std::variant<T...>* /*type*/) {
    Json alternatives = Json::array();
    const auto add_one = [&](auto* tag) {
      using Alternative = std::remove_pointer_t<decltype(tag)>;
      Json schema = schema_of<Alternative>(Rule::any);
      schema["properties"]["type"] = {{"const", Alternative::type}};
      schema["required"].push_back("type");
      alternatives.push_back(std::move(schema));
    };
    (add_one(static_cast<T*>(nullptr)), ...);
    return {{"oneOf", alternatives}};
  }
};

}  // namespace roadshow::content
