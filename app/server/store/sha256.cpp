#include "server/store/sha256.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace roadshow::server {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Digest digest_of(std::string_view text) {
  Digest digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return digest;
}

}  // namespace

std::string sha256(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(size_t{2} * SHA256_DIGEST_LENGTH);
  for (const unsigned char byte : digest_of(text)) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

std::string sha256_base64(std::string_view text) {
  const Digest digest = digest_of(text);
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> base64{};
  const int size = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(digest.size()));
  return {reinterpret_cast<const char*>(base64.data()), static_cast<size_t>(size)};
}

}  // namespace roadshow::server
