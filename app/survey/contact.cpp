#include "survey/contact.hpp"

#include <algorithm>

#include "content/characters.hpp"

namespace roadshow::survey {

bool is_email(std::string_view text) {
  const size_t at = text.find('@');
  if (text.size() > 254 || at == 0 || at == std::string_view::npos) return false;
  const std::string_view place = text.substr(at + 1);
  const size_t dot = place.rfind('.');
  bool readable = true;  // no blank of any kind in it
  for (std::string_view rest = text; !rest.empty();) readable = !is_blank(take_character(rest)) && readable;
  return readable && place.find('@') == std::string_view::npos && dot != std::string_view::npos && dot > 0 &&
         dot + 1 < place.size();
}

bool is_phone(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return text.size() <= 30 && digits >= 7 && digits <= 15 && std::all_of(text.begin(), text.end(), [&](char c) {
           return is_digit(c) || std::string_view(" +()-.").find(c) != std::string_view::npos;
         });
}

std::string without_ends(std::string_view text) {
  std::string_view kept;  // from the first to the last character that can be seen
  for (std::string_view rest = text; !rest.empty();) {
    const char* const start = rest.data();
    if (is_blank(take_character(rest))) continue;
    const char* const first = kept.empty() ? start : kept.data();
    kept = {first, static_cast<size_t>(rest.data() - first)};
  }
  return std::string(kept);
}

}  // namespace roadshow::survey
