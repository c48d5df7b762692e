#include "page/address.hpp"

#include <algorithm>
#include <optional>

#include "content/characters.hpp"

namespace roadshow::page {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Nothing when an escape is broken, or stands for what may not be there.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
      if (c == '/') return std::nullopt;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
    out += c;
  }
  return is_utf8(out) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::string path_in(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  if (!address.starts_with('/')) return {};
  const std::optional<std::string> whole = decoded(address);
  if (!whole) return {};
  std::string path;
  for (size_t start = 0; start < whole->size();) {
    const size_t end = std::min(whole->find('/', start + 1), whole->size());
    const std::string_view step = std::string_view(*whole).substr(start + 1, end - start - 1);
    if (step == "." || step == "..") return {};
    const bool index = step == "index.html" && end == whole->size();
    if (!step.empty() && !index) path.append("/").append(step);
    start = end;
  }
  return path.empty() ? "/" : path;
}

std::string query_value(std::string_view address, std::string_view name) {
  address = address.substr(0, address.find('#'));
  const size_t mark = address.find('?');
  std::string_view query = mark == std::string_view::npos ? std::string_view() : address.substr(mark + 1);
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name && pair[name.size()] == '=')
      return decoded(pair.substr(name.size() + 1)).value_or("");
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  return "";
}

}  // namespace roadshow::page
