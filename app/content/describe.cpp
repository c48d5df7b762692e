#include "content/describe.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "content/characters.hpp"
#include "content/sort_few.hpp"

namespace roadshow {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name(std::string_view text, bool underscores) {
  if (text.empty() || text.size() > 64 || !is_lower(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_lower(c) || is_digit(c) || c == '-' || (underscores && c == '_'); });
}

// `shape` has 9 for a digit and stands for itself otherwise.
bool has_shape(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(),
                                                   [](char c, char s) { return s == '9' ? is_digit(c) : c == s; });
}

int two_digits(std::string_view text, size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

bool is_month(std::string_view text) {
  return has_shape(text, "9999-99") && two_digits(text, 5) >= 1 && two_digits(text, 5) <= 12;
}

// The days of a month. Every fourth year is a leap year, but of the full centuries only every fourth.
int days_of(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_date(std::string_view text) {
  if (!has_shape(text, "9999-99-99") || !is_month(text.substr(0, 7))) return false;
  const int year = two_digits(text, 0) * 100 + two_digits(text, 2);
  return two_digits(text, 8) >= 1 && two_digits(text, 8) <= days_of(year, two_digits(text, 5));
}

bool is_lines(std::string_view text) {
  size_t i = 0;
  const auto number = [&] {
    const size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > start;
  };
  while (true) {
    if (i >= text.size() || text[i++] != 'L' || !number()) return false;
    if (i < text.size() && text[i] == '-') {
      ++i;
      if (!number()) return false;
    }
    if (i == text.size()) return true;
    if (text.substr(i, 2) != ", ") return false;
    i += 2;
  }
}

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string did_you_mean(std::string_view found, const char* const* known, size_t count) {
  const auto closest = std::min_element(
      known, known + count, [&](auto a, auto b) { return edit_distance(found, a) < edit_distance(found, b); });
  if (closest == known + count || edit_distance(found, *closest) > 3) return "";
  return std::string(" Did you mean \"") + *closest + "\"?";
}

const char* kind_of(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      return "nothing (null)";
    case Json::value_t::boolean:
      return "true or false";
    case Json::value_t::string:
      return "a text";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::object:
      return "a group in braces";
    default:
      return "a number";
  }
}

// The shortest digits that read as the same number.
void append_number(std::string& out, double number) {
  char digits[64];
  if (std::isfinite(number))
    out.append(digits, nlohmann::detail::to_chars(std::begin(digits), std::end(digits), number));
  else
    out += "null";
}

}  // namespace

bool follows(Rule rule, std::string_view text) {
  switch (rule) {
    case Rule::any:
      return true;
    case Rule::text:
    case Rule::name:
      return !is_blank(text);
    case Rule::id:
      return is_name(text, false);
    case Rule::code:
      return is_name(text, true);
    case Rule::month:
      return is_month(text);
    case Rule::date:
      return is_date(text);
    case Rule::lines:
      return is_lines(text);
    case Rule::path:
      return !text.empty() && text.front() == '/' && text.substr(0, 2) != "//";
    case Rule::version:
      return !text.empty() && text.front() != '0' && std::all_of(text.begin(), text.end(), is_digit);
  }
  return false;
}

std::string_view sentence_of(Rule rule) {
  switch (rule) {
    case Rule::any:
      return "";
    case Rule::text:
    case Rule::name:
      return "Write something here. It is empty, or nothing in it can be seen.";
    case Rule::id:
      return "Use lower-case letters, digits and hyphens, and start with a letter.";
    case Rule::code:
      return "Use lower-case letters, digits, hyphens and underscores, and start with a letter.";
    case Rule::month:
      return "Write the month like 2022-04.";
    case Rule::date:
      return "Write the date like 2022-07-01.";
    case Rule::lines:
      return "Write the lines of the source like L1680 or L1703-1721.";
    case Rule::path:
      return "Write an address of this site. It starts with one slash, like /waits.";
    case Rule::version:
      return "Write a whole number in quotes, like \"1\".";
  }
  return "";
}

