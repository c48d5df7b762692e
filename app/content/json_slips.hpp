// Why a text is not JSON, in the words of someone who helps an editor: what the file was saved as, which character does
// not belong, which one is missing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace roadshow {

struct Slip {
  size_t offset = 0;  // the byte that it is about
  std::string sentence;
};

// What spoils a file as a whole: another encoding than UTF-8, or a NUL.
std::optional<Slip> spoiled_bytes(std::string_view text);

// Why the reading of `text` stopped at `offset`. `reason`: what nlohmann/json said of it.
Slip slip_of(std::string_view text, size_t offset, std::string_view reason);

}  // namespace roadshow
