// One thread writes. All that waits when it is free goes into one transaction (group commit), because a commit costs
// one wait for the disk however much is in it. Every failure closes the file; the next batch opens it again, so the
// store recovers by itself when the disk has room again, is writable again, or another program lets go.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "endpoint/sqlite_schema.hpp"
#include "endpoint/store.hpp"

namespace roadshow::endpoint {
namespace {

constexpr size_t most_waiting_bytes = 67'108'864;  // 64 MB

std::string now_text() {
  using namespace std::chrono;
  const auto now = floor<milliseconds>(system_clock::now());
  const auto day = floor<days>(now);
  const year_month_day date(day);
  const hh_mm_ss time(now - day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return text;
}

struct Job {
  Record record;  // without an id: a check
  std::function<void(PutResult)> done;
};

// An open file with its statements.
struct Writer {
  explicit Writer(const std::string& path) : database(path, Database::Mode::create) {
    why = migrate(database);
    if (!why.empty()) return;
    begin = database.prepare("begin immediate");
    commit = database.prepare("commit");
    insert = database.prepare(
        "insert into response(id, survey, version, sha256, sequence, stored_at, body) values(?, ?, ?, ?, ?, ?, ?) "
        "on conflict(id) do nothing returning sequence");
    find = database.prepare("select sha256, sequence, stored_at from response where id = ?");
    last = database.prepare("select coalesce(max(sequence), 0) from response");
    probe = database.prepare("insert or replace into probe(one, at) values(1, ?)");
  }

  Database database;
  Statement begin, commit, insert, find, last, probe;
  std::string why;  // it cannot be used
};

bool run_once(Statement& statement) {
  const bool done = statement.step() == Step::done;
  statement.reset();
  return done;
}

// Puts one record into the open transaction; `sequence` is the last one used.
bool put_one(Writer& writer, const Record& record, const std::string& now, int64_t& sequence, PutResult& result) {
  Statement& insert = writer.insert;
  insert.bind(1, record.id).bind(2, record.survey).bind(3, record.version).bind(4, record.sha256);
  insert.bind(5, sequence + 1).bind(6, now).bind(7, record.body);
  Step step = insert.step();
  if (step == Step::row) {
    result = {Outcome::stored, {record.id, record.sha256, ++sequence, now}, ""};
    step = insert.step();
  }
  insert.reset();
  if (step == Step::failed || result.outcome == Outcome::stored) return step != Step::failed;

  Statement& find = writer.find;
  const bool found = find.bind(1, record.id).step() == Step::row;
  if (found) {
    const std::string stored = find.text(0);
    result.outcome = stored == record.sha256 ? Outcome::same : Outcome::conflict;
    if (result.outcome == Outcome::same) result.receipt = {record.id, stored, find.number(1), find.text(2)};
  }
  find.reset();
  return found;
}

// All jobs in one transaction. The reason why nothing was stored, or nothing.
std::string write(Writer& writer, const std::vector<Job>& jobs, std::vector<PutResult>& results) {
  if (!writer.why.empty()) return writer.why;
  const std::string now = now_text();
  if (!run_once(writer.begin)) return writer.database.reason();
  bool ok = writer.last.step() == Step::row;
  int64_t sequence = ok ? writer.last.number(0) : 0;
  writer.last.reset();
  for (size_t i = 0; ok && i < jobs.size(); ++i) {
    ok = jobs[i].record.id.empty() ? run_once(writer.probe.bind(1, now))
                                   : put_one(writer, jobs[i].record, now, sequence, results[i]);
  }
  ok = ok && run_once(writer.commit);
  return ok ? std::string() : writer.database.reason();
}

class SqliteStore : public Store {
 public:
  explicit SqliteStore(std::string path) : path_(std::move(path)), thread_([this] { work(); }) {}

  ~SqliteStore() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  void put(Record record, std::function<void(PutResult)> done) override {
    const size_t bytes = record.body.size();
    {
      const std::lock_guard lock(mutex_);
      if (waiting_bytes_ + bytes <= most_waiting_bytes) {
        waiting_bytes_ += bytes;
        waiting_.push_back({std::move(record), std::move(done)});
        done = nullptr;
      }
    }
    if (done) return done({Outcome::unavailable, {}, "Too many responses wait to be stored."});
    wake_.notify_one();
  }

  void check(std::function<void(std::string)> done) override {
    put({}, [done = std::move(done)](PutResult result) { done(std::move(result.why)); });
  }

  std::string each(const std::string& survey, const std::function<void(const Stored&)>& take) override {
    Database database(path_, Database::Mode::read_only);
    if (std::string why = check_readable(database); !why.empty()) return why;
    Statement rows = database.prepare(
        "select id, version, sha256, body, sequence, stored_at from response where survey = ? order by sequence");
    rows.bind(1, survey);
    Step step = rows.step();
    for (; step == Step::row; step = rows.step()) {
      take({{rows.text(0), survey, rows.text(1), rows.text(2), rows.text(3)},
            {rows.text(0), rows.text(2), rows.number(4), rows.text(5)}});
    }
    return step == Step::done ? std::string() : database.reason();
  }

  Result<int64_t> count() override {
    Database database(path_, Database::Mode::read_only);
    std::string why = check_readable(database);
    const int64_t rows = why.empty() ? database.number("select count(*) from response") : 0;
    if (why.empty()) why = database.failure();
    if (!why.empty()) return Problems{{{path_, 0, 0, ""}, std::move(why)}};
    return rows;
  }

 private:
  void work() {
    std::optional<Writer> writer;
    while (true) {
      std::vector<Job> jobs;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        jobs.swap(waiting_);
        waiting_bytes_ = 0;
      }
      if (writer && writer->database.has_moved()) writer.reset();
      if (!writer) writer.emplace(path_);
      std::vector<PutResult> results(jobs.size());
      if (std::string why = write(*writer, jobs, results); !why.empty()) {
        writer.reset();
        results.assign(jobs.size(), {Outcome::unavailable, {}, why});
      }
      for (size_t i = 0; i < jobs.size(); ++i) jobs[i].done(std::move(results[i]));
    }
  }

  const std::string path_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job> waiting_;
  size_t waiting_bytes_ = 0;
  bool closing_ = false;
  std::thread thread_;  // last: it uses all the others
};

}  // namespace

std::unique_ptr<Store> sqlite_store(std::string path) { return std::make_unique<SqliteStore>(std::move(path)); }

}  // namespace roadshow::endpoint
