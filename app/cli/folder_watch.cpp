#include "cli/folder_watch.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;

FolderWatch::FolderWatch(fs::path folder) : folder_(std::move(folder)), known_(look()), latest_(known_) {}

std::vector<std::string> FolderWatch::changed() {
  Stamps now = look();
  const bool rests = now == latest_;
  latest_ = now;
  if (!rests || now == known_) return {};
  std::vector<std::string> names;
  for (const auto& [name, stamp] : now) {
    const auto before = known_.find(name);
    if (before == known_.end() || !(before->second == stamp)) names.push_back(name);
  }
  for (const auto& [name, stamp] : known_) {
    if (!now.contains(name)) names.push_back(name);
  }
  known_ = std::move(now);
  return names;
}

FolderWatch::Stamps FolderWatch::look() const {
  Stamps stamps;
  std::error_code error;
  // Files come and go while it looks: what cannot be read now is not there.
  for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() != ".json") continue;
    std::error_code gone;
    const auto time = fs::last_write_time(at->path(), gone);
    const uintmax_t size = gone ? 0 : fs::file_size(at->path(), gone);
    if (!gone) stamps[at->path().generic_string()] = {time, size};
  }
  return stamps;
}

}  // namespace roadshow::cli
