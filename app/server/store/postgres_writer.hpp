// The writing half of a PostgreSQL store.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "server/store/postgres.hpp"
#include "server/store/postgres_upkeep.hpp"
#include "server/store/write_queue.hpp"

namespace roadshow::server {

class PgWriter {
 public:
  explicit PgWriter(std::string address) : address_(std::move(address)) {}

  // All jobs in one transaction, done again when it met another one or the connection was lost. When the server refuses
  // one of them, each is done alone, so that it does not hold up the others. The reason why none was done, or nothing.
  std::string write(std::vector<Job>& jobs);

  // As WriteQueue::Upkeep.
  std::chrono::milliseconds upkeep(Moment moment);

 private:
  struct Failure {
    std::string why;
    bool passing = true;  // doing it again can help
  };
  using Try = std::optional<Failure>;  // nothing: it went well

  Try write_once(std::vector<Job>& jobs);
  Try open();
  Try take_sequences(std::vector<Job>& jobs);
  Try put_all(std::vector<Job>& jobs, std::vector<Job*>& known);
  Try put_pieces(const std::vector<Job*>& stored);
  Try find_known(const std::vector<Job*>& known);
  Try run(const std::string& sql, const std::vector<std::string>& arguments, int64_t* changed = nullptr);

  Try work(const Insert& put, WorkResult& result);  // nothing: done before, with all others
  Try work(const Withdrawal& withdrawal, WorkResult& result);
  Try work(const DeletePiece& remove, WorkResult& result);
  Try work(const DeleteSomeBefore& remove, WorkResult& result);
  Try work(const Entry& entry, WorkResult& result);
  Try work(const CompareAndSwap& keep, WorkResult& result);
  Try work(const DropEntry& drop, WorkResult& result);
  Try work(const Check& check, WorkResult& result);

  Try remove(const std::string& ids, const std::string& reason, int64_t& removed);
  Try remove_some(const std::string& table, const DeleteSomeBefore& remove, int64_t& removed);
  Failure failure_of(const PgResult& result) const;

  const std::string address_;
  std::optional<PgConnection> connection_;
  PgUpkeep upkeep_;
  std::string now_;
  int64_t next_sequence_ = 0;
  int64_t sequences_end_ = 0;
};

}  // namespace roadshow::server
