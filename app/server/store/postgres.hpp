// libpq as values: a connection and its results close themselves; failures are sentences.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace roadshow::server {

// One statement with its arguments, $1 and so on, as text.
struct PgStatement {
  std::string sql;
  std::vector<std::string> arguments = {};
};

class PgResult {
 public:
  explicit PgResult(PGresult* result) : result_(result) {}

  bool ok() const;
  std::string_view state() const;  // SQLSTATE, five characters; empty when the server did not answer
  std::string message() const;     // the server's own, for the log
  int rows() const { return PQntuples(result_.get()); }
  int64_t changed() const;  // rows that were inserted, updated or deleted
  std::string text(int row, int column) const;
  int64_t number(int row, int column) const;

 private:
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

class PgConnection {
 public:
  explicit PgConnection(const std::string& address);  // always gives one; usable() says whether it is open

  bool usable() const { return PQstatus(connection_.get()) == CONNECTION_OK; }
  std::string failure() const;  // why it is not usable, as a sentence

  PgResult run(const std::string& sql, const std::vector<std::string>& arguments = {});

  // Sends all before it waits, so that they cost one journey together. After the first that fails, none is done, and
  // the results end with that one.
  std::vector<PgResult> run_all(const std::vector<PgStatement>& statements);

 private:
  void run_some(const std::vector<PgStatement>& statements, size_t first, size_t end, std::vector<PgResult>& results);

  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, Finish> connection_;
  std::string why_;  // it cannot be used
};

// Where a database is, as it may be printed: hosts and name, and nothing when the address cannot be read.
std::string shown_address(const std::string& address);

// A statement that failed in a way that doing all again can heal: two transactions met (40001, 40P01), or the server
// went away (no state, 08, 57P), or became one that is only read (25006).
bool is_passing(std::string_view state);

// "{"a","b"}": an array as an argument.
std::string pg_array(const std::vector<std::string>& texts);

}  // namespace roadshow::server
