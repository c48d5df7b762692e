// Files that the program writes where somebody said. Nothing is lost by a wrong --out: a store, its log, what is no
// regular file and, without --replace, any file that is there stay as they are.
//
// A file is written under another name beside, readable by its owner alone, and gets its name when it is whole and on
// the disk. When it does not come to that, also by Ctrl+C, nothing is left of it.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace roadshow::cli {

enum class Existing { keep, replace };

bool is_store(const std::string& path);  // by its content

// Why nothing may be written there, or nothing. A copy of a store may take the place of an older copy.
std::string refusal_of_output(const std::string& path, Existing existing, bool of_a_store = false);

class OutputFile {
 public:
  // Empty: standard output.
  OutputFile(std::string path, Existing existing, bool of_a_store = false);
  OutputFile(const OutputFile&) = delete;
  ~OutputFile();

  const std::string& why() const { return why_; }                // why it cannot be written; empty: it can
  const std::string& unfinished() const { return unfinished_; }  // where it is until it is whole
  bool write(std::string_view text);
  std::string finish();  // the reason why not, or nothing

 private:
  std::string path_;
  std::string unfinished_;
  std::string why_;
  Existing existing_;
  bool of_a_store_;
  std::FILE* file_ = nullptr;
};

// Why this cannot be a store that is there, or nothing: for those who read one, or change one.
std::string missing_store(const std::string& store);

}  // namespace roadshow::cli
