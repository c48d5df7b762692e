// The server with real sockets: what only a connection can show.
#include "endpoint/server.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "fake_store.hpp"

using namespace roadshow;
using namespace roadshow::endpoint;

namespace {

const std::string id = "0f8fad5b-d9cb-469f-a165-70867728950e";

std::string put_of(const std::string& body, const std::string& more = "") {
  return "PUT /v1/responses/" + id +
         " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + more + "\r\n" + body;
}

const std::string good_body = R"({"schema":"roadshow/response/1","id":")" + id +
                              R"(","pack":"testshire","survey":"views","version":"1","language":"en","channel":"web",)"
                              R"("layout":"flow","month":"2026-11","asked":["area"],"answers":{"area":"north"}})";

content::Survey views() {
  content::Survey survey;
  survey.id = "views";
  survey.version = "1";
  survey.questions.emplace_back();
  survey.questions[0].code = "area";
  survey.questions[0].kind = content::SingleChoice{{{"north", "North", "", false}, {"south", "South", "", false}}};
  return survey;
}

// A store that holds every answer back until it is told.
class SlowStore : public FakeStore {
 public:
  void put(Record record, std::function<void(PutResult)> done) override {
    const std::lock_guard lock(mutex_);
    record_ = std::move(record);
    done_ = std::move(done);
    arrived_.notify_all();
  }

  void wait_for_put() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return done_ != nullptr; });
  }
  void commit() {
    const auto done = std::exchange(done_, nullptr);
    done({Outcome::stored, {record_.id, record_.sha256, 1, "now"}, ""});
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  Record record_;
  std::function<void(PutResult)> done_;
};

class Client {
 public:
  explicit Client(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval limit{10, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0);
  }
  ~Client() { close(socket_); }
  Client(const Client&) = delete;

  void send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<size_t>(sent));
    }
  }

  // Everything up to the text `end`, or to the end of the connection.
  std::string read_to(std::string_view end) {
    std::string text;
    char c = 0;
    while (recv(socket_, &c, 1, 0) == 1) {
      text += c;
      if (text.ends_with(end)) break;
    }
    return text;
  }
  std::string read_all() { return read_to(std::string_view("\0never", 6)); }
  std::string read_head() { return read_to("\r\n\r\n"); }

  // One answer with a Content-Length.
  std::string read_answer() {
    std::string text = read_head();
    const size_t at = text.find("Content-Length: ");
    REQUIRE(at != std::string::npos);
    std::string body(std::stoul(text.substr(at + 16)), ' ');
    REQUIRE(recv(socket_, body.data(), body.size(), MSG_WAITALL) == static_cast<ssize_t>(body.size()));
    return text + body;
  }

 private:
  int socket_;
};

struct Fixture {
  Fixture() {
    spdlog::set_level(spdlog::level::off);
    auto listening = listen(service, {.port = 0});
    REQUIRE(std::holds_alternative<std::unique_ptr<Server>>(listening));
    server = std::move(std::get<std::unique_ptr<Server>>(listening));
    thread = std::thread([this] { server->run(); });
  }
  ~Fixture() { stop(); }
  Fixture(const Fixture&) = delete;

  void stop() {
    server->stop();
    if (thread.joinable()) thread.join();
  }

  SlowStore store;
  Service service{"testshire",
                  {views()},
                  {{"/index.html", {"text/html", "tag", false, std::make_shared<const std::string>("Home"), {}, {}}}},
                  store};
  std::unique_ptr<Server> server;
  std::thread thread;
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "server: many requests on one connection, and the answer to PUT waits for the commit") {
  Client client(server->port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string home = client.read_answer();
  CHECK(home.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(home.find("\r\nContent-Security-Policy: default-src 'none'") != std::string::npos);
  CHECK(home.find("\r\nDate: ") != std::string::npos);
  CHECK(home.ends_with("\r\n\r\nHome"));

  client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nHEAD /v1/responses HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_head().find("\r\nContent-Length: 4\r\n") != std::string::npos);
  const std::string sign = client.read_head();
  CHECK(sign.starts_with("HTTP/1.1 204 No Content\r\n"));
  CHECK(sign.find("Content-Length") == std::string::npos);

  client.send(put_of(good_body, "Expect: 100-continue\r\n"));
  CHECK(client.read_head() == "HTTP/1.1 100 Continue\r\n\r\n");
  store.wait_for_put();
  store.commit();
  const std::string stored = client.read_answer();
  CHECK(stored.starts_with("HTTP/1.1 201 Created\r\n"));
  CHECK(stored.find("\"sequence\":1") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "server: what cannot be read is refused in words, and the connection ends") {
  const auto answer_to = [&](const std::string& text) {
    Client client(server->port());
    client.send(text);
    return client.read_all();
  };
  const std::string large = answer_to(put_of(std::string(3'000'000, ' ')));
  CHECK(large.starts_with("HTTP/1.1 413 "));
  CHECK(large.find("application/problem+json") != std::string::npos);
  CHECK(large.find("Connection: close") != std::string::npos);
  const std::string chunks = "PUT /v1/responses/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n60000\r\n";
  CHECK(answer_to(chunks + std::string(0x60000, ' ') + "\r\n0\r\n\r\n").starts_with("HTTP/1.1 413 "));
  CHECK(answer_to("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n").starts_with("HTTP/1.1 431 "));
  CHECK(answer_to("hello\r\n\r\n").starts_with("HTTP/1.1 400 "));
  // Two lengths: a request could be hidden between two readers of different minds (RFC 9112, 6.3).
  CHECK(answer_to("PUT / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            .starts_with("HTTP/1.1 400 "));
  CHECK(
      answer_to("PUT / HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhello").starts_with("HTTP/1.1 400 "));
}

TEST_CASE_FIXTURE(Fixture, "server: slow clients do not hold up a fast one") {
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Client>(server->port()));
    slow.back()->send("GET / HTT");
  }
  const auto start = std::chrono::steady_clock::now();
  Client fast(server->port());
  fast.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(fast.read_answer().ends_with("Home"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
}

TEST_CASE_FIXTURE(Fixture, "server: a stop closes what waits and finishes what is being stored") {
  Client idle(server->port());
  Client half(server->port());
  half.send("PUT /v1/resp");
  Client sending(server->port());
  sending.send(put_of(good_body));
  store.wait_for_put();

  server->stop();
  CHECK(idle.read_all().empty());
  CHECK(half.read_all().empty());
  store.commit();
  const std::string stored = sending.read_all();
  CHECK(stored.starts_with("HTTP/1.1 201 Created\r\n"));
  CHECK(stored.find("Connection: close") != std::string::npos);
  stop();
}

TEST_CASE_FIXTURE(Fixture, "server: an address that cannot be had is said in words") {
  const auto sentence = [&](const ServerOptions& options) {
    const auto listening = listen(service, options);
    const auto* problems = std::get_if<Problems>(&listening);
    return problems ? problems->at(0).sentence : std::string();
  };
  const std::string port = std::to_string(server->port());
  CHECK(sentence({.port = server->port()}).starts_with("Port " + port + " is taken by another program."));
  CHECK(sentence({.host = "localhost", .port = 0}).find("is not an IP address") != std::string::npos);
  CHECK(sentence({.host = "192.0.2.1", .port = 0}).find("does not have the address") != std::string::npos);
}
