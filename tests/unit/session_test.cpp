// Large answers, which a connection sends piece by piece.
#include "server/sockets/session.hpp"

#include <doctest/doctest.h>

#include "socket_client.hpp"

using namespace roadshow;
using namespace roadshow::server;
using namespace roadshow::test;
using boost::asio::ip::tcp;

namespace {

// A server for one kind of answer: so many pieces, then the end, or a break.
struct Pieces {
  explicit Pieces(int count, bool breaks) {
    spdlog::set_level(spdlog::level::off);
    const auto ask = [count, breaks](const Request&, const std::function<void(Answer)>& done) {
      Answer answer{200, "/pieces", {{"Content-Type", "text/plain"}}, nullptr};
      answer.next = [n = 0, count, breaks]() mutable -> std::optional<std::string> {
        if (++n <= count) return "piece " + std::to_string(n) + "\n";
        return breaks ? std::nullopt : std::optional(std::string());
      };
      done(std::move(answer));
    };
    const auto aside = [this](std::function<void()> work) { boost::asio::post(io, std::move(work)); };
    door.reset(new Connections{ask, aside, {}, metrics, false});
    acceptor.async_accept(boost::asio::make_strand(io), [this](boost::system::error_code error, Socket socket) {
      if (!error) start_session(std::move(socket), door);
    });
    thread = std::thread([this] { io.run(); });
  }
  ~Pieces() {
    io.stop();
    thread.join();
  }
  Pieces(const Pieces&) = delete;
  uint16_t port() const { return acceptor.local_endpoint().port(); }

  Metrics metrics;
  std::shared_ptr<Connections> door;
  boost::asio::io_context io;
  tcp::acceptor acceptor{io, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
  std::thread thread;
};

}  // namespace

TEST_CASE("server: a large answer goes out in chunks, and the connection goes on") {
  const Pieces pieces(3, false);
  Client client(pieces.port());
  for (int i = 0; i < 2; ++i) {
    client.send("GET /pieces HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.read_head().find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
    CHECK(client.read_to("\r\n0\r\n\r\n") == "8\r\npiece 1\n\r\n8\r\npiece 2\n\r\n8\r\npiece 3\n\r\n0\r\n\r\n");
  }
  client.send("HEAD /pieces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(client.read_all().ends_with("\r\n\r\n"));
}

TEST_CASE("server: a large answer that breaks off has no last chunk, so nobody takes it for whole") {
  const Pieces pieces(2, true);
  Client client(pieces.port());
  client.send("GET /pieces HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.read_all().ends_with("\r\n\r\n8\r\npiece 1\n\r\n8\r\npiece 2\n\r\n"));
}

TEST_CASE("server: a large answer for HTTP/1.0 ends with the connection") {
  const Pieces pieces(2, false);
  Client client(pieces.port());
  client.send("GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(client.read_all().ends_with("\r\n\r\npiece 1\npiece 2\n"));
}
