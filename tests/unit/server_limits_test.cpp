// What nobody can do to the server from outside: end it, fill its memory, or take the threads of others.
#include <sys/resource.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "content/json_text.hpp"
#include "server/handlers/access.hpp"
#include "server/sockets/session.hpp"
#include "server/store/sha256.hpp"
#include "socket_client.hpp"

using namespace roadshow;
using namespace roadshow::server;
using namespace roadshow::test;
using namespace std::chrono_literals;

namespace {

const std::string id = "0f8fad5b-d9cb-469f-a165-70867728950e";
const std::string host = "Host: x\r\n";
const std::string chunked = "PUT /v1/responses/" + id + " HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
const std::string token = "roadshow_" + std::string(64, '2');

content::Survey views() {
  content::Survey survey;
  survey.id = "views";
  survey.version = "1";
  survey.results.open = true;
  survey.questions.emplace_back();
  survey.questions[0].code = "area";
  survey.questions[0].kind = content::SingleChoice{{{"north", "North", "", false}, {"south", "South", "", false}}};
  return survey;
}

std::string body_of(const std::string& response_id) {
  return R"({"schema":"roadshow/response/1","id":")" + response_id +
         R"(","pack":"testshire","survey":"views","version":"1","language":"en","channel":"web",)"
         R"("layout":"flow","month":"2026-11","asked":["area"],"answers":{"area":"north"}})";
}

std::string request_of(const std::string& line, const std::string& body = "", const std::string& headers = "") {
  return line + " HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
std::string put_of(const std::string& response_id = id) {
  return request_of("PUT /v1/responses/" + response_id, body_of(response_id));
}
const std::string withdrawal =
    request_of("POST /v1/withdrawals", R"({"reference":"RS 7K4M 92HJ","code":"7K4M 92HJ QX3D VN8T"})");
const std::string look = "GET /v1/surveys/views/results.json HTTP/1.1\r\n" + host + "\r\n";
const std::string exported =
    "GET /v1/surveys/views/export HTTP/1.1\r\n" + host + "Authorization: Bearer " + token + "\r\n\r\n";

// A store that can be told to let those who read, or those who withdraw, wait; or to throw.
class StuckStore : public FakeStore {
 public:
  ~StuckStore() override { let_go(); }

  void withdraw(Withdrawal, std::function<void(WithdrawResult)> done) override {
    if (throws) throw std::runtime_error("MARKED-words");
    wait_while(withdrawals_stuck);
    done({Withdrawn::none, ""});
  }
  Pages pages(const std::string&) override {
    return [this] {
      if (throws) throw std::bad_alloc();
      wait_while(readers_stuck);
      return std::vector<Stored>();
    };
  }
  std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) override {
    if (kind == "token") take({"token", "a", Json({{"role", "analyst"}, {"sha256", sha256(token)}}).dump()});
    return "";
  }
  void insert(Record record, std::function<void(InsertResult)> done) override {
    if (throws) throw std::length_error("MARKED-words");
    FakeStore::insert(std::move(record), std::move(done));
  }
  void let_go() {
    const std::lock_guard lock(mutex_);
    readers_stuck = withdrawals_stuck = false;
    wake_.notify_all();
  }

  std::atomic<bool> readers_stuck = false;
  std::atomic<bool> withdrawals_stuck = false;
  std::atomic<bool> throws = false;

 private:
  void wait_while(const std::atomic<bool>& stuck) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [&] { return !stuck; });
  }
  std::mutex mutex_;
  std::condition_variable wake_;
};

struct Fixture {
  StuckStore store;
  Service service{test::small_pack("testshire", {views()}), site_of("Home"), store};

  std::string status_of(Running& running, const std::string& sent) {
    Client client(running->port());
    client.send(sent);
    return client.read_head().substr(0, 12);
  }
};

using Clients = std::vector<std::unique_ptr<Client>>;

