// SHA-256 (FIPS 180-4), of our own: the browser offers one only on sites with https, and a kiosk's need not be.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::survey {

// 64 lower-case hexadecimal digits.
std::string digest(std::string_view text);

}  // namespace roadshow::survey
