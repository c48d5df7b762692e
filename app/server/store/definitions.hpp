// Every definition of a survey that this store ever took answers to: entries of kind "survey", which all processes
// share. So answers that a device kept while the survey was updated are read by the definition they were given to.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "content/definition.hpp"
#include "server/store/store.hpp"

namespace roadshow::server {

// The surveys, and behind them their other definitions that the store holds.
Result<std::vector<content::Survey>> known_definitions(Store& store, const std::vector<content::Survey>& surveys);

// Writes down the surveys as they are, and those that were published before, where they are new to the store.
std::string keep_definitions(Store& store, const std::vector<content::Survey>& surveys,
                             const std::vector<content::Definition>& published);

// A sentence for each survey that the store knows with the same version and other questions: somebody changed it
// without a new version.
std::vector<std::string> changed_in_silence(const std::vector<content::Survey>& known);

// Those of one survey, the present one first.
std::vector<content::Survey> definitions_of(const std::vector<content::Survey>& known, const std::string& survey);

// What known_definitions() said last, for many threads. Empty until set.
class Definitions {
 public:
  std::shared_ptr<const std::vector<content::Survey>> all() const;
  void set(std::vector<content::Survey> known);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const std::vector<content::Survey>> known_ = std::make_shared<std::vector<content::Survey>>();
};

}  // namespace roadshow::server
