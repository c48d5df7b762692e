// A part of a file (RFC 9110, 14), and which compressed form of it a browser wants (12.5.3).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

namespace roadshow::server {

struct Range {
  size_t first = 0;
  size_t last = 0;  // itself included
};
struct WholeFile {};      // no range was asked for, or one that we do not give: several at once, other units, nonsense
struct Unsatisfiable {};  // the range begins after the end of the file

std::variant<WholeFile, Unsatisfiable, Range> read_range(std::string_view range, size_t size);

// How much Accept-Encoding wants a coding: 0 (refused) to 1000 (q=1). Nothing: it is not named, nor is "*".
// A weight that is not written as RFC 9110, 12.4.2 says counts as refused.
std::optional<int> weight_of(std::string_view accept_encoding, std::string_view coding);

}  // namespace roadshow::server