std::string_view pattern_of(Rule rule) {
  switch (rule) {
    case Rule::any:
      return "";
    case Rule::text:
    case Rule::name:
      return "\\S";  // what else nobody can see, such as U+200B, is beyond a pattern; the program says it
    case Rule::id:
      return "^[a-z][a-z0-9-]{0,63}$";
    case Rule::code:
      return "^[a-z][a-z0-9_-]{0,63}$";
    case Rule::month:
      return "^[0-9]{4}-(0[1-9]|1[0-2])$";
    case Rule::date:
      // Leap years are beyond a pattern: 29 February may always be typed, and the program says when there was none.
      return "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-"
             "9]))$";
    case Rule::lines:
      return "^L[0-9]+(-[0-9]+)?(, L[0-9]+(-[0-9]+)?)*$";
    case Rule::path:
      return "^/([^/]|$)";
    case Rule::version:
      return "^[1-9][0-9]*$";
  }
  return "";
}

void Reader::report(const std::string& pointer, std::string sentence) {
  problems_.push_back({{"", 0, 0, pointer}, std::move(sentence)});
}

const Json* Reader::find(const char* name) {
  known_.push_back(name);
  const auto member = json_.find(name);
  return member == json_.end() ? nullptr : &*member;
}

void Reader::refuse_unknown() {
  for (const auto& [name, value] : json_.items()) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    report(pointer_to(pointer_, name),
           "\"" + name + "\" is not a field we know." + did_you_mean(name, known_.data(), known_.size()));
  }
}

bool Reader::is_object(const Json& json, const std::string& pointer) {
  if (json.is_object()) return true;
  report(pointer, std::string("This should be a group in braces, but it is ") + kind_of(json) + ".");
  return false;
}

bool Reader::is_list(const Json& json, const std::string& pointer) {
  if (json.is_array()) return true;
  report(pointer, std::string("This should be a list in square brackets, but it is ") + kind_of(json) + ".");
  return false;
}

void Reader::read_text(const Json& json, const std::string& pointer, std::string& out, Rule rule) {
  if (!json.is_string()) {
    report(pointer, std::string("This should be a text in double quotes, but it is ") + kind_of(json) + ".");
    return;
  }
  out = json.get_ref<const std::string&>();
  if (!follows(rule, out)) report(pointer, std::string(sentence_of(rule)));
}

void Reader::read_bool(const Json& json, const std::string& pointer, bool& out) {
  if (json.is_boolean()) {
    out = json.get<bool>();
  } else {
    report(pointer, std::string("This should be true or false, but it is ") + kind_of(json) + ".");
  }
}

bool Reader::read_integer(const Json& json, const std::string& pointer, int64_t& out) {
  // Nothing we count needs more, and it fits every integer we use.
  constexpr double most = 1'000'000'000;
  if (json.is_number_integer() && std::fabs(json.get<double>()) <= most) {
    out = json.get<int64_t>();
    return true;
  }
  report(pointer, std::string("This should be a whole number, but it is ") +
                      (json.is_number_integer() ? "too large"
                       : json.is_number()       ? "not whole"
                                                : kind_of(json)) +
                      ".");
  return false;
}

bool Reader::read_number(const Json& json, const std::string& pointer, double& out) {
  if (json.is_number() && std::isfinite(json.get<double>())) {
    out = json.get<double>();
    return true;
  }
  report(pointer, std::string("This should be a number, but it is ") + kind_of(json) + ".");
  return false;
}

int Reader::read_word(const Json& json, const std::string& pointer, const char* const* words, size_t count) {
  std::string known;
  for (size_t i = 0; i < count; ++i) {
    if (json.is_string() && json.get_ref<const std::string&>() == words[i]) return static_cast<int>(i);
    known += std::string(i == 0 ? "" : ", ") + words[i];
  }
  report(pointer, "Use one of these words: " + known + ".");
  return -1;
}

