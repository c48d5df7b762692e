#include "survey/contact.hpp"

#include <algorithm>

namespace roadshow::survey {

bool is_email(std::string_view text) {
  const size_t at = text.find('@');
  if (text.size() > 254 || at == 0 || at == std::string_view::npos) return false;
  const std::string_view place = text.substr(at + 1);
  const size_t dot = place.rfind('.');
  const bool readable =
      std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
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
  const size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

}  // namespace roadshow::survey
