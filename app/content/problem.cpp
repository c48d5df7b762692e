#include "content/problem.hpp"

namespace roadshow {

std::string to_line(const Problem& problem) {
  std::string line = problem.place.file;
  if (problem.place.line > 0) {
    line += ":" + std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column);
  }
  if (!problem.place.pointer.empty()) line += ": " + problem.place.pointer;
  return line + ": " + problem.sentence;
}

}  // namespace roadshow
