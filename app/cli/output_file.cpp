#include "cli/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "server/store/store.hpp"
#include "server/store/store_files.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

// What a signal removes: one file is written at a time. A signal handler can be given nothing, so it stands here.
std::array<char, 4096> unfinished_now{};

void remove_and_end(int signal) {
  if (unfinished_now[0] != '\0') unlink(unfinished_now.data());
  raise(signal);  // once more, as it would have been without us (SA_RESETHAND)
}

void remove_on_signal(const std::string& path) {
  unfinished_now.fill('\0');
  if (path.size() < unfinished_now.size()) std::copy(path.begin(), path.end(), unfinished_now.begin());
  struct sigaction action {};
  action.sa_handler = remove_and_end;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_NODEFER;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

bool is_there(const std::string& path) {
  struct stat found {};
  return lstat(path.c_str(), &found) == 0;
}

// The names beside the file: whichever of them is there, the file is a store in use, or was one.
bool is_in_use(const std::string& path) {
  const auto files = server::files_of_store(path);
  return std::any_of(files.begin() + 1, files.end(), is_there) || is_there(path + "-journal");
}

// "roadshow.db-wal": SQLite would take it for the log of the store beside it.
bool is_beside_store(const std::string& path) {
  for (const std::string ending : {"-wal", "-shm", "-highest", "-journal"}) {
    if (path.ends_with(ending) && is_there(path.substr(0, path.size() - ending.size()))) return true;
  }
  return false;
}

size_t distance(std::string_view a, std::string_view b) {  // Levenshtein's
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t corner = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t other = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = std::exchange(row[j], other);
    }
  }
  return row.back();
}

}  // namespace

// A SQLite file with our mark in its head (file format, 1.3: "Application ID").
bool is_store(const std::string& path) {
  std::array<char, 72> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  return std::string_view(head.data(), 15) == "SQLite format 3" && std::string_view(&head[68], 4) == "RSHW";
}

std::string refusal_of_output(const std::string& path, Existing existing, bool of_a_store) {
  struct stat found {};
  std::error_code error;
  const std::string real = fs::weakly_canonical(path, error).string();
  if (is_beside_store(path) || is_beside_store(real))
    return path + " has a name that belongs to the store beside it. Choose another --out.";
  if (lstat(path.c_str(), &found) != 0) {
    if (errno != ENOENT) return path + " cannot be written: " + strerror(errno) + ".";
    return is_in_use(path) ? "The files beside " + path + " are those of a store. Choose another --out."
                           : std::string();
  }
  if (!S_ISREG(found.st_mode)) return path + " is not a plain file, so it is not written over. Choose another --out.";
  if (is_in_use(path) || (found.st_nlink > 1 && is_store(path)))
    return path + " is a store in use, so it is not written over. Choose another --out.";
  if (is_store(path) && !of_a_store) return path + " is a store, so it is not written over. Choose another --out.";
  if (existing == Existing::keep)
    return path + " is there already. Choose another --out, or add --replace to write over it.";
  return {};
}

OutputFile::OutputFile(std::string path, Existing existing, bool of_a_store)
    : path_(std::move(path)), existing_(existing), of_a_store_(of_a_store) {
  if (path_.empty()) {
    file_ = stdout;
    return;
  }
  why_ = refusal_of_output(path_, existing_, of_a_store_);
  if (!why_.empty()) return;
  std::string name = path_ + ".part-XXXXXX";
  const int file = mkstemp(name.data());  // 0600
  if (file < 0) {
    why_ =
        "The file " + path_ + " cannot be written: " + strerror(errno) + ". Check its folder, or choose another --out.";
    return;
  }
  unfinished_ = name;
  remove_on_signal(name);
  file_ = fdopen(file, "wb");
}

OutputFile::~OutputFile() {
  if (file_ && file_ != stdout) std::fclose(file_);
  if (!unfinished_.empty()) unlink(unfinished_.c_str());
  unfinished_now.fill('\0');
}

bool OutputFile::write(std::string_view text) {
  return file_ && std::fwrite(text.data(), 1, text.size(), file_) == text.size();
}

std::string OutputFile::finish() {
  std::string full = "The file could not be written to its end: is the disk full?";
  if (!file_ || std::fflush(file_) != 0) return full;
  if (file_ == stdout) return {};
  if (fsync(fileno(file_)) != 0) return full;
  why_ = refusal_of_output(path_, existing_, of_a_store_);  // once more: it was written for long
  if (!why_.empty()) return why_;
  if (std::rename(unfinished_.c_str(), path_.c_str()) != 0)
    return "The file " + path_ + " cannot be written: " + strerror(errno) + ".";
  unfinished_.clear();
  const fs::path folder = fs::path(path_).parent_path();
  const int open_folder = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (open_folder >= 0) {
    fsync(open_folder);
    close(open_folder);
  }
  return {};
}

std::string missing_store(const std::string& store) {
  if (server::is_postgres(store)) return {};
  std::error_code error;
  if (fs::is_regular_file(store, error)) return {};
  std::string sentence = "There is no store " + store + ".";
  const fs::path path(store);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::string nearest;
  size_t least = 4;  // typing mistakes
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const size_t far = distance(entry.path().filename().string(), path.filename().string());
    if (far < least && (is_store(entry.path().string()) || is_in_use(entry.path().string()))) {
      least = far;
      nearest = (path.parent_path() / entry.path().filename()).string();
    }
  }
  if (!nearest.empty()) sentence += " Did you mean " + nearest + "?";
  return sentence + " It is the file that was named with --store to roadshow serve.";
}

}  // namespace roadshow::cli
