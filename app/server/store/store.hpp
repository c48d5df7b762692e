// Where responses are kept. A store is written to by many at once and answers each only when the work is durable.
//
// A response can come in up to three pieces: the answers, the equality answers and the contact details. The last two
// are kept apart, each under a key of its own; nothing in a store joins the pieces again beyond their survey and month.
// Two stores stand behind the same functions: a SQLite file for one machine, PostgreSQL for any number of processes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/problem.hpp"

namespace roadshow::server {

// A piece of a response that is kept apart. The key looks random and cannot be worked out from the rest of the response
// (only from what the person keeps); it is stored with survey, month and body, without time or order.
struct Piece {
  std::string key;
  std::string body;
};

enum class PieceKind { equality, contact };

struct Record {
  std::string id;  // UUID, made by the device
  std::string survey;
  std::string version;  // of the survey
  // Of the whole response as posted, in hexadecimal. It decides whether a response that comes again is the same. When
  // pieces are kept apart, the whole must hold a random value that is not stored: otherwise whoever has the tables
  // could join them again, by hashing each response with each piece.
  std::string sha256;
  std::string body;         // survey::canonical(), without the pieces below
  std::string month;        // 2026-11
  std::string apart_month;  // of the pieces kept apart: coarser, so that few share one month with nobody; empty: month
  std::string withdrawal;   // a hash of what the person must say to withdraw; empty: it cannot be withdrawn
  std::optional<Piece> equality;
  std::optional<Piece> contact;
};

// What the device keeps as proof.
struct Receipt {
  std::string id;
  std::string sha256;
  // Unique in a store. SQLite: from 1 without gaps, in the order of storing. PostgreSQL: rising within one process;
  // each process takes numbers a thousand at a time, so there are gaps, and two processes' numbers say nothing of their
  // order.
  int64_t sequence = 0;
  std::string stored_at;  // 2026-11-21T23:58:01.123Z
};

enum class InsertOutcome {
  stored,      // durable, for the first time
  same,        // the very same was stored before; the receipt is that one. Also when it was withdrawn since.
  conflict,    // this id, or the key of a piece, holds something else, which stays
  unavailable  // nothing was stored; `why` says why, in words for the log. Trying again later is right.
};

struct InsertResult {
  InsertOutcome outcome = InsertOutcome::unavailable;
  Receipt receipt;  // for stored and same
  std::string why;
};

struct Stored {
  Record record;  // without the pieces kept apart
  Receipt receipt;
  std::string flag = {};  // the body of the entry of kind "flag" about it (flags.hpp); pages() alone fills it in
};

struct StoredPiece {
  Piece piece;
  std::string month;
};

// One page after the other, then an empty one. Between two calls nothing of the store is held but a connection, so the
// one who reads may take all day. What is stored meanwhile may be there or not.
using Pages = std::function<Result<std::vector<Stored>>()>;
using PiecePages = std::function<Result<std::vector<StoredPiece>>()>;

// Which response to withdraw. A key that is empty, or holds nothing, is no mistake.
struct Withdrawal {
  std::string survey;
  std::string id_start;    // survey::id_start(reference), or the whole id
  std::string withdrawal;  // as in Record
  std::string equality_key;
  std::string contact_key;
};

enum class Withdrawn {
  withdrawn,   // nothing of it is left but its id, hashes, sequence and time; also when that was so before
  none,        // no such response
  unavailable  // nothing was changed; trying again later is right
};

struct WithdrawResult {
  Withdrawn outcome = Withdrawn::unavailable;
  std::string why;  // for unavailable, in words for the log
};

struct Removed {
  int64_t responses = 0;
  int64_t equality = 0;
  int64_t contact = 0;
};

// What staff work with, and what processes share: `kind` is "token", "audit", "annotation", "quote", "flag", "results",
// "survey", "secret" or "clock"; keys are the caller's, and sorted as bytes. Three kinds are about a response, and go
// when it is removed: "flag", whose key is its id, and "annotation" and "quote", whose key is survey/id/question.
struct Entry {
  std::string kind;
  std::string key;
  std::string body;
};

// What must be so for an entry to be kept, looked at in the transaction that keeps it.
struct Precondition {
  std::optional<std::string> before = {};  // the body it replaces; empty: there is none
  std::string survey = {};                 // with response: the survey it answers
  std::string response = {};               // the id of a response that is there
};
struct Swapped {
  bool kept = false;
  std::string response;  // its body, where one was named and is there
};

// Functions with `done` do not wait: it is called once, from a thread of the store, after the commit, and must be
// quick. `why` is empty when all went well. The others wait, and are for threads that may.
class Store {
 public:
  using Why = std::function<void(std::string why)>;

