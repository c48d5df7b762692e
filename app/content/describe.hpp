// One description of each type of content, read five ways.
//
// A type says once which fields it has, with a rule and a sentence for each:
//
//   template <class V> void describe(V& v, Target& target) {
//     v.required("value", target.value, Rule::any, "The level to reach.");
//     v.optional("label", target.label, Rule::text, "The word used beside the mark.");
//   }
//
// and a visitor does the rest: Reader (JSON to value, with a Problem for every fault: what people write), the table of
// the type (content/type_table.hpp), by which Writer (value to JSON text) and read_written() (that text to value, in
// the browser too) go, and SchemaWriter (the JSON Schema that editors use, content/schema_writer.hpp). So none can
// drift from another.
//
// Enumerations give their words in order: `constexpr auto words_of(Unit) { return std::array{"percent", "days"}; }`.
// A variant is an object whose "type" names the alternative: each alternative has `static constexpr const char* type`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/json_text.hpp"
#include "content/problem.hpp"
#include "content/rule.hpp"
#include "content/type_table.hpp"

namespace roadshow {

// JSON to values. Every fault is a Problem with its pointer; reading goes on, so that an editor sees them all at once.
class Reader {
 public:
  Reader(const Json& json, std::string pointer, Problems& problems)
      : json_(json), pointer_(std::move(pointer)), problems_(problems) {}

  template <class T>
  void required(const char* name, T& out, Rule rule, const char* meaning) {
    if (const Json* member = find(name)) {
      read(*member, pointer_to(pointer_, name), out, rule);
    } else {
      report(pointer_, std::string("This needs \"") + name + "\": " + meaning);
    }
  }

  template <class T>
  void optional(const char* name, T& out, Rule rule, const char* /*meaning*/) {
    if (const Json* member = find(name)) read(*member, pointer_to(pointer_, name), out, rule);
  }

  template <class T>
  void read(const Json& json, const std::string& pointer, T& out, Rule rule) {
    if constexpr (std::is_same_v<T, std::string>) {
      read_text(json, pointer, out, rule);
    } else if constexpr (std::is_same_v<T, bool>) {
      read_bool(json, pointer, out);
    } else if constexpr (std::is_integral_v<T>) {
      int64_t number = 0;
      if (read_integer(json, pointer, number)) out = static_cast<T>(number);
    } else if constexpr (std::is_floating_point_v<T>) {
      double number = 0;
      if (read_number(json, pointer, number)) out = static_cast<T>(number);
    } else if constexpr (is_optional<T>::value) {
      if (json.is_null()) {
        out.reset();
      } else {
        read(json, pointer, out.emplace(), rule);
      }
    } else if constexpr (is_vector<T>::value) {
      if (!is_list(json, pointer)) return;
      out.reserve(json.size());
      for (size_t i = 0; i < json.size(); ++i) read(json[i], pointer_to(pointer, i), out.emplace_back(), rule);
    } else if constexpr (Enumeration<T>) {
      static constexpr auto words = words_of(T{});
      if (const int index = read_word(json, pointer, words.data(), words.size()); index >= 0)
        out = static_cast<T>(index);
    } else if constexpr (is_variant<T>::value) {
      read_variant(json, pointer, out);
    } else {
      if (!is_object(json, pointer)) return;
      Reader inner(json, pointer, problems_);
      describe(inner, out);
      inner.refuse_unknown();
    }
  }

  void report(const std::string& pointer, std::string sentence);
  // Called after describe(): every member that no field asked for is a problem, with the nearest known name.
  void refuse_unknown();
  void allow(const char* name) { known_.push_back(name); }

 private:
  const Json* find(const char* name);
  bool is_object(const Json& json, const std::string& pointer);
  bool is_list(const Json& json, const std::string& pointer);
  void read_text(const Json& json, const std::string& pointer, std::string& out, Rule rule);
  void read_bool(const Json& json, const std::string& pointer, bool& out);
  bool read_integer(const Json& json, const std::string& pointer, int64_t& out);
  bool read_number(const Json& json, const std::string& pointer, double& out);
  int read_word(const Json& json, const std::string& pointer, const char* const* words, size_t count);
  std::string type_of(const Json& json, const std::string& pointer);
  void report_type(const std::string& pointer, const std::string& found, const std::string& known);

  template <class... T>
  void read_variant(const Json& json, const std::string& pointer, std::variant<T...>& out) {
    if (!is_object(json, pointer)) return;
    const std::string type = type_of(json, pointer);
    if (type.empty()) return;
    bool found = false;
    std::string known;
    const auto attempt = [&](auto* tag) {
      using Alternative = std::remove_pointer_t<decltype(tag)>;
      known += std::string(known.empty() ? "" : ", ") + Alternative::type;
      if (found || type != Alternative::type) return;
      found = true;
      Reader inner(json, pointer, problems_);
      inner.allow("type");
      describe(inner, out.template emplace<Alternative>());
      inner.refuse_unknown();
    };
    (attempt(static_cast<T*>(nullptr)), ...);
    if (!found) report_type(pointer, type, known);
  }

  const Json& json_;
  std::string pointer_;
  Problems& problems_;
  std::vector<const char*> known_;
};

// Values to JSON: compact text, the members of every object sorted by name. Optional fields that hold nothing are left
// out. All goes to the end of one text, with no tree of values on the way, because the endpoint writes three of these
// for every response.
//
//   std::string text;
//   Writer writer(text);
//   writer.take(target);
//   writer.add("more", std::vector{"a"s, "b"s});
//   writer.close();
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) { out_ += '{'; }

  template <class T>
  void required(const char* name, const T& value, Rule /*rule*/, const char* /*meaning*/) {
    add(name, value);
  }
  template <class T>
  void optional(const char* name, const T& value, Rule /*rule*/, const char* /*meaning*/) {
    if (!is_empty(type_of<T>, &value)) add(name, value);
  }

  // One more member; `name` must outlive the Writer.
  template <class T>
  void add(std::string_view name, const T& value) {
    append(begin(name), value);
  }

  // The members of a value, one by one.
  template <class T>
  void take(const T& value) {
    take(type_of<T>, &value);
  }

  // The start of a member: its value is what is then added to the end of the answer.
  std::string& begin(std::string_view name);

  // Once, after the last member.
  void close();

  template <class T>
  static std::string to_text(const T& value) {
    std::string text;
    append(text, value);
    return text;
  }

  template <class T>
  static void append(std::string& out, const T& value) {
    if constexpr (std::is_convertible_v<T, std::string_view>) {
      quote(out, value);
    } else {
      append(out, type_of<T>, &value);
    }
  }

 private:
  void take(const Type& type, const void* value);
  static void append(std::string& out, const Type& type, const void* value);
  // A text in double quotes. Broken UTF-8 becomes U+FFFD.
  static void quote(std::string& out, std::string_view text);

  struct Member {
    std::string_view name;
    size_t start;  // of `"name":value`
    size_t end;
  };

  std::string& out_;
  std::vector<Member> members_;
};

}  // namespace roadshow
