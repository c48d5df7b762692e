// SHA-256 (FIPS 180-4), by OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::server {

// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view text);

// The same digest in base 64, as content security policies name it.
std::string sha256_base64(std::string_view text);

}  // namespace roadshow::server
