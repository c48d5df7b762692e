// A store in one SQLite file. Every failure closes the file; the next batch opens it again, so the store recovers by
// itself when the disk has room again, is writable again, or another program lets go.
#include <optional>
#include <vector>

#include "server/store/sqlite_schema.hpp"
#include "server/store/sqlite_writer.hpp"
#include "server/store/store.hpp"
#include "server/store/write_queue.hpp"

namespace roadshow::server {
namespace {

constexpr int64_t page_rows = 200;  // read at a time

// A connection that is made when it is first needed, and gives one page at a time.
class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  template <class Row, class After, class Take>
  Result<std::vector<Row>> page(const char* sql, const After& after, const std::string& survey, const Take& take) {
    if (!database_) database_.emplace(path_, Database::Mode::read_only);
    const auto problem = [&](std::string why) { return Problems{{{path_, 0, 0, ""}, std::move(why)}}; };
    if (std::string why = check_readable(*database_); !why.empty()) return problem(std::move(why));
    Statement rows = database_->prepare(sql);
    rows.bind(1, after).bind(2, survey).bind(3, page_rows);
    std::vector<Row> page;
    Step step = rows.step();
    for (; step == Step::row; step = rows.step()) page.push_back(take(rows));
    if (step != Step::done) return problem(database_->reason());
    return page;
  }

 private:
  const std::string path_;
  std::optional<Database> database_;
};

class SqliteStore : public QueuedStore {
 public:
  explicit SqliteStore(std::string path)
      : path_(std::move(path)),
        queue_([this](std::vector<Job>& jobs) { return write(jobs); },
               [this](Moment moment) { return upkeep(moment); }) {}

  std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) override {
    return read("select key, body from entry where kind = ? order by key", kind, [&](Statement& row) {
      take({kind, row.text(0), row.text(1)});
    });
  }

  Pages pages(const std::string& survey) override {
    return [reader = std::make_shared<Reader>(path_), survey, after = std::string()]() mutable {
      return reader->page<Stored>(
          "select id, version, sha256, body, month, withdrawal, sequence, stored_at,"
          " coalesce((select body from entry where kind = 'flag' and key = response.id), '') from response "
          "where id > ? and +survey = ? and removed = '' order by id limit ?",
          std::string(after), survey, [&](Statement& row) {
            after = row.text(0);
            return Stored{
                {row.text(0), survey, row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), {}, {}},
                {row.text(0), row.text(2), row.number(6), row.text(7)},
                row.text(8)};
          });
    };
  }

  PiecePages piece_pages(PieceKind part, const std::string& survey) override {
    return [reader = std::make_shared<Reader>(path_), part, survey, after = std::string()]() mutable {
      return reader->page<StoredPiece>(
          part == PieceKind::equality
              ? "select key, body, month from equality where key > ? and +survey = ? order by key limit ?"
              : "select key, body, month from contact where key > ? and +survey = ? order by key limit ?",
          std::string(after), survey, [&](Statement& row) {
            after = row.text(0);
            return StoredPiece{{after, row.text(1)}, row.text(2)};
          });
    };
  }

  Result<int64_t> count() override {
    Database database(path_, Database::Mode::read_only);
    std::string why = check_readable(database);
    const int64_t rows = why.empty() ? database.number("select count(*) from response where removed = ''") : 0;
    if (why.empty()) why = database.failure();
    if (!why.empty()) return Problems{{{path_, 0, 0, ""}, std::move(why)}};
    return rows;
  }

 private:
  WriteQueue& queue() override { return queue_; }

  std::string write(std::vector<Job>& jobs) {
    if (!writer_) {
      if (std::string why = open(); !why.empty()) return why;
    }
    std::string why = writer_->write(jobs);
    if (why.empty() && !id_) id_ = file_id(path_);
    if (!why.empty() && !writer_->is_lost()) writer_.reset();
    return why;
  }

  // A new store is made when there never was one: not when the file that we had went away, and not when the number
  // beside it says that there was one.
  std::string open() {
    const auto there = file_id(path_);
    if (id_ && there != id_) return "The store was moved, deleted or replaced while it was in use: " + path_ + ".";
    if (!there) {
      const auto highest = read_highest(path_);
      if (const auto* problems = std::get_if<Problems>(&highest)) return problems->at(0).sentence;
      if (const auto number = std::get<std::optional<int64_t>>(highest); number.value_or(0) > 0)
        return "The store " + path_ + " is missing. " + highest_file(path_) +
               " says that it held answers, up to number " + std::to_string(*number) +
               ". Put the store back, or a backup of it. If it is to begin anew: roadshow accept.";
    }
    writer_.emplace(path_, there ? Database::Mode::existing : Database::Mode::create);
    return {};
  }

  std::chrono::milliseconds upkeep(Moment moment) {
    return writer_ ? writer_->upkeep(moment) : std::chrono::milliseconds(1000);
  }

  // Every row that a statement with one argument gives. The reason why not, or nothing.
  std::string read(const char* sql, const std::string& argument, const std::function<void(Statement&)>& take) {
    Database database(path_, Database::Mode::read_only);
    if (std::string why = check_readable(database); !why.empty()) return why;
    Statement rows = database.prepare(sql);
    rows.bind(1, argument);
    Step step = rows.step();
    for (; step == Step::row; step = rows.step()) take(rows);
    return step == Step::done ? std::string() : database.reason();
  }

  const std::string path_;
  std::optional<FileId> id_;            // of the file, once something was stored in it; also
  std::optional<SqliteWriter> writer_;  // used by the queue's thread alone
  WriteQueue queue_;
};

}  // namespace

std::unique_ptr<Store> sqlite_store(std::string path) { return std::make_unique<SqliteStore>(std::move(path)); }

}  // namespace roadshow::server
