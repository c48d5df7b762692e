// Writes the files of a site to a folder, with compressed twins beside them: only what is not there yet.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace roadshow::cli {

class SiteWriter {
 public:
  explicit SiteWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // From any thread. A file that has these bytes already is left as it is, time and all, and so are its twins:
  // compressing well takes seconds, and a build mostly changes little.
  void write(const std::string& name, std::string_view text);
  // Takes away what an earlier build left and this one did not write.
  void remove_others();

  bool failed() const { return failed_; }

 private:
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::set<std::filesystem::path> written_;
  std::atomic<bool> failed_ = false;
};

}  // namespace roadshow::cli
