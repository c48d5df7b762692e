// The results of a survey as they are published, from what the store holds.
//
// Publications must not give away the people between them, also not to somebody who adds answers of their own. So a
// publication is an entry of kind "results" in the store, which all processes share, and nothing that a visitor does
// makes a new one: one thread does (Publications::look()), when the schedule of the survey says so and T more people
// have answered, or T fewer are there (T is the limit for groups). Its counts are perturbed by keys of the records
// (survey/disclosure/perturbation.hpp), which depend on a secret of the store, and so is the number that T is compared
// with. The equality answers in it stay until T more people have given some.
//
// Quotes are the exception: entries of kind "quote", which leave the store with the response. They are read at each
// look, so that one that is withdrawn, or no longer marked by an analyst, is gone with the next request everywhere.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "content/survey_types.hpp"
#include "server/store/store.hpp"
#include "survey/results.hpp"

namespace roadshow::server {

// Whether a new publication may be made on this day (2026-11-25); `last` is the day of the last one, empty when there
// is none. `released`: staff say so now.
bool is_due(const content::ResultsPlan& plan, const std::string& last, const std::string& today, bool released);

// The last publication with its quotes; one without a day when there is none yet. Counts nothing.
Result<survey::Results> last_publication(Store& store, const content::Survey& survey);

// Makes a new publication when one is due, from the answers to all these definitions of the survey, the present one
// first; then the last publication. Reads every answer.
Result<survey::Results> publish_due(Store& store, const std::vector<content::Survey>& definitions,
                                    const std::string& today, bool released = false);

// The same today, by what the store knows of the survey: for the command line.
Result<survey::Results> publication(Store& store, const content::Survey& survey, bool released = false);

struct Published {
  std::string json;
  std::string tag;  // for ETag, with its quotes
};

// What was published last, kept in memory. Readers never wait for counting.
class Publications {
 public:
  Result<std::shared_ptr<const Published>> of(Store& store, const content::Survey& survey);

  // Makes what is due and reads what other processes have published: for one thread, now and then. The reason why it
  // could not, or nothing.
  std::string look(Store& store, const std::vector<content::Survey>& known, const std::vector<content::Survey>& surveys,
                   const std::string& today);

 private:
  struct Kept {
    survey::Results results;  // without quotes
    std::map<std::string, std::vector<std::string>> quotes;
    std::shared_ptr<const Published> published;
  };
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;
};

}  // namespace roadshow::server
