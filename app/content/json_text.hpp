// JSON text to values, with limits, and back to places in the text.
//
// nlohmann/json does the reading. It is told to stop at a depth, at a size and at a key that stands twice, which
// plain JSON parsers let through and which editors of content never mean.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "content/problem.hpp"

namespace roadshow {

using Json = nlohmann::json;

struct JsonLimits {
  size_t bytes = size_t{4} * 1024 * 1024;
  int depth = 32;
};

// The value of `text`, or the one problem that stopped the reading.
Result<Json> parse_json(std::string_view file, std::string_view text, JsonLimits limits = {});

// Where the value at `pointer` starts in `text`, which parse_json has accepted. When the value is missing, the
// nearest container around it.
Place locate(std::string_view file, std::string_view text, std::string_view pointer);

// Appends one step to a JSON pointer, escaped (RFC 6901).
std::string pointer_to(std::string_view parent, std::string_view key);
std::string pointer_to(std::string_view parent, size_t index);

}  // namespace roadshow
