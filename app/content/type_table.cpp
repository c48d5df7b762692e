#include "content/type_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "content/json_cursor.hpp"
#include "content/json_text.hpp"

namespace roadshow {
namespace {

template <class T>
T at(const void* value) {
  T copy;
  std::memcpy(&copy, value, sizeof copy);
  return copy;
}

template <class T>
bool put(T content, void* value) {
  std::memcpy(value, &content, sizeof content);
  return true;
}

bool put_whole(int64_t content, void* value, size_t size) {
  if (size == 1) return put(static_cast<int8_t>(content), value);
  if (size == 2) return put(static_cast<int16_t>(content), value);
  if (size == 4) return put(static_cast<int32_t>(content), value);
  return put(content, value);
}

// The way to what could not be read is put together on the way back from it.
class WrittenReader {
 public:
  WrittenReader(std::string_view text) : in_(text) {}

  bool read_all(const Type& type, void* value) { return read(type, value) && in_.at_end(); }

  std::string pointer;

 private:
  bool read(const Type& type, void* value) {
    switch (type.kind) {
      case Type::Kind::text:
        return in_.read(*static_cast<std::string*>(value));
      case Type::Kind::flag:
        return in_.read(*static_cast<bool*>(value));
      case Type::Kind::whole:
      case Type::Kind::number:
        return read_number(type, value);
      case Type::Kind::word:
        return read_word(type, value);
      case Type::Kind::part:
        static_cast<JsonPart*>(value)->text = in_.skip();
        return !in_.failed();
      case Type::Kind::optional:
        return in_.take_null() || read(*type.inner, type.make(value, 0));
      case Type::Kind::list:
        return read_list(type, value);
      case Type::Kind::variant:
        return read_variant(type, value);
      case Type::Kind::object:
        return read_object(type, value, false);
    }
    return false;
  }

  bool read_number(const Type& type, void* value) {
    double number;
    if (!in_.read(number)) return false;
    if (type.kind == Type::Kind::number)
      return type.size == sizeof(float) ? put(static_cast<float>(number), value) : put(number, value);
    constexpr double most = 1'000'000'000;  // as Reader
    if (std::floor(number) != number || std::fabs(number) > most) return false;
    return put_whole(static_cast<int64_t>(number), value, type.size);
  }

  bool read_word(const Type& type, void* value) {
    std::string word;
    if (!in_.read(word)) return false;
    const size_t place = place_of(type, word);
    return place < type.count && put_whole(static_cast<int64_t>(place), value, type.size);
  }

  static size_t place_of(const Type& type, std::string_view word) {
    return static_cast<size_t>(std::find(type.words, type.words + type.count, word) - type.words);
  }

  bool read_list(const Type& type, void* value) {
    if (!in_.enter('[')) return false;
    size_t i = 0;
    for (; in_.next(']'); ++i) {
      void* place = type.make(value, i);
      if (!place || !read(*type.inner, place)) return came_from(std::to_string(i));
    }
    return !in_.failed() && (type.count == 0 || type.count == i);  // some have a size of their own
  }

  // The type may come after other members, so it is looked for first.
  bool read_variant(const Type& type, void* value) {
    JsonCursor ahead = in_;
    std::string name;
    if (!ahead.enter('{')) return false;
    while (ahead.next('}') && ahead.name(name)) {
      if (name != "type") {
        ahead.skip();
        continue;
      }
      std::string word;
      const size_t place = ahead.read(word) ? place_of(type, word) : type.count;
      return place < type.count && read_object(*type.alternatives[place], type.make(value, place), true);
    }
    return false;
  }

  bool read_object(const Type& type, void* value, bool has_type) {
    const std::vector<Field>& fields = type.fields();
    std::vector<char> seen(fields.size(), 0);
    std::string name;
    if (!in_.enter('{')) return false;
    while (in_.next('}') && in_.name(name)) {
      if (has_type && name == "type") {
        has_type = false;
        in_.skip();
        continue;
      }
      const auto field = std::lower_bound(fields.begin(), fields.end(), name,
                                          [](const Field& one, const std::string& name) { return one.name < name; });
      if (field == fields.end() || std::string_view(field->name) != name) return came_from(name);
      char& known = seen[static_cast<size_t>(field - fields.begin())];
      if (known++ || !read(*field->type, static_cast<char*>(value) + field->offset)) return came_from(name);
    }
    for (size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].needed && !seen[i]) return came_from(fields[i].name);
    }
    return !in_.failed();
  }

  bool came_from(const std::string& step) {
    pointer.insert(0, pointer_to("", step));
    return false;
  }

  JsonCursor in_;
};

}  // namespace

void FieldList::add(const char* name, const Type& type, const void* member, bool needed) {
  fields_.push_back({name, &type, static_cast<size_t>(static_cast<const char*>(member) - start_), needed});
}

void FieldList::sort() {
  for (size_t i = 1; i < fields_.size(); ++i) {  // few, and mostly in order: nothing larger is worth its bytes
    for (size_t j = i; j > 0 && std::string_view(fields_[j].name) < fields_[j - 1].name; --j)
      std::swap(fields_[j], fields_[j - 1]);
  }
}

int64_t whole_at(const void* value, size_t size) {
  if (size == 1) return at<int8_t>(value);
  if (size == 2) return at<int16_t>(value);
  if (size == 4) return at<int32_t>(value);
  return at<int64_t>(value);
}

double number_at(const void* value, size_t size) {
  return size == sizeof(float) ? double{at<float>(value)} : at<double>(value);
}

bool is_empty(const Type& type, const void* value) {
  switch (type.kind) {
    case Type::Kind::text:
      return static_cast<const std::string*>(value)->empty();
    case Type::Kind::part:
      return static_cast<const JsonPart*>(value)->text.empty();
    case Type::Kind::flag:
    case Type::Kind::whole:
    case Type::Kind::word:
      return whole_at(value, type.size) == 0;
    case Type::Kind::number:
      return number_at(value, type.size) == 0;
    case Type::Kind::optional:
    case Type::Kind::list:
      return type.held(value).count == 0;
    case Type::Kind::variant:
    case Type::Kind::object:
      return false;
  }
  return false;
}

std::optional<Problem> read_written(std::string_view file, std::string_view text, const Type& type, void* value) {
  WrittenReader reader(text);
  if (reader.read_all(type, value)) return std::nullopt;
  return Problem{{std::string(file), 0, 0, std::move(reader.pointer)},
                 "The program cannot read this. It and what it reads are of two versions, or one is not whole."};
}

}  // namespace roadshow
