// SQLite as values: a database and its statements close themselves; failures are sentences.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace roadshow::server {

enum class Step { row, done, failed };

class Statement {
 public:
  Statement() = default;  // every step fails
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  // Columns and places count from 1 and 0, as SQLite does it. The text must live until the next reset.
  Statement& bind(int place, std::string_view text);
  Statement& bind(int place, int64_t number);
  Step step();
  void reset();
  std::string text(int column);
  int64_t number(int column);

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  enum class Mode { read_only, existing, create };

  // Always gives a database; failure() says whether it can be used.
  Database(const std::string& path, Mode mode);

  Statement prepare(std::string_view sql);
  bool run(const char* sql);        // one or more statements without results
  int64_t number(const char* sql);  // the first column of the first row; 0 when there is none
  int64_t changes() const;          // rows that the last insert, update or delete changed
  bool is_damaged() const;          // what was last tried found no database, or a broken one
  std::string failure() const;      // what went wrong last, as a sentence; empty: nothing
  std::string reason() const;       // the same, when something did go wrong: never empty

  // Puts all of the write-ahead log into the file and makes the log empty. False: somebody reads, try again later; it
  // does not wait for them.
  bool truncate_log();
  void leave_log();  // closing neither reads nor removes the log: its name may belong to others

  // Stops a statement that takes long, as soon as `stop` says so. It must outlive the database.
  void stop_when(const std::function<bool()>& stop);

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace roadshow::server
