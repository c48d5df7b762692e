// A store that stores nothing, for tests that override what they ask of it.
#pragma once

#include "server/store/store.hpp"

namespace roadshow::server {

class FakeStore : public Store {
 public:
  void insert(Record record, std::function<void(InsertResult)> done) override {
    done({InsertOutcome::stored, {record.id, record.sha256, 1, "2026-11-21T00:00:00.000Z"}, ""});
  }
  void withdraw(Withdrawal, std::function<void(WithdrawResult)> done) override { done({Withdrawn::none, ""}); }
  void delete_piece(PieceKind, std::string, std::string, Why done) override { done(""); }
  Result<Removed> delete_before(const std::string&, const std::string&) override { return Removed{}; }
  void check_writable(Why done) override { done(""); }
  Pages pages(const std::string&) override {
    return [] { return std::vector<Stored>(); };
  }
  PiecePages piece_pages(PieceKind, const std::string&) override {
    return [] { return std::vector<StoredPiece>(); };
  }
  Result<int64_t> count() override { return int64_t{0}; }
  void upsert(Entry, Why done) override { done(""); }
  Result<Swapped> compare_and_swap(Entry, Precondition) override { return Swapped{true, ""}; }
  void delete_entry(std::string, std::string, Why done) override { done(""); }
  std::string for_each_entry(const std::string&, const std::function<void(const Entry&)>&) override { return ""; }
};

}  // namespace roadshow::server
