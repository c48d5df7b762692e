// The results of a survey as they are published, from what the store holds.
//
// Two publications must not give away the people between them. So a publication stays as it is (an entry of kind
// "results" in the store, which all processes share) until T more people have answered, or T fewer are there: T is the
// limit for groups. Nobody's answer shows alone, not even to somebody who looks every minute and knows who answered
// when. The equality answers in it stay even longer: until T more people have given some. Between two publications a
// withdrawn answer is only part of rounded counts, and it leaves with the next. Quotes are the exception: they are
// taken from the answers that are there at each look, so that one that is withdrawn, or no longer marked by an analyst,
// is gone at once.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "content/survey_types.hpp"
#include "endpoint/store.hpp"
#include "survey/results.hpp"

namespace roadshow::endpoint {

// Reads every answer. Keeps a new publication in the store when one is due.
Result<survey::Results> publication(Store& store, const content::Survey& survey);

struct Published {
  std::string json;
  std::string tag;  // for ETag, with its quotes
};

// What was published last, kept in memory: reading every answer for every look would let visitors keep the store busy.
// It is made again when the number of answers has changed and a few seconds are over, and once a minute at least.
class Publications {
 public:
  Result<std::shared_ptr<const Published>> of(Store& store, const content::Survey& survey);
  void forget();  // something but the answers has changed: the next look is fresh

 private:
  struct Kept {
    std::shared_ptr<const Published> published;
    int64_t responses = 0;
    std::chrono::steady_clock::time_point at;
  };
  std::mutex mutex_;  // also so that one thread makes it and others wait for that
  std::map<std::string, Kept> kept_;
};

}  // namespace roadshow::endpoint
