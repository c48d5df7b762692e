// A store that stores nothing, for tests that override what they ask of it.
#pragma once

#include "server/store/store.hpp"

namespace roadshow::server {

class FakeStore : public Store {
 public:
  void put(Record record, std::function<void(PutResult)> done) override {
    done({Outcome::stored, {record.id, record.sha256, 1, "2026-11-21T00:00:00.000Z"}, ""});
  }
  void withdraw(Withdrawal, std::function<void(WithdrawResult)> done) override { done({Withdrawn::none, ""}); }
  void remove_apart(Part, std::string, std::string, Why done) override { done(""); }
  Result<Removed> remove_before(const std::string&, const std::string&) override { return Removed{}; }
  void check(Why done) override { done(""); }
  Pages pages(const std::string&) override {
    return [] { return std::vector<Stored>(); };
  }
  PiecePages pages_apart(Part, const std::string&) override {
    return [] { return std::vector<StoredPiece>(); };
  }
  Result<int64_t> count() override { return int64_t{0}; }
  void keep(Entry, Why done) override { done(""); }
  Result<KeptIf> keep_if(Entry, Provided) override { return KeptIf{true, ""}; }
  void drop(std::string, std::string, Why done) override { done(""); }
  std::string each_entry(const std::string&, const std::function<void(const Entry&)>&) override { return ""; }
};

}  // namespace roadshow::server