Clients many(uint16_t port, size_t count, const std::string& sent) {
  Clients clients;
  for (size_t i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<Client>(port));
    clients.back()->send(sent);
  }
  return clients;
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class Condition>
bool eventually(const Condition& condition) {
  for (int i = 0; i < 1'000 && !condition(); ++i) std::this_thread::sleep_for(10ms);
  return condition();
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "server: fields after the chunks of any size end one connection at most, at both ports") {
  Running running(service, {.metrics_port = 0});
  for (const size_t size : {10'000UL, 65'533UL, 65'534UL, 65'536UL, 140'000UL, 1'000'000UL}) {
    for (const uint16_t port : {running->port(), running->metrics_port()}) {
      for (const std::string& field : {"X: " + std::string(size, 'x'), std::string(size, 'x') + ": y"}) {
        Client client(port);
        client.send(chunked + "2\r\n{}\r\n0\r\n" + field + "\r\n\r\n");
        const std::string status = client.read_head().substr(0, 12);
        CHECK(status == (size > 16'384 ? "HTTP/1.1 431" : port == running->port() ? "HTTP/1.1 415" : "HTTP/1.1 404"));
      }
    }
  }
  CHECK(status_of(running, put_of()) == "HTTP/1.1 201");
}

TEST_CASE_FIXTURE(Fixture, "server: an exception ends its own connection, is counted, and says nothing of the words") {
  Running running(service, {.metrics_port = 0});
  Client before(running->port());
  before.send(put_of());
  CHECK(before.read_answer().starts_with("HTTP/1.1 201 "));
  store.throws = true;
  for (int i = 0; i < 20; ++i) {
    CHECK(status_of(running, put_of()).empty());
    CHECK(status_of(running, withdrawal).empty());
    Client cut(running->port());
    cut.send(exported);
    CHECK_FALSE(cut.read_all().ends_with("\r\n0\r\n\r\n"));
  }
  store.throws = false;
  before.send(put_of());
  CHECK(before.read_answer().starts_with("HTTP/1.1 201 "));
  Client counts(running->metrics_port());
  counts.send("GET /metrics HTTP/1.1\r\n" + host + "\r\n");
  const std::string metrics = counts.read_answer();
  CHECK(metrics.find("roadshow_exceptions_total{where=\"socket\"} 20\n") != std::string::npos);
  CHECK(metrics.find("roadshow_exceptions_total{where=\"lane\"} 40\n") != std::string::npos);
  CHECK(metrics.find("roadshow_exceptions_total{where=\"answer\"} 40\n") != std::string::npos);
  running.stop();  // and no request is waited for
}

TEST_CASE_FIXTURE(Fixture, "server: unfinished bodies of many connections take the memory they may, and no more") {
  constexpr size_t most = 8'000'000;
  Running running(service, {.most_connection_bytes = most});
  const auto& bytes = service.metrics->connection_bytes;
  const std::string large = request_of("PUT /v1/responses/" + id, std::string(250'000, ' '));
  Clients slow = many(running->port(), 120, large.substr(0, large.size() - 1));
  int turned_away = 0;
  for (const auto& client : slow) {
    CHECK(bytes < most + 1'000'000);
    client->send("");
  }
  REQUIRE(eventually([&] { return bytes > most / 2; }));
  CHECK(status_of(running, put_of()) == "HTTP/1.1 201");  // a usual answer, all the while
  std::string little = body_of(id);
  little.insert(1, std::string(8'000, ' '));
  CHECK(status_of(running, request_of("PUT /v1/responses/" + id, little)) == "HTTP/1.1 201");
  for (const auto& client : slow) client->send(" ");
  for (const auto& client : slow) {
    const std::string head = client->read_head();
    const bool busy = head.starts_with("HTTP/1.1 503 ");
    turned_away += busy ? 1 : 0;
    CHECK((busy ? head.find("\r\nRetry-After: 5\r\n") != std::string::npos : head.starts_with("HTTP/1.1 422 ")));
  }
  MESSAGE(turned_away << " of 120 unfinished requests of 250 kB were turned away");
  CHECK(turned_away >= 80);
  CHECK(turned_away < 120);
  slow.clear();
  CHECK(eventually([&] { return bytes == 0; }));
  CHECK(status_of(running, large) == "HTTP/1.1 422");
}

TEST_CASE_FIXTURE(Fixture, "server: unfinished headers and framing take little memory") {
  Running running(service);
  const auto& bytes = service.metrics->connection_bytes;
  Clients slow = many(running->port(), 100, "GET / HTTP/1.1\r\n" + host + "X: " + std::string(15'000, 'x'));
  for (auto& client : many(running->port(), 100, chunked + "1;" + std::string(15'000, 'x')))
    slow.push_back(std::move(client));
  for (auto& client : many(running->port(), 100, chunked + "1;" + std::string(100'000, 'x')))
    slow.push_back(std::move(client));
  CHECK(eventually([&] { return bytes > 200 * 8'000; }));
  CHECK(bytes < 200 * 40'000);
  slow.clear();
  CHECK(eventually([&] { return bytes == 0; }));
}

TEST_CASE("server: answers that nobody takes fill no memory") {
  spdlog::set_level(spdlog::level::off);
  Metrics metrics;
  boost::asio::io_context io;
  const auto ask = [](const Request&, const std::function<void(Answer)>& done) {
    done({200, "/large", {}, std::make_shared<const std::string>(10'000'000, 'x')});
  };
  const std::shared_ptr<Connections> door(
      new Connections{ask, {}, {.most_connection_bytes = 40'000'000}, metrics, false});
  boost::asio::ip::tcp::acceptor acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
  std::function<void()> accept = [&] {
    acceptor.async_accept(boost::asio::make_strand(io), [&](boost::system::error_code error, Socket socket) {
      if (!error) start_session(std::move(socket), door);
      if (!error) accept();
    });
  };
  accept();
  std::thread thread([&] { io.run(); });
  {
    Clients slow =
        many(acceptor.local_endpoint().port(), 12, "GET /large HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    int whole = 0;
    for (const auto& client : slow) {
      const std::string head = client->read_head();
      whole += head.starts_with("HTTP/1.1 200 ") ? 1 : 0;
      CHECK((head.starts_with("HTTP/1.1 200 ") || head.find("\r\nRetry-After: 5\r\n") != std::string::npos));
    }
    CHECK(whole >= 2);
    CHECK(whole <= 4);
  }
  CHECK(eventually([&] { return metrics.connection_bytes == 0; }));
  io.stop();
  thread.join();
}

TEST_CASE_FIXTURE(Fixture, "server: with all readers of results and exports stuck, withdrawals and answers go on") {
  Running running(service);
  store.readers_stuck = true;
  const Clients results = many(running->port(), 40, look);
  const Clients exports = many(running->port(), 40, exported);
  std::this_thread::sleep_for(200ms);
  const double seconds = seconds_of([&] {
    for (int i = 0; i < 10; ++i) {
      CHECK(status_of(running, withdrawal) == "HTTP/1.1 204");
      CHECK(status_of(running, put_of()) == "HTTP/1.1 201");
    }
  });
  CHECK(seconds < 5);
  store.let_go();
  for (const auto& client : results) CHECK(client->read_head().starts_with("HTTP/1.1 200 "));
  for (const auto& client : exports) CHECK(client->read_head().starts_with("HTTP/1.1 200 "));
}

TEST_CASE_FIXTURE(Fixture, "server: with all withdrawals stuck, results and exports go on; one too many is told when") {
  Running running(service);
  store.withdrawals_stuck = true;
  const Clients stuck = many(running->port(), 64, withdrawal);
  std::this_thread::sleep_for(300ms);
  const double seconds = seconds_of([&] {
    for (int i = 0; i < 10; ++i) {
      CHECK(status_of(running, look) == "HTTP/1.1 200");
      CHECK(status_of(running, exported) == "HTTP/1.1 200");
    }
  });
  CHECK(seconds < 5);
  Client late(running->port());
  late.send(withdrawal);
  const std::string head = late.read_answer();
  CHECK(head.starts_with("HTTP/1.1 503 "));
  CHECK(head.find("\r\nRetry-After: 5\r\n") != std::string::npos);
  CHECK(head.find("\r\nContent-Security-Policy: ") != std::string::npos);
  late.send(look);  // the connection goes on
  CHECK(late.read_answer().starts_with("HTTP/1.1 200 "));
  store.let_go();
  for (const auto& client : stuck) CHECK(client->read_head().starts_with("HTTP/1.1 204 "));
  CHECK(eventually([&] { return status_of(running, withdrawal) == "HTTP/1.1 204"; }));
}

TEST_CASE_FIXTURE(Fixture, "server: monsters of every kind are answered, and the next request too") {
  Running running(service);
  const auto repeated = [](std::string_view text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
  };
  const auto form = [&](const std::string& target, const std::string& body) {
    return "POST " + target + " HTTP/1.1\r\n" + host +
           "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
  };
  const std::string resource = "PUT /v1/responses/" + id;
  const std::string gzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xed\xc1\x01\x0d\x00\x00\x00\xc2\xa0", 20);
  const std::pair<const char*, std::string> monsters[] = {
      {"ranges", "GET / HTTP/1.1\r\n" + host + "Range: bytes=" + repeated("0-0,", 3'900) + "1-1\r\n\r\n"},
      {"overlapping ranges", "GET / HTTP/1.1\r\n" + host + "Range: bytes=" + repeated("0-,", 5'000) + "0-\r\n\r\n"},
      {"escapes", "GET /" + repeated("%41", 5'000) + " HTTP/1.1\r\n" + host + "\r\n"},
      {"broken escapes", "GET /" + repeated("%", 15'000) + " HTTP/1.1\r\n" + host + "\r\n"},
      {"escapes of escapes", "GET /" + repeated("%25", 5'000) + " HTTP/1.1\r\n" + host + "\r\n"},
      {"steps", "GET " + repeated("/a", 7'000) + " HTTP/1.1\r\n" + host + "\r\n"},
      {"languages", "GET / HTTP/1.1\r\n" + host + "Accept-Language: " + repeated("en;q=0.1,", 1'700) + "\r\n\r\n"},
      {"codings", "GET / HTTP/1.1\r\n" + host + "Accept-Encoding: " + repeated("br;q=0.1,", 1'700) + "\r\n\r\n"},
      {"tags", "GET / HTTP/1.1\r\n" + host + "If-None-Match: " + repeated("\"x\",", 4'000) + "\r\n\r\n"},
      {"a query", "GET /v1/surveys/views/results.json?" + repeated("after=&", 2'000) + " HTTP/1.1\r\n" + host + "\r\n"},
      {"deep lists", request_of(resource, repeated("[", 260'000))},
      {"deep objects", request_of(resource, repeated("{\"a\":", 52'000))},
      {"a long number", request_of(resource, "{\"id\":" + std::string(250'000, '9') + "}")},
      {"an exponent", request_of(resource, "{\"id\":1e" + std::string(250'000, '9') + "}")},
      {"surrogates", request_of(resource, "{\"id\":\"" + repeated("\\ud800", 40'000) + "\"}")},
      {"keys", request_of(resource, "{" + repeated("\"\":0,", 50'000) + "\"\":0}")},
      {"zeros", request_of(resource, std::string(260'000, '\0'))},
      {"gzip", request_of(resource, gzip, "Content-Encoding: gzip\r\n")},
      {"gzip without saying so", request_of(resource, gzip)},
      {"form fields", form("/survey/views/form", repeated("&a=b", 60'000))},
      {"form escapes", form("/survey/views/form", repeated("%", 260'000))},
      {"form bytes", form("/survey/views/form", repeated("%ff", 80'000))},
      {"a withdrawal", form("/withdraw", repeated("code=%00&", 20'000))},
  };
  for (const auto& [name, sent] : monsters) {
    const std::string shown = name;
    CAPTURE(shown);
    Client client(running->port());
    client.send(sent);
    const std::string answer = client.read_answer();
    const int status = std::stoi(answer.substr(9, 3));
    CHECK(status >= 200);
    CHECK(status < 500);
    client.send(put_of());
    CHECK(client.read_answer().starts_with("HTTP/1.1 201 "));
  }
  CHECK(service.metrics->caught_count(Caught::answer) == 0);
}

TEST_CASE_FIXTURE(Fixture, "server: at one address of a venue, 200 people answer and 40 take theirs back") {
  const std::string venue = "198.51.100.7";
  const auto status = [&](Request request) {
    request.address = venue;
    return handle(std::move(request), service).status;
  };
  const Header json{"Content-Type", "application/json"};
  for (int person = 0; person < 200; ++person) {
    char name[40];
    std::snprintf(name, sizeof name, "0f8fad5b-d9cb-469f-a165-%012d", person);
    CHECK(status({"HEAD", "/v1/responses", {}, ""}) == 204);
    CHECK(status({"PUT", std::string("/v1/responses/") + name, {json}, body_of(name)}) == 201);
    for (int i = 0; i < 3; ++i) CHECK(status({"GET", "/v1/surveys/views/results.json", {}, ""}) == 200);
  }
  for (int person = 0; person < 40; ++person) {
    // Each mistypes once, and presses twice.
    for (int i = 0; i < 3; ++i)
      CHECK(
          status({"POST", "/v1/withdrawals", {json}, R"({"reference":"RS 7K4M 92HJ","code":"7K4M 92HJ QX3D VN8T"})"}) ==
          204);
  }
}

TEST_CASE_FIXTURE(Fixture, "server: who tries withdrawal codes without end is slowed down") {
  int done = 0;
  for (int i = 0; i < 1'000; ++i) {
    Request guess{"POST",
                  "/v1/withdrawals",
                  {{"Content-Type", "application/json"}},
                  R"({"reference":"RS 7K4M 92HJ","code":"7K4M 92HJ QX3D VN8T"})"};
    guess.address = "198.51.100.7";
    const Answer answer = handle(guess, service);
    done += answer.status == 204 ? 1 : 0;
    if (answer.status != 204) {
      CHECK(answer.status == 429);
      CHECK(!header(answer.headers, "Retry-After").empty());
    }
  }
  CHECK(done >= 300);
  CHECK(done <= 310);
}