  virtual ~Store() = default;  // stores all that waits, and answers it

  // All pieces, or none.
  virtual void insert(Record record, std::function<void(InsertResult)> done) = 0;

  // Removes a response with its pieces. Its id stays known, so that a late replay of it is `same` and does not come
  // back.
  virtual void withdraw(Withdrawal withdrawal, std::function<void(WithdrawResult)> done) = 0;

  // Removes one piece, such as contact details that are no longer needed. One that is not there is no mistake.
  virtual void delete_piece(PieceKind part, std::string survey, std::string key, Why done) = 0;

  // Removes what is older than a month ("2026-11": that month stays), as a withdrawal does, and says how many.
  virtual Result<Removed> delete_before(const std::string& survey, const std::string& month) = 0;

  // Whether it can be written now, by writing. `done` gets the reason why not, or nothing.
  virtual void check_writable(Why done) = 0;

  // Responses to a survey in the order of their ids, and pieces of one kind in the order of their keys: neither says
  // anything of time.
  virtual Pages pages(const std::string& survey) = 0;
  virtual PiecePages piece_pages(PieceKind part, const std::string& survey) = 0;

  virtual Result<int64_t> count() = 0;  // of responses that are there

  // Adds an entry, or replaces the one of its kind and key. An audit entry is only added: a key that is taken is a
  // mistake.
  virtual void upsert(Entry entry, Why done) = 0;
  // Compare and swap. The very same body counts as kept. Waits.
  virtual Result<Swapped> compare_and_swap(Entry entry, Precondition provided) = 0;
  virtual void delete_entry(std::string kind, std::string key, Why done) = 0;  // never of kind "audit"
  virtual std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) = 0;

  // All of the pages above, without holding more than one. The reason why not, or nothing.
  std::string for_each_response(const std::string& survey, const std::function<void(const Stored&)>& take);
  std::string for_each_piece(PieceKind part, const std::string& survey,
                             const std::function<void(const Piece&, const std::string& month)>& take);
};

// The same, for those who can wait.
InsertResult insert_and_wait(Store& store, Record record);
WithdrawResult withdraw_and_wait(Store& store, Withdrawal withdrawal);
std::string delete_piece_and_wait(Store& store, PieceKind part, std::string survey, std::string key);
std::string check_writable_and_wait(Store& store);
std::string upsert_and_wait(Store& store, Entry entry);
std::string delete_entry_and_wait(Store& store, std::string kind, std::string key);

// A SQLite file, made when it is first written to (its folder must be there). Nothing is opened before that.
std::unique_ptr<Store> sqlite_store(std::string path);

// A PostgreSQL database, by a connection string (libpq's URI). Its tables are made when it is first written to; their
// names start with "roadshow_". Every process that serves may have one.
std::unique_ptr<Store> postgres_store(const std::string& address);

// postgres://... or postgresql://...; anything else is the path of a SQLite file.
bool is_postgres(std::string_view name);
std::unique_ptr<Store> open_store(const std::string& name);

// The name as it may be printed: without the password.
std::string shown(std::string_view name);

}  // namespace roadshow::server
