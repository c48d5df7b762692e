// The largest response that is taken, on its way, in bytes. No survey asks for more (content/check.cpp).
#pragma once

#include <cstddef>

namespace roadshow::content {

inline constexpr size_t most_response_bytes = size_t{256} * 1024;

}  // namespace roadshow::content
