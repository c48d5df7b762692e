#include "cli/say.hpp"

#include <cstdint>
#include <cstdio>

namespace roadshow::cli {
namespace {

// The code point at `at`, and how many bytes it has. A byte that is none stands for itself.
uint32_t code_point(std::string_view text, size_t at, size_t& bytes) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const uint32_t first = byte(at);
  bytes = 1;
  if (first >= 0xC2 && first < 0xE0 && follows(at + 1)) {
    bytes = 2;
    return (first & 0x1FU) << 6U | (byte(at + 1) & 0x3FU);
  }
  if (first >= 0xE0 && first < 0xF0 && follows(at + 1) && follows(at + 2)) {
    bytes = 3;
    return (first & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU);
  }
  if (first >= 0xF0 && first < 0xF5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) bytes = 4;
  return bytes == 4 ? 0x10000 : first;
}

bool is_control(uint32_t code, size_t bytes) {
  if (bytes == 1 && code >= 0x80) return true;  // no UTF-8: some terminals take it as a control
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  size_t bytes = 1;
  for (size_t at = 0; at < text.size(); at += bytes) {
    const uint32_t code = code_point(text, at, bytes);
    if (text[at] == '\n' || !is_control(code, bytes)) {
      out += text.substr(at, bytes);
      continue;
    }
    char name[16];
    std::snprintf(name, sizeof name, "\\u{%02X}", static_cast<unsigned>(code));
    out += name;
  }
  return out;
}

int fail(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", printable(sentence).c_str());
  return 1;
}

void hide_passwords(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const size_t start = argument.find("postgres");
    if (start == std::string_view::npos || argument.find("://") == std::string_view::npos) continue;
    std::fill(argv[i] + start, argv[i] + argument.size(), 'x');
  }
}

}  // namespace roadshow::cli
