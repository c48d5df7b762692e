// A client with a real socket, and a server for it, for tests of what only a connection can show.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "fake_store.hpp"
#include "server/sockets/server.hpp"
#include "small_pack.hpp"

namespace roadshow::test {

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
    REQUIRE_MESSAGE(at != std::string::npos, text);
    std::string body(std::stoul(text.substr(at + 16)), ' ');
    REQUIRE(recv(socket_, body.data(), body.size(), MSG_WAITALL) == static_cast<ssize_t>(body.size()));
    return text + body;
  }

  int socket() const { return socket_; }

 private:
  int socket_;
};

// A server that runs until the end of the test.
class Running {
 public:
  explicit Running(const server::Service& service, server::ServerOptions options = {}) {
    spdlog::set_level(spdlog::level::off);
    options.port = 0;
    auto listening = listen(service, options);
    REQUIRE(std::holds_alternative<std::unique_ptr<server::Server>>(listening));
    server_ = std::move(std::get<std::unique_ptr<server::Server>>(listening));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Running() { stop(); }
  Running(const Running&) = delete;

  void stop() {
    server_->stop();
    if (thread_.joinable()) thread_.join();
  }
  server::Server& operator*() { return *server_; }
  server::Server* operator->() { return server_.get(); }

 private:
  std::unique_ptr<server::Server> server_;
  std::thread thread_;
};

inline server::Site site_of(std::string home) {
  return {{"/index.html", {"text/html", "tag", false, std::make_shared<const std::string>(std::move(home)), {}, {}}}};
}

// A service without surveys, whose store says yes to everything and whose home page says "Home".
struct Serving {
  server::FakeStore store;
  server::Service service{test::small_pack("testshire"), site_of("Home"), store};
  Running server{service};
};

}  // namespace roadshow::test
