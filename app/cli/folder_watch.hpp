// Which files of a content folder have changed since the last look.
//
// By looking at times and sizes, not by asking the system to tell: that works in every kind of folder (shared drives,
// containers), for new folders, and for editors that write a new file and give it the old one's name. A look at a
// thousand files takes a few milliseconds.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace roadshow::cli {

class FolderWatch {
 public:
  explicit FolderWatch(std::filesystem::path folder);

  // The JSON files that are new, other or gone, once none of them has changed since the look before: a file that is
  // half written is not read.
  std::vector<std::string> changed();

 private:
  struct Stamp {
    std::filesystem::file_time_type time;
    uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
  };
  using Stamps = std::map<std::string, Stamp>;
  Stamps look() const;

  std::filesystem::path folder_;
  Stamps known_;   // when it last told
  Stamps latest_;  // of the look before
};

}  // namespace roadshow::cli
