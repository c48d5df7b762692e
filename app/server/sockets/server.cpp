#include "server/sockets/server.hpp"

#include <algorithm>
#include <thread>

#include "server/http/forwarded.hpp"
#include "server/http/guarded.hpp"
#include "server/sockets/lane_threads.hpp"
#include "server/sockets/session.hpp"

namespace roadshow::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

// Of each lane: threads for what waits for the store, and requests that may wait for such a thread.
constexpr size_t lane_threads = 2;
constexpr int most_in_lane = 64;

Problems problem(std::string sentence) { return {{{}, std::move(sentence)}}; }

// Listens on one port and gives each connection a session.
class Listener {
 public:
  Listener(asio::io_context& io, const asio::strand<asio::io_context::executor_type>& strand,
           std::shared_ptr<Connections> connections)
      : io_(io), acceptor_(strand), pause_(strand), connections_(std::move(connections)) {}

  Problems open(const std::string& host, uint16_t number) {
    Error error;
    const auto address = asio::ip::make_address(host, error);
    if (error)
      return problem("\"" + host + "\" is not an IP address. Use --host 127.0.0.1 for this machine only, or " +
                     "0.0.0.0 for every network.");
    const tcp::endpoint place(address, number);
    acceptor_.open(place.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(place, error);
    if (!error) acceptor_.listen(4096, error);
    const std::string port = std::to_string(number);
    if (error == asio::error::address_in_use)
      return problem("Port " + port + " is taken by another program. Stop that program, or choose another port: " +
                     "--port " + std::to_string(number == 65535 ? 8080 : number + 1) + ".");
    if (error == asio::error::access_denied)
      return problem("Port " + port + " is only for the system. Choose one above 1023, such as --port 8080.");
    if (error == Error(EADDRNOTAVAIL, boost::system::system_category()))
      return problem("This machine does not have the address " + host + ". Use --host 127.0.0.1.");
    if (error) return problem("The server cannot listen on port " + port + ": " + error.message() + ".");
    accept();
    return {};
  }

  uint16_t port() const {
    Error none;
    return acceptor_.local_endpoint(none).port();
  }

  void close() {
    Error none;
    acceptor_.close(none);
    pause_.cancel();
    connections_->stop();
  }

  Connections& connections() { return *connections_; }

 private:
  void accept() {
    acceptor_.async_accept(asio::make_strand(io_), [this](Error error, Socket socket) {
      if (!acceptor_.is_open()) return;
      if (!error) {
        guarded(connections_->metrics, Caught::accept, [&] { start_session(std::move(socket), connections_); });
        return accept_next();
      }
      // Mostly: too many open connections. A pause lets some end.
      pause_.expires_after(std::chrono::milliseconds(100));
      pause_.async_wait([this](Error cancelled) {
        if (!cancelled && acceptor_.is_open()) accept_next();
      });
    });
  }

  // Whatever happens, the listener stays open. Without memory for the next connection, a pause lets some end.
  void accept_next() {
    while (!guarded(connections_->metrics, Caught::accept, [this] { accept(); }))
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }

  asio::io_context& io_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::shared_ptr<Connections> connections_;
};

class BeastServer : public Server {
 public:
  BeastServer(const Service& service, ServerOptions options) : service_(service), options_(std::move(options)) {}

  Problems open() {
    const auto run_blocking = [this](std::function<void()> work) { exports_.add_piece(std::move(work)); };
    // The members with mutexes cannot be moved: the connections are made where they stay.
    site_ = std::make_unique<Listener>(
        io_, strand_,
        std::shared_ptr<Connections>(new Connections{
            [this](Request request, std::function<void(Answer)> done) { ask(std::move(request), std::move(done)); },
            run_blocking, options_, *service_.metrics, true,
            [this](const Request& request, Answer answer) {
              return for_people(request, std::move(answer), service_);
            }}));
    if (Problems problems = site_->open(options_.host, options_.port); !problems.empty()) return problems;
    if (options_.metrics_port >= 0) {
      metrics_ =
          std::make_unique<Listener>(io_, strand_,
                                     std::shared_ptr<Connections>(new Connections{
                                         [this](const Request& request, const std::function<void(Answer)>& done) {
                                           done(metrics_answer(request, *service_.metrics));
                                         },
                                         run_blocking, options_, unused_, false}));
      if (Problems problems = metrics_->open("127.0.0.1", static_cast<uint16_t>(options_.metrics_port));
          !problems.empty())
        return problems;
    }
    if (options_.signals == Signals::stop) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      signals_.async_wait([this](Error failed, int) {
        if (!failed) stop();
      });
    }
    return {};
  }