std::string Reader::type_of(const Json& json, const std::string& pointer) {
  const auto type = json.find("type");
  if (type != json.end() && type->is_string()) return type->get<std::string>();
  report(pointer, "This needs \"type\": the word that says what it is.");
  return "";
}

std::string& Writer::begin(std::string_view name) {
  if (!members_.empty()) {
    members_.back().end = out_.size();
    out_ += ',';
  }
  members_.push_back({name, out_.size(), 0});
  quote(out_, name);
  return out_ += ':';
}

void Writer::close() {
  const auto by_name = [](const Member& a, const Member& b) { return a.name < b.name; };
  if (!std::is_sorted(members_.begin(), members_.end(), by_name)) {
    members_.back().end = out_.size();
    const size_t start = members_.front().start;
    sort_few(members_.begin(), members_.end(), by_name);
    std::string sorted;
    sorted.reserve(out_.size() - start);
    for (const Member& member : members_)
      sorted.append(sorted.empty() ? "" : ",").append(out_, member.start, member.end - member.start);
    out_.replace(start, std::string::npos, sorted);
  }
  out_ += '}';
}

void Writer::take(const Type& type, const void* value) {
  for (const Field& field : type.fields()) {
    const void* member = static_cast<const char*>(value) + field.offset;
    if (field.needed || !is_empty(*field.type, member)) append(begin(field.name), *field.type, member);
  }
}

void Writer::append(std::string& out, const Type& type, const void* value) {
  switch (type.kind) {
    case Type::Kind::text:
      return quote(out, *static_cast<const std::string*>(value));
    case Type::Kind::part:
      return void(out += static_cast<const JsonPart*>(value)->text);
    case Type::Kind::flag:
      return void(out += *static_cast<const bool*>(value) ? "true" : "false");
    case Type::Kind::whole:
      return void(out += std::to_string(whole_at(value, type.size)));
    case Type::Kind::number:
      return append_number(out, number_at(value, type.size));
    case Type::Kind::word:
      return quote(out, type.words[whole_at(value, type.size)]);
    default:
      break;
  }
  if (type.kind == Type::Kind::object) {
    Writer writer(out);
    writer.take(type, value);
    return writer.close();
  }
  const HeldItems held = type.held(value);
  if (type.kind == Type::Kind::variant) {
    Writer writer(out);
    quote(writer.begin("type"), type.words[held.count]);
    writer.take(*type.alternatives[held.count], held.first);
    return writer.close();
  }
  if (type.kind == Type::Kind::optional) return held.first ? append(out, *type.inner, held.first) : void(out += "null");
  out += '[';
  for (size_t i = 0; i < held.count; ++i) {
    if (i > 0) out += ',';
    append(out, *type.inner, static_cast<const char*>(held.first) + i * type.inner->size);
  }
  out += ']';
}

void Writer::quote(std::string& out, std::string_view text) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view codes = "\"\\bfnrt";
  constexpr const char* digits = "0123456789abcdef";
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  out += '"';
  while (!text.empty()) {
    const size_t plain = static_cast<size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const char c = text.front();
    const size_t length = character_at(text);
    if (length == 0) {  // one sign for all that is left of a broken character
      out += "\uFFFD";
      do text.remove_prefix(1);
      while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80);
      continue;
    }
    if (const size_t code = escaped.find(c); code != std::string_view::npos) {
      (out += '\\') += codes[code];
    } else if (static_cast<unsigned char>(c) < ' ') {
      ((out += "\\u00") += digits[c >> 4]) += digits[c & 15];
    } else {
      out.append(text, 0, length);
    }
    text.remove_prefix(length);
  }
  out += '"';
}

void Reader::report_type(const std::string& pointer, const std::string& found, const std::string& known) {
  report(pointer_to(pointer, "type"), "\"" + found + "\" is not a type we know. Use one of these: " + known + ".");
}

}  // namespace roadshow
