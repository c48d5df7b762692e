#include "server/store/sqlite.hpp"

namespace roadshow::server {
namespace {

constexpr int busy_timeout = 2000;  // milliseconds that we wait for another program; a device waits longer than that

}  // namespace

Statement& Statement::bind(int place, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int place, int64_t number) {
  sqlite3_bind_int64(statement_.get(), place, number);
  return *this;
}

Step Statement::step() {
  if (!statement_) return Step::failed;
  switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW:
      return Step::row;
    case SQLITE_DONE:
      return Step::done;
    default:
      return Step::failed;
  }
}

void Statement::reset() {
  if (statement_) sqlite3_reset(statement_.get());
}

std::string Statement::text(int column) {
  const unsigned char* text = sqlite3_column_text(statement_.get(), column);
  if (!text) return {};
  return {reinterpret_cast<const char*>(text), static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

int64_t Statement::number(int column) { return sqlite3_column_int64(statement_.get(), column); }

Database::Database(const std::string& path, Mode mode) {
  const int flags = mode == Mode::create     ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : mode == Mode::existing ? SQLITE_OPEN_READWRITE
                                             : SQLITE_OPEN_READONLY;
  sqlite3* database = nullptr;
  sqlite3_open_v2(path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  database_.reset(database);
  if (database) sqlite3_busy_timeout(database, busy_timeout);
}

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                     nullptr);
  return Statement(statement);
}

bool Database::run(const char* sql) {
  return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

int64_t Database::number(const char* sql) {
  Statement statement = prepare(sql);
  return statement.step() == Step::row ? statement.number(0) : 0;
}

int64_t Database::changes() const { return sqlite3_changes64(database_.get()); }

bool Database::truncate_log() {
  sqlite3_busy_timeout(database_.get(), 5);
  const int code = sqlite3_wal_checkpoint_v2(database_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(database_.get(), busy_timeout);
  return code == SQLITE_OK;
}

void Database::leave_log() { sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

void Database::stop_when(const std::function<bool()>& stop) {
  const auto ask = [](void* function) { return (*static_cast<const std::function<bool()>*>(function))() ? 1 : 0; };
  sqlite3_progress_handler(database_.get(), 10'000, ask, const_cast<std::function<bool()>*>(&stop));
}

bool Database::is_damaged() const {
  const int code = database_ ? sqlite3_errcode(database_.get()) & 0xFF : SQLITE_OK;
  return code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
}

std::string Database::failure() const {
  if (!database_) return "There is not enough memory to open the store.";
  const int code = sqlite3_errcode(database_.get());
  switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return {};
    case SQLITE_READONLY:
      return "The store cannot be written: its file or folder is read-only.";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "The store cannot be opened: its folder is missing or may not be used.";
    case SQLITE_FULL:
      return "The store cannot grow: the disk is full.";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "Another program is keeping the store to itself.";
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return "The file is damaged, or is not a store.";
    default:
      return std::string("The store cannot be used: ") + sqlite3_errmsg(database_.get()) + ".";
  }
}

std::string Database::reason() const {
  std::string sentence = failure();
  return sentence.empty() ? "The store cannot be used." : sentence;
}

}  // namespace roadshow::server
