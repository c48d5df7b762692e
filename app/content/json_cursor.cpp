#include "content/json_cursor.hpp"

#include <cstdint>

#include "content/characters.hpp"

namespace roadshow {
namespace {

constexpr int most_depth = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exact where digits and power are both exact as they are (Clinger 1990): every number of at most 15 digits. In others
// the last of 17 digits may differ.
double scaled(uint64_t digits, int power) {
  double value = static_cast<double>(digits);
  const bool down = power < 0;
  for (int left = down ? -power : power; left > 0; left -= 22) {
    double scale = 1;
    for (int i = left < 22 ? left : 22; i > 0; --i) scale *= 10;
    value = down ? value / scale : value * scale;
  }
  return value;
}

void add_character(std::string& out, unsigned c) {
  const auto add = [&](unsigned byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return add(c);
  if (c < 0x800) {
    add(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      add(0xE0 | c >> 12);
    } else {
      add(0xF0 | c >> 18);
      add(0x80 | (c >> 12 & 0x3F));
    }
    add(0x80 | (c >> 6 & 0x3F));
  }
  add(0x80 | (c & 0x3F));
}

}  // namespace

bool JsonCursor::fail() {
  failed_ = true;
  at_ = text_.size();
  return false;
}

char JsonCursor::peek() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonCursor::take(std::string_view word) {
  peek();
  if (text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

bool JsonCursor::at_end() { return peek() == '\0' && at_ == text_.size() && !failed_; }

bool JsonCursor::enter(char opener) {
  if (peek() != opener || ++depth_ > most_depth) return fail();
  ++at_;
  return first_ = true;
}

bool JsonCursor::next(char closer) {
  const char c = peek();
  if (c == closer) {
    ++at_;
    --depth_;
    return first_ = false;
  }
  if (first_) return first_ = false, !failed_;
  if (c != ',') return fail();
  ++at_;
  return true;
}

bool JsonCursor::name(std::string& out) { return read(out) && (take(":") || fail()); }

bool JsonCursor::take_null() { return take("null"); }

bool JsonCursor::read(bool& out) {
  out = take("true");
  return out || take("false") || fail();
}

unsigned JsonCursor::read_four() {
  unsigned value = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    const char lower = static_cast<char>(c | 0x20);
    if (is_digit(c))
      value = value * 16 + static_cast<unsigned>(c - '0');
    else if (lower >= 'a' && lower <= 'f')
      value = value * 16 + static_cast<unsigned>(lower - 'a' + 10);
    else
      return fail(), 0;
  }
  return value;
}

bool JsonCursor::read_escape(std::string& out) {
  constexpr std::string_view codes = "\"\\/bfnrtu";
  constexpr std::string_view means = "\"\\/\b\f\n\r\t";
  const size_t which = at_ < text_.size() ? codes.find(text_[at_]) : std::string_view::npos;
  if (which == std::string_view::npos) return fail();
  ++at_;
  if (which < means.size()) {
    out += means[which];
    return true;
  }
  unsigned c = read_four();
  if (c >= 0xD800 && c < 0xDC00) {  // the first half of a pair
    if (text_.substr(at_, 2) != "\\u") return fail();
    at_ += 2;
    const unsigned other = read_four();
    if (other < 0xDC00 || other >= 0xE000) return fail();
    c = 0x10000 + ((c - 0xD800) << 10) + (other - 0xDC00);
  } else if (c >= 0xDC00 && c < 0xE000) {
    return fail();
  }
  add_character(out, c);
  return !failed_;
}

bool JsonCursor::read(std::string& out) {
  if (peek() != '"') return fail();
  ++at_;
  out.clear();
  for (size_t start = at_; at_ < text_.size();) {
    const char c = text_[at_];
    if (c != '"' && c != '\\') {
      const size_t length = static_cast<unsigned char>(c) < ' ' ? 0 : character_at(text_.substr(at_, 4));
      if (length == 0) return fail();
      at_ += length;
      continue;
    }
    out.append(text_, start, at_ - start);
    ++at_;
    if (c == '"') return true;
    if (!read_escape(out)) return false;
    start = at_;
  }
  return fail();
}

bool JsonCursor::read(double& out) {
  peek();
  uint64_t digits = 0;
  int power = 0;
  const auto here = [&] { return at_ < text_.size() ? text_[at_] : '\0'; };
  const auto read_digits = [&](int each) {
    const size_t start = at_;
    for (; is_digit(here()); ++at_) {
      if (digits < UINT64_MAX / 10 - 1) {
        digits = digits * 10 + static_cast<uint64_t>(here() - '0');
        power -= each;
      } else {
        power += 1 - each;  // more digits than a number can hold
      }
    }
    return at_ - start;
  };
  const bool negative = here() == '-';
  if (negative) ++at_;
  const bool nought = here() == '0';
  const size_t whole = read_digits(0);
  if (whole == 0 || (nought && whole > 1)) return fail();
  if (here() == '.') {
    ++at_;
    if (read_digits(1) == 0) return fail();
  }
  if (here() == 'e' || here() == 'E') {
    ++at_;
    const bool less = here() == '-';
    if (less || here() == '+') ++at_;
    if (!is_digit(here())) return fail();
    int exponent = 0;
    for (; is_digit(here()); ++at_) exponent = exponent < 1000 ? exponent * 10 + (here() - '0') : exponent;
    power += less ? -exponent : exponent;
  }
  out = scaled(digits, digits == 0 ? 0 : power);
  if (out > 1.7976931348623157e308) return fail();
  if (negative) out = -out;
  return true;
}

std::string_view JsonCursor::skip() {
  const char c = peek();
  const size_t start = at_;
  std::string unused;
  double number;
  bool flag;
  if (c == '"') {
    read(unused);
  } else if (c == '{') {
    if (enter('{')) {
      while (next('}') && name(unused)) skip();
    }
  } else if (c == '[') {
    if (enter('[')) {
      while (next(']')) skip();
    }
  } else if (c == 't' || c == 'f') {
    read(flag);
  } else if (!take_null()) {
    read(number);
  }
  return failed_ ? std::string_view() : text_.substr(start, at_ - start);
}

}  // namespace roadshow