  uint16_t port() const override { return site_->port(); }
  uint16_t metrics_port() const override { return metrics_ ? metrics_->port() : 0; }

  void run() override {
    std::vector<std::thread> threads(std::clamp(std::thread::hardware_concurrency(), 2U, 8U) - 1);
    for (std::thread& thread : threads) thread = std::thread([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    // Only after a stop in vain can there still be something of ours.
    for (LaneThreads* lane : {&results_, &exports_, &actions_}) lane->join();
    std::atomic<int>& asking = site_->connections().asking;
    for (int n = asking; n != 0; n = asking) asking.wait(n);
  }

  void stop() override {
    asio::post(strand_, [this] {
      if (stopping_) return;
      stopping_ = true;
      Error none;
      signals_.cancel(none);
      site_->close();
      if (metrics_) metrics_->close();
      wait_for_sessions(std::chrono::steady_clock::now() + options_.timeouts.stop);
    });
  }

 private:
  // An exception ends the connection it came from, since nothing else holds that connection then.
  void work() {
    while (!guarded(*service_.metrics, Caught::socket, [this] { io_.run(); })) continue;
  }

  void ask(Request request, std::function<void(Answer)> done) {
    LaneThreads* lane = threads_of(lane_of(request));
    if (!lane) return handle(std::move(request), service_, std::move(done));
    if (lane->is_full()) return turn_away(std::move(request), service_, std::move(done));
    lane->add([this, request = std::move(request), done = std::move(done)]() mutable {
      handle(std::move(request), service_, std::move(done));
    });
  }

  LaneThreads* threads_of(Lane lane) {
    switch (lane) {
      case Lane::none:
        return nullptr;
      case Lane::results:
        return &results_;
      case Lane::exports:
        return &exports_;
      case Lane::actions:
        return &actions_;
    }
    return nullptr;
  }

  // Keeps run() running until every session has ended or the time is over.
  void wait_for_sessions(std::chrono::steady_clock::time_point end) {
    if (site_->connections().is_empty() && (!metrics_ || metrics_->connections().is_empty())) return;
    if (std::chrono::steady_clock::now() > end) return io_.stop();
    pause_.expires_after(std::chrono::milliseconds(20));
    pause_.async_wait([this, end](Error) { wait_for_sessions(end); });
  }

  const Service& service_;
  const ServerOptions options_;
  Metrics unused_;  // those who read the metrics are not counted
  asio::io_context io_;
  LaneThreads results_{lane_threads, most_in_lane, *service_.metrics};
  LaneThreads exports_{lane_threads, most_in_lane, *service_.metrics};
  LaneThreads actions_{lane_threads, most_in_lane, *service_.metrics};
  asio::strand<asio::io_context::executor_type> strand_ = asio::make_strand(io_);
  std::unique_ptr<Listener> site_;
  std::unique_ptr<Listener> metrics_;
  asio::signal_set signals_{strand_};
  asio::steady_timer pause_{strand_};
  bool stopping_ = false;
};

}  // namespace

Result<std::unique_ptr<Server>> listen(const Service& service, const ServerOptions& options) {
  ServerOptions plain = options;
  for (std::string& proxy : plain.proxies) {
    std::string address = canonical_address(proxy);
    if (address == unknown_address) return problem("\"" + proxy + "\" is not an IP address, as --proxy needs one.");
    proxy = std::move(address);
  }
  auto server = std::make_unique<BeastServer>(service, plain);
  if (Problems problems = server->open(); !problems.empty()) return problems;
  return server;
}

}  // namespace roadshow::server
