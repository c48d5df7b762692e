#include "survey/secret.hpp"

#include <algorithm>

#include "survey/base32.hpp"
#include "survey/digest.hpp"

namespace roadshow::survey {
namespace {

constexpr size_t code_symbols = 16;
constexpr size_t start_characters = 11;  // "0f8fad5b-d9": what a reference says of an id

}  // namespace

bool is_hash(std::string_view text) { return text.size() == 64 && std::all_of(text.begin(), text.end(), is_hex_digit); }

std::string code_of(std::string_view secret) {
  const std::string symbols = to_base32(secret.substr(0, 10)) + to_base32(secret.substr(10, 10));
  std::string code;
  for (size_t i = 0; i < symbols.size(); ++i) {
    if (i > 0 && i % 4 == 0) code += ' ';
    code += symbols[i];
  }
  return code;
}

std::string plain_code(std::string_view typed) {
  std::string code = plain_base32(typed);
  if (code.size() != code_symbols) code.clear();
  return code;
}

std::string salt_of(std::string_view secret) { return std::string(secret.substr(32, 32)); }

Keys keys_of(std::string_view id_start, std::string_view code) {
  const auto hash = [&](const char* use) {
    return digest(std::string("roadshow ").append(use).append(" 1\n").append(id_start).append("\n").append(code));
  };
  return {hash("withdrawal"), hash("equality"), hash("contact")};
}

Keys keys_of_secret(std::string_view id, std::string_view secret) {
  return keys_of(id.substr(0, start_characters), plain_code(code_of(secret)));
}

}  // namespace roadshow::survey
