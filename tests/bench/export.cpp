// How much memory and time an export takes, by the number of responses: memory must not grow with it.
//   bench_export [COUNT ...]     10000 and 100000 when none is given; 1000000 needs 2 GB of disk and some minutes
#include "server/export/export.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/find_pack.hpp"
#include "source_folder.hpp"

namespace {

using namespace roadshow;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// In MiB: "VmRSS:" is what this process has now, "VmHWM:" the most since the last call of forget_memory().
double memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::atof(line.c_str() + name.size()) / 1024;
  }
  return 0;
}
void forget_memory() { std::ofstream("/proc/self/clear_refs") << "5"; }

void fill(server::Store& store, const content::Pack& pack, long count) {
  for (long i = 0; i < count; ++i) {
    const auto response = survey::sample(pack.surveys.at(0), pack.info, static_cast<uint64_t>(i));
    store.insert({.id = response.id,
                  .survey = response.survey,
                  .version = response.version,
                  .sha256 = std::string(64, '0'),
                  .body = survey::canonical(response),
                  .month = response.month},
                 [](const server::InsertResult&) {});
    if (i % 10'000 == 0) server::check_writable_and_wait(store);  // so that what waits does not pile up
  }
  server::check_writable_and_wait(store);
}

void measure(const content::Pack& pack, long count) {
  const auto file = std::filesystem::temp_directory_path() / ("roadshow-export-" + std::to_string(getpid()) + ".db");
  // In a process of its own, so that memory it gave back does not hide what an export takes.
  const pid_t filler = fork();
  if (filler == 0) {
    fill(*server::sqlite_store(file), pack, count);
    _exit(0);
  }
  waitpid(filler, nullptr, 0);
  const auto store = server::sqlite_store(file);
  for (const std::string name : {"csv", "long", "jsonl", "fhir", "xlsx"}) {
    forget_memory();
    const double before = memory("VmRSS:");
    const auto start = Clock::now();
    server::Export pieces(*store,
                          {pack.info.id, pack.surveys.at(0), server::format_named(name), server::ExportPart::answers});
    size_t bytes = 0;
    for (auto piece = pieces.next(); piece && !piece->empty(); piece = pieces.next()) bytes += piece->size();
    std::printf("%9ld  %-5s  %8.1f MB  %7.1f s  %6.1f MiB more at most  %s\n", static_cast<long>(pieces.records()),
                name.c_str(), static_cast<double>(bytes) / 1e6, seconds_since(start), memory("VmHWM:") - before,
                pieces.why().c_str());
    std::fflush(stdout);
  }
  std::error_code none;
  for (const char* more : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + more, none);
}

}  // namespace

int main(int argc, char** argv) {
  const auto found =
      cli::find_pack({.site = "", .content = test::source_folder() / "content", .pack = "staffordshire-stoke"});
  if (const auto* problems = std::get_if<Problems>(&found)) return cli::print(*problems);
  const auto& pack = std::get<content::Pack>(found);
  std::printf("responses  form        size     time   memory\n");
  for (int i = 1; i < argc; ++i) measure(pack, std::atol(argv[i]));
  if (argc > 1) return 0;
  measure(pack, 10'000);
  measure(pack, 100'000);
}
