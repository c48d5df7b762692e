// Where responses are kept. A store is written to by many at once and answers each only when the response is durable.
//
// SQLite is the first store; PostgreSQL will be the second, behind the same five functions.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "content/problem.hpp"

namespace roadshow::endpoint {

struct Record {
  std::string id;  // UUID, made by the device
  std::string survey;
  std::string version;  // of the survey
  std::string sha256;   // of the body
  std::string body;     // survey::canonical()
};

// What the device keeps as proof.
struct Receipt {
  std::string id;
  std::string sha256;
  int64_t sequence = 0;   // from 1, in the order of storing
  std::string stored_at;  // 2026-11-21T23:58:01.123Z
};

enum class Outcome {
  stored,      // durable, for the first time
  same,        // the very same was stored before; the receipt is that one
  conflict,    // this id holds something else, which stays
  unavailable  // nothing was stored; `why` says why, in words for the log. Trying again later is right.
};

struct PutResult {
  Outcome outcome = Outcome::unavailable;
  Receipt receipt;  // for stored and same
  std::string why;
};

struct Stored {
  Record record;
  Receipt receipt;
};

class Store {
 public:
  virtual ~Store() = default;  // stores all that waits, and answers it

  // `done` is called once, from a thread of the store, after the commit. It must be quick.
  virtual void put(Record record, std::function<void(PutResult)> done) = 0;

  // Whether it can be written now, by writing. `done` gets the reason why not, or nothing.
  virtual void check(std::function<void(std::string why)> done) = 0;

  // Every response to a survey, in order, without holding them all. The reason why not, or nothing.
  virtual std::string each(const std::string& survey, const std::function<void(const Stored&)>& take) = 0;

  virtual Result<int64_t> count() = 0;
};

// The same, for those who can wait.
PutResult put_and_wait(Store& store, Record record);
std::string check_and_wait(Store& store);

// A SQLite file, made when it is first written to (its folder must be there). Nothing is opened before that.
std::unique_ptr<Store> sqlite_store(std::string path);

}  // namespace roadshow::endpoint
