#include "content/json_text.hpp"

#include <utility>
#include <vector>

#include "content/json_slips.hpp"

namespace roadshow {
namespace {

// Line and column, from 1, of a byte offset. Columns count characters: UTF-8 continuation bytes are skipped.
std::pair<int, int> line_and_column(std::string_view text, size_t offset) {
  int line = 1;
  int column = 1;
  for (size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return {line, column};
}

// Builds the value while watching depth and repeated keys; keeps the first problem.
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(int depth_limit) : depth_limit_(depth_limit) {}

  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(size_t /*count*/) override { return open(Json::object()); }
  bool start_array(size_t /*count*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const auto [member, is_new] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
    if (!is_new) sentence = "\"" + member->first + "\" stands twice here. Remove one of the two.";
    member_ = &member->second;
    return is_new;
  }

  bool parse_error(size_t position, const std::string& /*token*/, const nlohmann::detail::exception& error) override {
    offset = position > 0 ? position - 1 : 0;
    reason = error.what();
    return false;
  }

  Json value;
  std::string sentence;               // of a problem of ours
  std::string reason;                 // what the library says of one of its own
  size_t offset = std::string::npos;  // where that is; npos: at the reading position

 private:
  Json* place(Json child) {
    if (open_.empty()) {
      value = std::move(child);
      return &value;
    }
    Json& parent = *open_.back();
    if (parent.is_object()) return &(*member_ = std::move(child));
    parent.push_back(std::move(child));
    return &parent.back();
  }

  bool add(Json child) {
    place(std::move(child));
    return true;
  }

  bool open(Json container) {
    if (static_cast<int>(open_.size()) >= depth_limit_) {
      sentence =
          "This is nested too deeply. Nothing we read needs more than " + std::to_string(depth_limit_) + " levels.";
      return false;
    }
    open_.push_back(place(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  int depth_limit_;
  std::vector<Json*> open_;
  Json* member_ = nullptr;  // of the innermost object: whose value comes next
};

// Reads the bytes and remembers how far the reading went, for problems that the parser does not place itself.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    ++at_;
    if (at_ > *furthest_) *furthest_ = at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }
  bool operator!=(const Cursor& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// Walks valid JSON text without building anything.
class Scanner {
 public:
  // A byte order mark, which some editors write first, is no part of the value.
  explicit Scanner(std::string_view text) : text_(text), at_(text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0) {}

  size_t offset() const { return at_; }
  char peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void take() {
    if (at_ < text_.size()) ++at_;
  }

  std::string string() {
    const size_t start = at_;
    skip_string();
    const Json decoded = Json::parse(text_.substr(start, at_ - start), nullptr, false);
    return decoded.is_string() ? decoded.get<std::string>() : std::string();
  }

  void skip_string() {
    take();
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    take();
  }

  void skip_value() {
    int depth = 0;
    do {
      const char c = peek();
      if (c == '\0') return;
      if (c == '"') {
        skip_string();
      } else if (c == '{' || c == '[') {
        ++depth;
        take();
      } else if (c == '}' || c == ']') {
        --depth;
        take();
      } else if (c == ',' || c == ':') {
        take();
      } else {
        while (at_ < text_.size() && std::string_view(",:]} \n\r\t").find(text_[at_]) == std::string_view::npos) ++at_;
      }
    } while (depth > 0);
  }

 private:
  std::string_view text_;
  size_t at_;
};

std::vector<std::string> steps_of(std::string_view pointer) {
  std::vector<std::string> steps;
  for (size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      steps.emplace_back();
    } else if (pointer[i] == '~' && i + 1 < pointer.size()) {
      steps.back() += pointer[++i] == '1' ? '/' : '~';
    } else if (!steps.empty()) {
      steps.back() += pointer[i];
    }
  }
  return steps;
}

// Moves the scanner from the start of a container to the start of one member; false when there is none.
bool enter(Scanner& scanner, const std::string& step) {
  const char opener = scanner.peek();
  if (opener != '{' && opener != '[') return false;
  scanner.take();
  for (size_t index = 0; scanner.peek() != '}' && scanner.peek() != ']' && scanner.peek() != '\0'; ++index) {
    std::string name = std::to_string(index);
    if (opener == '{') {
      name = scanner.string();
      scanner.peek();
      scanner.take();  // the colon
    }
    if (name == step) {
      scanner.peek();
      return true;
    }
    scanner.skip_value();
    if (scanner.peek() == ',') scanner.take();
  }
  return false;
}

}  // namespace

Result<Json> parse_json(std::string_view file, std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) {
    return Problems{{{std::string(file), 0, 0, ""},
                     "This file is too large (" + std::to_string(text.size() / 1024) + " kB). The limit is " +
                         std::to_string(limits.bytes / 1024) + " kB."}};
  }
  const auto problem = [&](size_t offset, std::string sentence) {
    const auto [line, column] = line_and_column(text, offset);
    return Problems{{{std::string(file), line, column, ""}, std::move(sentence)}};
  };
  // Before the library reads: for it a NUL is the end, and everything after it would be passed over.
  if (auto spoiled = spoiled_bytes(text)) return problem(spoiled->offset, std::move(spoiled->sentence));
  Builder builder(limits.depth);
  const char* furthest = text.data();
  const Cursor begin(text.data(), &furthest);
  const Cursor end(text.data() + text.size(), &furthest);
  if (Json::sax_parse(begin, end, &builder)) return std::move(builder.value);
  const size_t read = static_cast<size_t>(furthest - text.data());
  const size_t offset = builder.offset != std::string::npos ? builder.offset : (read > 0 ? read - 1 : 0);
  if (!builder.sentence.empty()) return problem(offset, std::move(builder.sentence));
  Slip slip = slip_of(text, offset, builder.reason);
  return problem(slip.offset, std::move(slip.sentence));
}

Place locate(std::string_view file, std::string_view text, std::string_view pointer) {
  Scanner scanner(text);
  scanner.peek();
  size_t offset = scanner.offset();
  for (const std::string& step : steps_of(pointer)) {
    if (!enter(scanner, step)) break;
    offset = scanner.offset();
  }
  const auto [line, column] = line_and_column(text, offset);
  return {std::string(file), line, column, std::string(pointer)};
}

std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (const char c : key) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  return pointer;
}

std::string pointer_to(std::string_view parent, size_t index) { return pointer_to(parent, std::to_string(index)); }

}  // namespace roadshow
