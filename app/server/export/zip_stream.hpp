// A ZIP file (PKWARE's APPNOTE 6.3) that is written from its start to its end, so that it can be sent while it is made:
// the sizes and the check sum of an entry follow it. Without the parts for more than 4 GB, which Excel does not read in
// files that were written so; failure() then says that it is too large.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace roadshow::server {

class ZipStream {
 public:
  // Each appends to `out` what of the file is ready. Entries follow each other.
  void begin(std::string_view name, std::string& out);
  void add(std::string_view text, std::string& out);
  void end_entry(std::string& out);
  void end(std::string& out);  // after the last entry

  void entry(std::string_view name, std::string_view text, std::string& out);  // a whole one

  uint64_t entry_bytes() const { return entries_.empty() ? 0 : entries_.back().size; }  // so far, before compression
  std::string_view failure() const { return failure_; }                                 // in words; empty: none

 private:
  struct Entry {
    std::string name;
    uint64_t offset = 0;
    uint64_t size = 0;
    uint64_t packed = 0;
    uint32_t check = 0;
  };
  struct End {
    void operator()(z_stream* stream) const;
  };

  void deflate_some(std::string_view text, int flush, std::string& out);
  void put(const std::string& bytes, std::string& out);

  std::vector<Entry> entries_;
  uint64_t written_ = 0;
  std::unique_ptr<z_stream, End> stream_;
  std::string_view failure_;
};

}  // namespace roadshow::server
