// How large a response may be, and how large the answers to a survey can get.
#pragma once

#include <cstddef>
#include <string>

namespace roadshow::content {

struct Survey;

// The largest response that is taken, on its way, in bytes. No survey asks for more (content/check.cpp).
inline constexpr size_t most_response_bytes = size_t{256} * 1024;

// Why a response to this survey could be too large to be taken; empty when none can.
std::string fault_of_size(const Survey& survey);

}  // namespace roadshow::content
