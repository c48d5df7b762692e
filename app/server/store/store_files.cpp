#include "server/store/store_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "server/store/sha256.hpp"

namespace roadshow::server {
namespace {

constexpr size_t line_size = 64;  // less than a sector of a disk, so that it is never written in part

std::string line_of(int64_t number) {
  std::array<char, 24> digits{};
  std::snprintf(digits.data(), digits.size(), "%020lld", static_cast<long long>(number));
  std::string line = std::string("highest number acknowledged ") + digits.data();
  line += " " + sha256(line).substr(0, line_size - line.size() - 2);
  return line + "\n";
}

Result<std::optional<int64_t>> number_in(int file, const std::string& path) {
  std::array<char, line_size + 1> text{};
  const ssize_t bytes = pread(file, text.data(), line_size, 0);
  if (bytes == 0) return std::optional<int64_t>();
  long long number = 0;
  if (bytes != static_cast<ssize_t>(line_size) ||
      std::sscanf(text.data(), "highest number acknowledged %lld", &number) != 1 || line_of(number) != text.data())
    return Problems{{{path, 0, 0, ""}, "This file is damaged: it must hold the highest number that was acknowledged."}};
  return std::optional<int64_t>(number);
}

}  // namespace

std::string highest_file(const std::string& path) { return path + "-highest"; }

std::vector<std::string> files_of_store(const std::string& path) {
  return {path, path + "-wal", path + "-shm", highest_file(path)};
}

std::optional<FileId> file_id(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return std::nullopt;
  return FileId{found.st_dev, found.st_ino};
}

StoreFiles::StoreFiles(const std::string& path) : paths_(files_of_store(path)) {
  for (const std::string& one : paths_) ids_.push_back(file_id(one));
}

bool StoreFiles::are_there() const {
  for (size_t i = 0; i < paths_.size(); ++i) {
    const auto now = file_id(paths_[i]);
    if (!now || now != ids_[i]) return false;
  }
  return true;
}

Result<std::optional<int64_t>> read_highest(const std::string& path) {
  const std::string name = highest_file(path);
  const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return std::optional<int64_t>();
  if (file < 0) return Problems{{{name, 0, 0, ""}, std::string("This file cannot be read: ") + strerror(errno) + "."}};
  auto found = number_in(file, name);
  close(file);
  return found;
}

HighestNumber::HighestNumber(const std::string& path) {
  const std::string name = highest_file(path);
  file_ = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0) {
    why_ = "The file " + name + " cannot be written: " + strerror(errno) + ".";
    return;
  }
  const auto found = number_in(file_, name);
  if (const auto* problems = std::get_if<Problems>(&found)) {
    why_ = name + ": " + problems->at(0).sentence;
    return;
  }
  const auto number = std::get<std::optional<int64_t>>(found);
  number_ = number.value_or(0);
  if (number) return;
  number_ = -1;
  if (!note(0)) why_ = "The file " + name + " cannot be written: " + strerror(errno) + ".";
}

HighestNumber::~HighestNumber() {
  if (file_ < 0) return;
  sync();
  close(file_);
}

bool HighestNumber::note(int64_t number) {
  if (number <= number_) return true;
  const std::string line = line_of(number);
  if (pwrite(file_, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size())) return false;
  number_ = number;
  synced_ = false;
  return true;
}

void HighestNumber::sync() {
  if (!synced_) synced_ = fdatasync(file_) == 0;
}

}  // namespace roadshow::server
