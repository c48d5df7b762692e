// The writing statements of a SQLite store: one open file, one transaction at a time.
#pragma once

#include <string>
#include <vector>

#include "endpoint/sqlite.hpp"
#include "endpoint/write_queue.hpp"

namespace roadshow::endpoint {

class SqliteWriter {
 public:
  explicit SqliteWriter(const std::string& path);

  // All jobs in one transaction. The reason why none was done, or nothing; after a reason, this writer is of no more
  // use.
  std::string write(std::vector<Job>& jobs);

  bool has_moved() { return database_.has_moved(); }  // the file was deleted or replaced under us

 private:
  // Each does one job in the open transaction. False: the database failed.
  bool work(const Put& put, WorkResult& result);
  bool work(const Withdrawal& withdrawal, WorkResult& result);
  bool work(const RemoveApart& remove, WorkResult& result);
  bool work(const RemoveSomeBefore& remove, WorkResult& result);
  bool work(const Entry& entry, WorkResult& result);
  bool work(const KeepIf& keep, WorkResult& result);
  bool work(const DropEntry& drop, WorkResult& result);
  bool work(const Check& check, WorkResult& result);

  bool put_pieces(const Put& put, WorkResult& result);
  bool find_same(const Record& record, PutResult& result);
  bool begin_with_sequence();
  bool remove(const std::vector<std::string>& ids, const std::string& survey, std::string_view reason,
              int64_t& removed);

  Database database_;
  Statement begin_, commit_, insert_, undo_, find_, last_, probe_;
  Statement insert_equality_, insert_contact_;
  std::string now_;
  int64_t sequence_ = 0;       // the last one used
  bool removed_some_ = false;  // so the write-ahead log must not keep what was removed
  std::string why_;            // it cannot be used
};

}  // namespace roadshow::endpoint
