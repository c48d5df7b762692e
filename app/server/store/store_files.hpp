// The files that a SQLite store is made of, and the number beside it: which was the highest that was acknowledged.
//
// SQLite writes to the files it has open, whatever happens to their names, and takes a write-ahead log that is cut
// short for one that ended there. So we look ourselves: that the names still lead to the files that are open, and that
// the numbers go as far as they once did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/problem.hpp"

namespace roadshow::server {

// The file itself, its write-ahead log, the index of that log, and the number beside it, whether they are there or not.
std::vector<std::string> files_of_store(const std::string& path);
std::string highest_file(const std::string& path);

struct FileId {
  uint64_t device = 0;
  uint64_t inode = 0;
  bool operator==(const FileId&) const = default;
};
std::optional<FileId> file_id(const std::string& path);  // nothing: no such file

// Which files are behind the names now, to be asked later whether it is still so.
class StoreFiles {
 public:
  explicit StoreFiles(const std::string& path);
  bool are_there() const;

 private:
  std::vector<std::string> paths_;
  std::vector<std::optional<FileId>> ids_;
};

// The highest number that is noted beside a store; nothing when none was ever.
Result<std::optional<int64_t>> read_highest(const std::string& path);

// That file, open to be written. A number that was noted outlives the end of this process; after sync() also that of
// the machine. It is written after the commit and before the acknowledgement, and costs no wait for the disk.
class HighestNumber {
 public:
  explicit HighestNumber(const std::string& path);  // makes it when it is not there
  HighestNumber(const HighestNumber&) = delete;
  ~HighestNumber();

  int64_t number() const { return number_; }
  const std::string& why() const { return why_; }  // why it cannot be used
  bool note(int64_t number);
  void sync();

 private:
  int file_ = -1;
  int64_t number_ = 0;
  bool synced_ = true;
  std::string why_;
};

}  // namespace roadshow::server
