// The writing statements of a SQLite store: one open file, one transaction at a time.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "server/store/sqlite.hpp"
#include "server/store/sqlite_upkeep.hpp"
#include "server/store/store_files.hpp"
#include "server/store/write_queue.hpp"

namespace roadshow::server {

class SqliteWriter {
 public:
  SqliteWriter(const std::string& path, Database::Mode mode);

  // All jobs in one transaction. The reason why none was done, or nothing; after a reason, this writer is of no more
  // use, unless it is lost.
  std::string write(std::vector<Job>& jobs);

  // One of its files was moved, deleted or replaced. It stays open, so that nothing is written to another file and what
  // it has is still there when they come back.
  bool is_lost() const { return lost_; }

  std::chrono::milliseconds upkeep(Moment moment);

 private:
  // Each does one job in the open transaction. False: the database failed.
  bool work(const Insert& put, WorkResult& result);
  bool work(const Withdrawal& withdrawal, WorkResult& result);
  bool work(const DeletePiece& remove, WorkResult& result);
  bool work(const DeleteSomeBefore& remove, WorkResult& result);
  bool work(const Entry& entry, WorkResult& result);
  bool work(const CompareAndSwap& keep, WorkResult& result);
  bool work(const DropEntry& drop, WorkResult& result);
  bool work(const Check& check, WorkResult& result);

  struct Waiting {
    PieceKind part = PieceKind::equality;
    const Record* record = nullptr;
    const Piece* piece = nullptr;
  };

  std::string write_all(std::vector<Job>& jobs);
  std::string lose();
  std::string where_rescued() const;
  void drop_rescued();
  bool is_written_over() const;
  bool put_pieces();
  bool is_taken(PieceKind part, const Piece& piece, bool& taken);
  bool find_same(const Record& record, InsertResult& result);
  bool begin_with_sequence();
  bool remove(const std::vector<std::string>& ids, const std::string& survey, std::string_view reason,
              int64_t& removed);

  const std::string path_;
  HighestNumber highest_;  // read before the store is
  Database database_;
  SqliteUpkeep upkeep_;
  Statement begin_, commit_, insert_, find_, last_, probe_;
  Statement insert_equality_, insert_contact_, find_equality_, find_contact_;
  std::optional<StoreFiles> files_;
  std::vector<Waiting> pieces_;  // of the open transaction, still to be put
  bool lost_ = false;
  std::string rescued_;  // the name of a copy, made when its files were gone
  bool pieces_changed_ = false;
  std::string now_;
  int64_t sequence_ = 0;       // the last one used
  bool removed_some_ = false;  // so the write-ahead log must not keep what was removed
  std::string why_;            // it cannot be used
};

}  // namespace roadshow::server
