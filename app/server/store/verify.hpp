// Whether a store holds what it acknowledged, whole; and a copy of one that is being written to.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/store/sqlite.hpp"
#include "server/store/store.hpp"

namespace roadshow::server {

struct Findings {
  int64_t there = 0;
  int64_t withdrawn = 0;
  int64_t expired = 0;  // removed since the survey's time for keeping them was over
  int64_t equality = 0;
  int64_t contact = 0;
  std::optional<int64_t> acknowledged;  // the highest number that is noted beside the store
  int64_t faults = 0;
  std::vector<std::string> sentences;  // the first twenty faults
};

// Reads every response once, one at a time. A body is checked against its own hash: the hash
// in the receipt is of the whole as posted, and cannot be worked out again once pieces of it are kept apart. The pieces
// have no hash, since a hash kept elsewhere could join them; the file's own structure is checked with them.
// Problems: why it cannot be read. `stop`, when given, is asked now and then; what was stopped is a problem, too.
Result<Findings> verify_store(const std::string& name, const std::function<bool()>& stop = nullptr);

// A copy of a SQLite store as it is at one moment, checked and on the disk; those who write go on. `to` must not be
// there (or be empty), and is not there when it went wrong. The reason why, or nothing.
std::string copy_sqlite(const std::string& from, const std::string& to);

// What a store that is still open holds, though its files are gone, as a copy beside where it was: its name, or nothing
// when that is not possible, is there already, or not whole up to the number acknowledged.
std::string rescue(Database& open, const std::string& path, int64_t acknowledged);

// The same of each kind of store (driver.hpp). PostgreSQL is not asked whether to stop.
Result<Findings> verify_sqlite(const std::string& path, const std::function<bool()>& stop);
Result<Findings> verify_postgres(const std::string& address, const std::function<bool()>& stop);

}  // namespace roadshow::server
