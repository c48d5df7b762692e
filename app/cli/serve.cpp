#include "cli/serve.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "cli/find_pack.hpp"
#include "cli/say.hpp"
#include "server/handlers/retention.hpp"
#include "server/sockets/server.hpp"
#include "server/store/verify.hpp"

namespace roadshow::cli {
namespace {

constexpr double seconds_at_once = 300;  // what an address has saved up at most; see Rate

// Each visitor is an open file to the system, whose first limit is often 1,024.
void allow_many_connections() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

std::string address_of(const ServeOptions& options, uint16_t port) {
  const bool any = options.host == "0.0.0.0" || options.host == "::";
  const bool six = !any && options.host.find(':') != std::string::npos;
  const std::string host = any ? "127.0.0.1" : six ? "[" + options.host + "]" : options.host;
  return "http://" + host + ":" + std::to_string(port) + "/";
}

}  // namespace

int run_serve(const ServeOptions& options) {
  auto packs = packs_of_site(options.site);
  if (const auto* problems = std::get_if<Problems>(&packs)) return print(*problems);

  const std::string store_name = server::shown(options.store);
  if (!server::is_postgres(options.store)) {
    std::error_code error;
    const auto folder = std::filesystem::absolute(options.store, error).parent_path();
    std::filesystem::create_directories(folder, error);
    if (error)
      return fail("The folder " + folder.string() + " cannot be made: " + error.message() +
                  ". Choose another place for the answers with --store.");
  }
  const auto published = published_of_site(options.site);
  if (const auto* problems = std::get_if<Problems>(&published)) return print(*problems);
  const bool is_new = !server::is_postgres(options.store) && !std::filesystem::exists(options.store);
  const auto store = server::open_store(options.store);
  if (const std::string why = server::check_writable_and_wait(*store); !why.empty())
    return fail("Answers cannot be stored in " + store_name + ". " + why);
  if (is_new) std::printf("There was no store at %s: a new, empty one was made.\n", store_name.c_str());

  spdlog::set_default_logger(spdlog::stderr_color_mt("roadshow"));
  spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
  const server::Service service{
      .packs = std::move(std::get<std::vector<content::Pack>>(packs)),
      .site = server::read_site(options.site),
      .store = *store,
      .warn = [](const std::string& why) { spdlog::warn("A response could not be stored. {}", why); },
      .limit = std::make_shared<server::RateLimit>(
          server::Rate{.per_second = options.rate, .at_once = options.rate * seconds_at_once}),
      .origins = options.origins};

  const std::vector<content::Survey>& surveys = service.packs.front().surveys;
  if (const std::string why =
          server::keep_definitions(*store, surveys, std::get<std::vector<content::Definition>>(published));
      !why.empty())
    return fail("The surveys cannot be written down in " + store_name + ". " + why);
  // Also what another process, with a newer site, has written down.
  const auto learn = [&] {
    auto known = server::known_definitions(*store, surveys);
    if (auto* all = std::get_if<std::vector<content::Survey>>(&known)) service.definitions->set(std::move(*all));
  };
  learn();
  for (const std::string& sentence : server::changed_in_silence(*service.definitions->all()))
    spdlog::warn("{}", sentence);

  const auto expire = [&](server::Daily::Time now) {
    const auto result = server::run_retention(*store, surveys, now);
    if (const auto* problems = std::get_if<Problems>(&result)) {
      spdlog::warn("What is past its time could not be deleted. {}", problems->at(0).sentence);
      return false;
    }
    const std::string& waits = std::get<std::string>(result);
    service.metrics->retention_waits(!waits.empty());
    if (!waits.empty()) spdlog::warn("What is past its time is not deleted. {}", waits);
    return waits.empty();
  };
  const server::Daily daily(expire, [] { return std::chrono::system_clock::now(); });

  // The one thread that counts what is published.
  const auto publish = [&](server::Daily::Time now) {
    learn();
    const std::string why =
        service.publications->look(*store, *service.definitions->all(), surveys, server::day_of(now));
    if (!why.empty()) spdlog::warn("The answers could not be counted. {}", why);
    return false;  // again after the pause: it is due at another time for each survey
  };
  const server::Daily publishing(
      publish, [] { return std::chrono::system_clock::now(); }, std::chrono::minutes(1));

  // What nobody reads or writes can rot unseen: looked for at the start and once a day.
  std::atomic<bool> ending = false;
  const auto check = [&](server::Daily::Time) {
    const auto found = server::verify_store(options.store, [&] { return ending.load(); });
    const auto* findings = std::get_if<server::Findings>(&found);
    if (!findings) return false;
    service.metrics->store_damaged(findings->faults > 0);
    for (const std::string& sentence : findings->sentences) spdlog::error("{}", sentence);
    return true;
  };
  std::optional<server::Daily> checking;
  if (!server::is_postgres(options.store)) checking.emplace(check, [] { return std::chrono::system_clock::now(); });

  allow_many_connections();
  auto listening = server::listen(service, {.host = options.host,
                                            .port = options.port,
                                            .metrics_port = options.metrics_port,
                                            .signals = server::Signals::stop,
                                            .proxies = options.proxies,
                                            .most_connection_bytes = size_t{options.memory} * 1024 * 1024});
  if (const auto* problems = std::get_if<Problems>(&listening)) return print(*problems);
  const auto& server = std::get<std::unique_ptr<server::Server>>(listening);
  std::printf("Roadshow is at %s\nStop it with Ctrl+C.\n", address_of(options, server->port()).c_str());
  if (server->metrics_port() != 0) std::printf("Metrics are at http://127.0.0.1:%d/metrics\n", server->metrics_port());
  std::fflush(stdout);
  server->run();
  ending = true;
  std::printf("Stopped. Every answer that was acknowledged is in %s\n", store_name.c_str());
  return 0;
}

}  // namespace roadshow::cli
