#include "cli/preview.hpp"

#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "cli/find_pack.hpp"
#include "cli/preview_service.hpp"
#include "server/sockets/server.hpp"

namespace roadshow::cli {
namespace {

constexpr std::chrono::milliseconds page_waits{25'000};  // proxies and browsers cut what is silent for longer
constexpr timespec between_looks{0, 50'000'000};

// A folder that is gone afterwards: nothing of a preview is kept.
class PassingFolder {
 public:
  PassingFolder() {
    std::string name = std::filesystem::temp_directory_path() / "roadshow-preview-XXXXXX";
    if (mkdtemp(name.data())) path_ = name;
  }
  ~PassingFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  PassingFolder(const PassingFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }  // empty: it could not be made

 private:
  std::filesystem::path path_;
};

void say(const Problems& problems) {
  if (problems.empty()) return;
  std::fflush(stdout);
  print(problems);
  std::printf("%zu %s to mend. Until then the pages stay as they were.\n", problems.size(),
              problems.size() == 1 ? "mistake" : "mistakes");
}

void say_saved(const std::vector<std::string>& files, const Problems& problems) {
  for (const std::string& file : files) std::printf("Saved: %s\n", file.c_str());
  say(problems);
  if (problems.empty()) std::printf("The pages are new.\n");
  std::fflush(stdout);
}

}  // namespace

int run_preview(const PreviewOptions& options) {
  const auto pack = find_pack_name(options.content, options.pack);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  const PassingFolder folder;
  if (folder.path().empty()) return print({{{}, "No folder can be made for what is answered. Is the disk full?"}});
  const auto store = server::open_store(folder.path() / "answers.sqlite");
  PreviewService preview({options.content, std::get<std::string>(pack), options.parts}, *store, page_waits);

  // Before any thread starts: every thread then leaves these signals to the loop below.
  sigset_t stop;
  sigemptyset(&stop);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&stop, signal);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);

  spdlog::set_level(spdlog::level::warn);  // what is asked for is no news here
  server::Service service{.store = *store};
  service.instead = [&](server::Request request, const std::function<void(server::Answer)>& done) {
    preview.answer(std::move(request), done);
  };
  auto listening = server::listen(service, {.port = options.port});
  if (const auto* problems = std::get_if<Problems>(&listening)) return print(*problems);
  const auto& server = std::get<std::unique_ptr<server::Server>>(listening);
  std::printf(
      "The preview is at http://127.0.0.1:%d/\n"
      "Save a file of %s, and the page shows it. Only this computer can see it, and answers given in it are not kept.\n"
      "Stop it with Ctrl+C.\n",
      server->port(), options.content.c_str());
  say(preview.problems());
  std::fflush(stdout);

  std::thread serving([&] { server->run(); });
  while (sigtimedwait(&stop, nullptr, &between_looks) < 0) {
    if (const auto files = preview.look(); !files.empty()) say_saved(files, preview.problems());
  }
  preview.close();
  server->stop();
  serving.join();
  return 0;
}

}  // namespace roadshow::cli
