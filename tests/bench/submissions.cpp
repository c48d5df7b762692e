// Two parts of the benchmark of submissions (submissions.mjs): the load, the same for every service, and the bare
// store.
//   bench_submissions load PORT CONNECTIONS SECONDS <bodies    PUTs over kept connections, each waits for its answer
//   bench_submissions bare STORE CONNECTIONS SECONDS <bodies   the store alone, with as many waiting at once: what can
//                                                              be put in groups, without HTTP, reading and checking
// Bodies are responses, one a line, each sent once. Prints "stored<tab>seconds<tab>others".
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/find_pack.hpp"
#include "server/handlers/responses.hpp"
#include "server/store/store.hpp"
#include "source_folder.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using Bodies = std::vector<std::string>;

std::string id_of(std::string_view body) {
  constexpr std::string_view mark = "\"id\":\"";
  return std::string(body.substr(body.find(mark) + mark.size(), 36));
}

struct Count {
  size_t stored = 0;
  size_t others = 0;
  double seconds = 0;
};

struct Connection {
  int socket = -1;
  std::string request;
  std::string answer;
};

class Load {
 public:
  Load(const Bodies& bodies, uint16_t port, int connections) : bodies_(bodies), connections_(size_t(connections)) {
    for (size_t i = 0; i < connections_.size(); ++i) {
      Connection& one = connections_[i];
      one.socket = ::socket(AF_INET, SOCK_STREAM, 0);
      sockaddr_in place{};
      place.sin_family = AF_INET;
      place.sin_port = htons(port);
      place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      const int on = 1;
      setsockopt(one.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      if (connect(one.socket, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0) std::abort();
      epoll_event event{EPOLLIN, {.u64 = i}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, one.socket, &event);
    }
  }

  Count run(double seconds) {
    const auto start = Clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    for (Connection& one : connections_) send_next(one);
    std::array<epoll_event, 256> events{};
    while (passed() < seconds && next_ < bodies_.size()) {
      const int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 100);
      for (int i = 0; i < ready; ++i) read(connections_[events[static_cast<size_t>(i)].data.u64]);
    }
    count_.seconds = passed();
    return count_;
  }

 private:
  void send_next(Connection& one) {
    if (next_ == bodies_.size()) return;
    const std::string& body = bodies_[next_++];
    one.request = "PUT /v1/responses/" + id_of(body) +
                  " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body;
    for (size_t sent = 0; sent < one.request.size();) {  // small enough for the socket's buffer: it does not wait
      const ssize_t bytes = ::send(one.socket, one.request.data() + sent, one.request.size() - sent, MSG_NOSIGNAL);
      if (bytes <= 0) std::abort();
      sent += static_cast<size_t>(bytes);
    }
  }

  void read(Connection& one) {
    std::array<char, 4096> part{};
    const ssize_t bytes = recv(one.socket, part.data(), part.size(), 0);
    if (bytes <= 0) {
      std::fprintf(stderr, "The service closed a connection.\n");
      std::exit(1);
    }
    one.answer.append(part.data(), static_cast<size_t>(bytes));
    const size_t end = one.answer.find("\r\n\r\n");
    if (end == std::string::npos || one.answer.size() < end + 4 + length_of(one.answer.substr(0, end))) return;
    ++(one.answer.compare(9, 3, "201") == 0 ? count_.stored : count_.others);
    one.answer.clear();
    send_next(one);
  }

  static size_t length_of(const std::string& head) {
    for (const char* name : {"Content-Length: ", "content-length: "}) {
      const size_t at = head.find(name);
      if (at != std::string::npos) return static_cast<size_t>(std::atoll(head.c_str() + at + 16));
    }
    return 0;
  }

  const Bodies& bodies_;
  std::vector<Connection> connections_;
  size_t next_ = 0;
  Count count_;
  const int epoll_ = epoll_create1(0);
};

// The same records as those that the service would put, made before the clock starts.
std::vector<roadshow::server::Record> records_of(const Bodies& bodies) {
  using namespace roadshow;
  auto pack = cli::find_pack({.site = "", .content = test::source_folder() / "content", .pack = "staffordshire-stoke"});
  const auto& surveys = std::get<content::Pack>(pack).surveys;
  std::vector<server::Record> records;
  records.reserve(bodies.size());
  for (const std::string& body : bodies)
    records.push_back(server::record_of(std::get<survey::Response>(survey::read_response(body, surveys))));
  return records;
}

Count bare(const Bodies& bodies, const std::string& name, int waiting, double seconds) {
  using namespace roadshow::server;
  std::vector<Record> records = records_of(bodies);
  std::atomic<size_t> next = 0;
  std::atomic<size_t> stored = 0;
  std::atomic<size_t> others = 0;
  std::atomic<int> open = 0;
  std::atomic<bool> over = false;
  const auto store = open_store(name);
  if (!check_writable_and_wait(*store).empty()) std::abort();
  std::function<void()> put_next = [&] {
    const size_t place = over ? records.size() : next++;
    if (place >= records.size()) {
      --open;
      open.notify_all();
      return;
    }
    store->insert(std::move(records[place]), [&](const InsertResult& result) {
      ++(result.outcome == InsertOutcome::stored ? stored : others);
      put_next();
    });
  };
  const auto start = Clock::now();
  open = waiting;
  for (int i = 0; i < waiting; ++i) put_next();
  while (std::chrono::duration<double>(Clock::now() - start).count() < seconds && next < records.size()) usleep(1000);
  const Count count{stored, others, std::chrono::duration<double>(Clock::now() - start).count()};
  over = true;
  for (int n = open; n != 0; n = open) open.wait(n);
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  Bodies bodies;
  for (std::string line; std::getline(std::cin, line);) bodies.push_back(std::move(line));
  const int connections = std::atoi(argv[3]);
  const double seconds = std::atof(argv[4]);
  const Count count = std::string_view(argv[1]) == "load"
                          ? Load(bodies, static_cast<uint16_t>(std::atoi(argv[2])), connections).run(seconds)
                          : bare(bodies, argv[2], connections, seconds);
  std::printf("%zu\t%.3f\t%zu\n", count.stored, count.seconds, count.others);
  return 0;
}
