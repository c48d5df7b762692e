#include "server/store/write_queue.hpp"

#include <chrono>
#include <cstdio>
#include <future>

#include "server/store/sha256.hpp"

namespace roadshow::server {
namespace {

constexpr size_t most_waiting_bytes = 67'108'864;  // 64 MB
constexpr int64_t removed_at_once = 1000;

using Clock = std::chrono::steady_clock;
constexpr auto pause_before_upkeep = std::chrono::milliseconds(250);
constexpr auto most_without_upkeep = std::chrono::seconds(20);
constexpr int most_commits_without_upkeep = 4000;
constexpr auto most_upkeep_at_the_end = std::chrono::seconds(1);

size_t size_of(const Work& work) {
  const auto* put = std::get_if<Insert>(&work);
  if (!put) return 0;
  const Record& record = put->record;
  return record.body.size() + (record.equality ? record.equality->body.size() : 0) +
         (record.contact ? record.contact->body.size() : 0);
}

}  // namespace

WorkResult not_done(std::string why) {
  WorkResult result;
  result.put.why = why;
  result.why = std::move(why);
  return result;
}

WriteQueue::~WriteQueue() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void WriteQueue::add(Work work, std::function<void(WorkResult)> done) {
  const size_t bytes = size_of(work);
  {
    const std::lock_guard lock(mutex_);
    if (waiting_bytes_ + bytes <= most_waiting_bytes) {
      waiting_bytes_ += bytes;
      waiting_.push_back({std::move(work), std::move(done), {}});
      done = nullptr;
    }
  }
  if (done) return done(not_done("Too many responses wait to be stored."));
  wake_.notify_one();
}

WorkResult WriteQueue::add_and_wait(Work work) {
  const auto promise = std::make_shared<std::promise<WorkResult>>();
  add(std::move(work), [promise](WorkResult result) { promise->set_value(std::move(result)); });
  return promise->get_future().get();
}

bool WriteQueue::take(std::vector<Job>& jobs, Clock::time_point until) {
  std::unique_lock lock(mutex_);
  const auto there_is_work = [this] { return closing_ || !waiting_.empty(); };
  if (upkeep_) {
    wake_.wait_until(lock, until, there_is_work);
  } else {
    wake_.wait(lock, there_is_work);
  }
  jobs.swap(waiting_);
  waiting_bytes_ = 0;
  return !jobs.empty();
}

// Whatever is thrown, such as when there is no memory left, the thread goes on: nothing is acknowledged that was not
// stored, and those who wait are answered.
std::string WriteQueue::written(std::vector<Job>& jobs) {
  try {
    return write_(jobs);
  } catch (const std::exception&) {
    return "The store met an error that it did not expect.";
  }
}

void WriteQueue::answer(Job& job, WorkResult result) {
  try {
    job.done(std::move(result));
  } catch (const std::exception&) {  // whoever asked is no longer there to hear it
  }
}

void WriteQueue::run() {
  int commits = 0;  // and when upkeep is due, however much there is to write
  Clock::time_point due = Clock::now() + most_without_upkeep;
  Clock::time_point next = Clock::now() + pause_before_upkeep;
  while (true) {
    std::vector<Job> jobs;
    if (take(jobs, next)) {
      const std::string why = written(jobs);
      for (Job& job : jobs) answer(job, why.empty() ? std::move(job.result) : not_done(why));
      next = Clock::now() + pause_before_upkeep;
      if (++commits < most_commits_without_upkeep && Clock::now() < due) continue;
      if (upkeep_) upkeep_(Moment::busy);
    } else if (is_closing()) {
      break;
    } else {
      next = Clock::now() + upkeep_(Moment::idle);
    }
    commits = 0;
    due = Clock::now() + most_without_upkeep;
  }
  const auto end = Clock::now() + most_upkeep_at_the_end;
  while (upkeep_ && Clock::now() < end && upkeep_(Moment::closing).count() == 0) {
  }
}

bool WriteQueue::is_closing() {
  const std::lock_guard lock(mutex_);
  return closing_ && waiting_.empty();
}

void QueuedStore::insert(Record record, std::function<void(InsertResult)> done) {
  std::string hash = sha256(record.body);
  queue().add(Insert{std::move(record), std::move(hash)},
              [done = std::move(done)](WorkResult result) { done(std::move(result.put)); });
}

void QueuedStore::withdraw(Withdrawal withdrawal, std::function<void(WithdrawResult)> done) {
  if (withdrawal.id_start.empty() || withdrawal.withdrawal.empty()) return done({Withdrawn::none, ""});
  queue().add(std::move(withdrawal), [done = std::move(done)](WorkResult result) {
    if (!result.why.empty()) return done({Withdrawn::unavailable, std::move(result.why)});
    done({result.found ? Withdrawn::withdrawn : Withdrawn::none, ""});
  });
}

void QueuedStore::delete_piece(PieceKind part, std::string survey, std::string key, Why done) {
  queue().add(DeletePiece{part, std::move(survey), std::move(key)},
              [done = std::move(done)](WorkResult result) { done(std::move(result.why)); });
}

Result<Removed> QueuedStore::delete_before(const std::string& survey, const std::string& month) {
  Removed all;
  while (true) {
    WorkResult result = queue().add_and_wait(DeleteSomeBefore{survey, month, removed_at_once});
    if (!result.why.empty()) return Problems{{{}, std::move(result.why)}};
    const Removed& some = result.removed;
    all.responses += some.responses;
    all.equality += some.equality;
    all.contact += some.contact;
    if (some.responses + some.equality + some.contact == 0) return all;
  }
}

void QueuedStore::check_writable(Why done) {
  queue().add(Check{}, [done = std::move(done)](WorkResult result) { done(std::move(result.why)); });
}

void QueuedStore::upsert(Entry entry, Why done) {
  queue().add(std::move(entry), [done = std::move(done)](WorkResult result) { done(std::move(result.why)); });
}

Result<Swapped> QueuedStore::compare_and_swap(Entry entry, Precondition provided) {
  WorkResult result = queue().add_and_wait(CompareAndSwap{std::move(entry), std::move(provided)});
  if (!result.why.empty()) return Problems{{{}, std::move(result.why)}};
  return std::move(result.kept);
}

void QueuedStore::delete_entry(std::string kind, std::string key, Why done) {
  if (kind == "audit") return done("The audit log is only added to.");
  queue().add(DropEntry{std::move(kind), std::move(key)},
              [done = std::move(done)](WorkResult result) { done(std::move(result.why)); });
}

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

}  // namespace roadshow::server
