// What is wrong with a file, where, and in words that anyone can act on.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace roadshow {

// Where in a file. Lines and columns count from 1, columns in characters (not bytes);
// 0 means the whole file. `pointer` is a JSON pointer (RFC 6901), empty for the whole file.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string pointer;
};

struct Problem {
  Place place;
  std::string sentence;  // plain words, ends with a full stop
};

using Problems = std::vector<Problem>;

// Either the thing, or every reason why there is none.
template <class T>
using Result = std::variant<T, Problems>;

// "measures.json:12:5: /measures/0/target: This needs ..."
std::string to_line(const Problem& problem);

}  // namespace roadshow
