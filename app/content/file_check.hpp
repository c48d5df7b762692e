// What the checker and the parts of a pack that check themselves share: problems of one file, and what they may refer
// to.
#pragma once

#include <string>
#include <vector>

#include "content/problem.hpp"

namespace roadshow::content {

struct Pack;

struct FileCheck {
  const Pack& pack;
  std::string file;  // "topics/waiting-list.json"
  std::string at;    // the pointer to what checks itself; the pointers below start there
  Problems& problems;

  void report(const std::string& pointer, std::string sentence);
  void need_measure(const std::string& id, const std::string& pointer);
  // Every {token} names a figure of the pack, or one of `also`.
  void text(const std::string& text, const std::string& pointer, const std::vector<std::string>& also = {});
};

}  // namespace roadshow::content
