// The server with real sockets: what only a connection can show.
#include "server/sockets/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "socket_client.hpp"

using namespace roadshow;
using namespace roadshow::server;
using namespace roadshow::test;
using namespace std::chrono_literals;

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
  void insert(Record record, std::function<void(InsertResult)> done) override {
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
    done({InsertOutcome::stored, {record_.id, record_.sha256, 1, "now"}, ""});
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  Record record_;
  std::function<void(InsertResult)> done_;
};

struct Fixture {
  SlowStore store;
  Service service{test::small_pack("testshire", {views()}), site_of("Home"), store};
  Running server{service};
};

// Sends a byte at a time until the server hangs up; false when it still listens after ten seconds.
bool hangs_up(Client& client, const std::string& start) {
  client.send(start);
  for (int i = 0; i < 500; ++i) {
    client.send("x");
    std::this_thread::sleep_for(20ms);
    std::array<char, 4096> answer{};
    const ssize_t size = recv(client.socket(), answer.data(), answer.size(), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EAGAIN)) return true;
  }
  return false;
}

// So many open files, of which each connection in a test takes two.
void allow_files(rlim_t count) {
  rlimit limit{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  if (limit.rlim_cur >= count) return;
  REQUIRE(limit.rlim_max >= count);
  limit.rlim_cur = count;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

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
}

TEST_CASE_FIXTURE(Fixture, "server: who sends or takes a byte now and then is cut off in the end") {
  Service large{test::small_pack("testshire"), site_of(std::string(64'000'000, 'x')), store};
  Running impatient(large, {.timeouts = {.header = 300ms, .body = 300ms, .write = 300ms, .linger = 300ms}});
  const uint16_t port = impatient->port();
  SUBCASE("in the header") {
    Client client(port);
    CHECK(hangs_up(client, "GET / HTTP/1.1\r\nHost: x\r\nX: "));
  }
  SUBCASE("before the header") {
    Client client(port);
    CHECK(client.read_all().empty());
  }
  SUBCASE("in the body") {
    Client client(port);
    CHECK(hangs_up(client, "PUT /v1/responses/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n"));
  }
  SUBCASE("in a chunk") {
    Client client(port);
    CHECK(hangs_up(client, "PUT /v1/responses/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFF\r\n"));
  }
  SUBCASE("after a refusal") {
    Client client(port);
    CHECK(hangs_up(client, "hello\r\n\r\n"));
  }
  SUBCASE("while it is sent a large file") {
    Client client(port);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(1s);
    std::string text(65'536, ' ');
    size_t size = 0;
    for (ssize_t n = 0; (n = recv(client.socket(), text.data(), text.size(), 0)) > 0;) size += static_cast<size_t>(n);
    CHECK(size < 64'000'000);
  }
}

TEST_CASE_FIXTURE(Fixture, "server: two thousand slow clients do not hold up a fast one") {
  allow_files(4'400);
  FakeStore quick;
  const Service open{test::small_pack("testshire", {views()}), site_of("Home"), quick};
  Running crowded(open, {.timeouts = {.header = 10min, .body = 10min}});
  std::vector<std::unique_ptr<Client>> slow;
  const std::string beginning = put_of(good_body).substr(0, 150);  // some stop in the header, some in the body
  for (size_t i = 0; i < 2'000; ++i) {
    slow.push_back(std::make_unique<Client>(crowded->port()));
    slow.back()->send(std::string_view(beginning).substr(0, 20 + i % 130));
  }
  std::vector<double> times;
  for (size_t i = 0; i < 100; ++i) {
    slow[i * 20]->send("x");
    const auto start = std::chrono::steady_clock::now();
    Client fast(crowded->port());
    fast.send(put_of(good_body));
    CHECK(fast.read_answer().starts_with("HTTP/1.1 201 Created\r\n"));
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  MESSAGE("beside 2,000 slow clients a fast one waits " << times[50] << " ms (median), " << times[98] << " ms (99th)");
  for (const auto& client : slow) {  // none was dropped
    char c = 0;
    const ssize_t size = recv(client->socket(), &c, 1, MSG_DONTWAIT);
    CHECK((size < 0 && errno == EAGAIN));
  }
}

TEST_CASE_FIXTURE(Fixture, "server: the counts for operators are at a port of their own") {
  Running counted(service, {.metrics_port = 0});
  Client visitor(counted->port());
  visitor.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(visitor.read_answer().starts_with("HTTP/1.1 404 "));
  Client operator_client(counted->metrics_port());
  operator_client.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string metrics = operator_client.read_all();
  CHECK(metrics.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(metrics.find("roadshow_requests_total{route=\"(no such page)\",method=\"GET\",status=\"404\"} 1\n") !=
        std::string::npos);
  Client nosy(counted->metrics_port());
  nosy.send(put_of(good_body));
  CHECK(nosy.read_answer().starts_with("HTTP/1.1 404 "));
  CHECK(server->metrics_port() == 0);
}

TEST_CASE_FIXTURE(Fixture, "server: behind a proxy of ours, its word on TLS and addresses counts") {
  Running behind(service, {.proxies = {"127.0.0.1"}});
  const auto head = [](Running& at, const std::string& more) {
    Client client(at->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n" + more + "\r\n");
    return client.read_head();
  };
  const std::string hsts = "Strict-Transport-Security: max-age=63072000\r\n";
  CHECK(head(behind, "X-Forwarded-Proto: https\r\n").find(hsts) != std::string::npos);
  CHECK(head(behind, "X-Forwarded-Proto: http\r\n").find(hsts) == std::string::npos);
  CHECK(head(server, "X-Forwarded-Proto: https\r\n").find(hsts) == std::string::npos);

  service.limit = std::make_shared<RateLimit>(Rate{.per_second = 0.01, .at_once = 1});
  const auto health = [&](const std::string& address) {
    Client client(behind->port());
    client.send("GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + address + "\r\n\r\n");
    return client.read_answer().substr(9, 3);
  };
  CHECK(health("192.0.2.7") == "200");
  CHECK(health("192.0.2.7") == "429");
  CHECK(health("192.0.2.9, 192.0.2.7") == "429");
  CHECK(health("192.0.2.9") == "200");
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
  server.stop();
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
