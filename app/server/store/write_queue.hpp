// One thread writes. All that waits when it is free goes into one transaction (group commit), because a commit costs
// one wait for the disk however much is in it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/store/store.hpp"

namespace roadshow::server {

struct Insert {
  Record record;
  std::string body_sha256;  // of record.body, so that what is stored can be verified by itself
};
struct DeletePiece {
  PieceKind part = PieceKind::equality;
  std::string survey;
  std::string key;
};
struct DeleteSomeBefore {
  std::string survey;
  std::string month;
  int64_t most = 0;  // of each kind at once, so that those who put do not wait long
};
struct CompareAndSwap {
  Entry entry;
  Precondition provided;
};
struct DropEntry {
  std::string kind;
  std::string key;
};
struct Check {};
using Work = std::variant<Insert, Withdrawal, DeletePiece, DeleteSomeBefore, Entry, CompareAndSwap, DropEntry, Check>;

struct WorkResult {
  InsertResult put;
  bool found = false;  // what was to be withdrawn
  Removed removed;
  Swapped kept;
  std::string why;  // why this one could not be done
};

struct Job {
  Work work;
  std::function<void(WorkResult)> done;
  WorkResult result;
};

// When upkeep is done: nothing waits to be written; much was written without a pause; or it is the last time.
enum class Moment { idle, busy, closing };

class WriteQueue {
 public:
  // Does all jobs in one transaction and fills in their results. The reason why none was done, or nothing.
  using Write = std::function<std::string(std::vector<Job>&)>;
  // A step of upkeep, and how long there is nothing more to do when no job comes. Nothing: there is none.
  using Upkeep = std::function<std::chrono::milliseconds(Moment)>;

  explicit WriteQueue(Write write, Upkeep upkeep = nullptr)
      : write_(std::move(write)), upkeep_(std::move(upkeep)), thread_([this] { run(); }) {}
  ~WriteQueue();  // writes all that waits
  WriteQueue(const WriteQueue&) = delete;

  void add(Work work, std::function<void(WorkResult)> done);
  WorkResult add_and_wait(Work work);

 private:
  void run();
  std::string written(std::vector<Job>& jobs);  // the reason why not, or nothing
  static void answer(Job& job, WorkResult result);
  bool is_closing();

  bool take(std::vector<Job>& jobs, std::chrono::steady_clock::time_point until);  // false: none came, or it closes

  const Write write_;
  const Upkeep upkeep_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job> waiting_;
  size_t waiting_bytes_ = 0;
  bool closing_ = false;
  std::thread thread_;  // last: it uses all the others
};

// What both stores do with a queue: the writing half of a Store.
class QueuedStore : public Store {
 public:
  void insert(Record record, std::function<void(InsertResult)> done) override;
  void withdraw(Withdrawal withdrawal, std::function<void(WithdrawResult)> done) override;
  void delete_piece(PieceKind part, std::string survey, std::string key, Why done) override;
  Result<Removed> delete_before(const std::string& survey, const std::string& month) override;
  void check_writable(Why done) override;
  void upsert(Entry entry, Why done) override;
  Result<Swapped> compare_and_swap(Entry entry, Precondition provided) override;
  void delete_entry(std::string kind, std::string key, Why done) override;

 protected:
  virtual WriteQueue& queue() = 0;
};

// The result of a job that was not done.
WorkResult not_done(std::string why);

// "2026-11-21T23:58:01.123Z"
std::string now_text();

}  // namespace roadshow::server
