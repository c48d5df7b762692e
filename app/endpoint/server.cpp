// Callbacks, not coroutines: clang 14 with the sanitizers cannot compile Asio's coroutines ("Cannot represent a
// difference across sections").
#include "endpoint/server.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <chrono>
#include <ctime>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "endpoint/responses.hpp"

namespace roadshow::endpoint {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using std::chrono::seconds;

// A slow client keeps its own connection and nothing else: no thread waits for it.
constexpr seconds header_time{30};  // for a request to begin and its header to be there
constexpr seconds body_time{60};    // for 256 kB on a poor line
constexpr seconds write_time{300};  // for the largest file of the site on a poor line
constexpr seconds linger_time{5};   // for a client that still sends what we refused
constexpr seconds stop_time{10};
constexpr uint32_t most_header_bytes = 16 * 1024;

class Session;

// The sessions that are open, so that a stop reaches them; and how many requests the store still has.
struct Sessions {
  std::mutex mutex;
  std::set<Session*> open;
  std::atomic<bool> stopping = false;
  std::atomic<int> in_store = 0;
};

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const Service& service, std::shared_ptr<Sessions> sessions)
      : stream_(std::move(socket)), service_(service), sessions_(std::move(sessions)) {
    const std::lock_guard lock(sessions_->mutex);
    sessions_->open.insert(this);
  }

  ~Session() {
    const std::lock_guard lock(sessions_->mutex);
    sessions_->open.erase(this);
  }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
  }

  void stop() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
      if (self->reading_) self->stream_.close();
    });
  }

 private:
  void read_header() {
    if (sessions_->stopping) return close();
    parser_.emplace();
    parser_->header_limit(most_header_bytes);
    parser_->body_limit(most_body_bytes);
    reading_ = true;
    stream_.expires_after(header_time);
    http::async_read_header(stream_, buffer_, *parser_,
                            beast::bind_front_handler(&Session::on_header, shared_from_this()));
  }

  void on_header(beast::error_code error, size_t /*bytes*/) {
    if (error) return refuse(error);
    if (same_in_any_case(view(parser_->get()[http::field::expect]), "100-continue")) {
      constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      stream_.expires_after(header_time);
      return asio::async_write(stream_, asio::buffer(go_on),
                               [self = shared_from_this()](beast::error_code failed, size_t) {
                                 if (!failed) self->read_body();
                               });
    }
    read_body();
  }

  void read_body() {
    stream_.expires_after(body_time);
    http::async_read(stream_, buffer_, *parser_, beast::bind_front_handler(&Session::on_request, shared_from_this()));
  }

  void on_request(beast::error_code error, size_t /*bytes*/) {
    if (error) return refuse(error);
    reading_ = false;
    stream_.expires_never();
    started_ = std::chrono::steady_clock::now();
    auto message = parser_->release();
    keep_alive_ = message.keep_alive();
    version_ = message.version();
    method_ = message.method();

    Request request{
        std::string(view(message.method_string())), std::string(view(message.target())), {}, std::move(message.body())};
    for (const auto& field : message)
      request.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});

    ++sessions_->in_store;
    handle(request, service_, [self = shared_from_this()](Answer answer) mutable {
      const std::shared_ptr<Sessions> sessions = self->sessions_;
      auto executor = self->stream_.get_executor();
      asio::post(executor,
                 [self = std::move(self), answer = std::move(answer)]() mutable { self->write(std::move(answer)); });
      --sessions->in_store;
      sessions->in_store.notify_all();
    });
  }

  // A request that cannot be read: an answer where one can still be understood.
  void refuse(beast::error_code error) {
    if (error == http::error::end_of_stream) return close();
    if (error.category() != beast::error_code(http::error::bad_method).category()) return;  // the line is gone
    Answer answer = too_large();
    if (error == http::error::header_limit) {
      answer = problem_answer(431, "Too large", "The header of a request can have 16 kB at most.");
    } else if (error != http::error::body_limit) {
      answer = problem_answer(400, "Bad Request", "This is not a request we can read.");
    }
    answer.route = "(not read)";
    add_security_headers(answer);
    reading_ = false;
    keep_alive_ = false;
    refused_ = true;
    method_ = http::verb::unknown;
    started_ = std::chrono::steady_clock::now();
    write(std::move(answer));
  }

  void write(Answer answer) {
    keep_alive_ = keep_alive_ && !sessions_->stopping;
    answer_ = std::move(answer);
    response_.emplace(static_cast<http::status>(answer_.status), version_);
    for (const Header& header : answer_.headers) response_->insert(header.name, header.value);
    response_->set(http::field::date, http_date());
    response_->keep_alive(keep_alive_);
    if (answer_.body) {
      response_->body() = beast::span<const char>(answer_.body->data(), answer_.body->size());
      response_->content_length(answer_.body->size());
    }
    serializer_.emplace(*response_);
    stream_.expires_after(write_time);
    auto done = beast::bind_front_handler(&Session::on_written, shared_from_this());
    if (method_ == http::verb::head) {
      http::async_write_header(stream_, *serializer_, std::move(done));
    } else {
      http::async_write(stream_, *serializer_, std::move(done));
    }
  }

  void on_written(beast::error_code error, size_t /*bytes*/) {
    const auto time = std::chrono::steady_clock::now() - started_;
    spdlog::info("{} {} {} {:.1f} ms", view(http::to_string(method_)), answer_.route, answer_.status,
                 std::chrono::duration<double, std::milli>(time).count());
    answer_.body = nullptr;
    if (error) return;
    if (refused_) return linger();
    if (!keep_alive_) return close();
    read_header();
  }

  // Closing with unread bytes makes the network forget the answer (RFC 9112, 9.6), so they are read and dropped first.
  void linger() {
    beast::error_code none;
    stream_.socket().shutdown(tcp::socket::shutdown_send, none);
    stream_.expires_after(linger_time);
    drop_rest(beast::error_code());
  }

  void drop_rest(beast::error_code error) {
    if (error) return;
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(65'536),
                            [self = shared_from_this()](beast::error_code e, size_t) { self->drop_rest(e); });
  }

  void close() {
    beast::error_code none;
    stream_.socket().shutdown(tcp::socket::shutdown_send, none);
  }

  static std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

  beast::tcp_stream stream_;
  const Service& service_;
  std::shared_ptr<Sessions> sessions_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::span_body<const char>>> response_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  Answer answer_;
  http::verb method_ = http::verb::unknown;
  unsigned version_ = 11;
  std::chrono::steady_clock::time_point started_;
  bool reading_ = false;  // nothing was promised yet: a stop may close
  bool keep_alive_ = true;
  bool refused_ = false;
};

class BeastServer : public Server {
 public:
  explicit BeastServer(const Service& service) : service_(service) {}

  Problems open(const ServerOptions& options) {
    const auto problem = [](std::string sentence) { return Problems{{{}, std::move(sentence)}}; };
    beast::error_code error;
    const auto address = asio::ip::make_address(options.host, error);
    if (error)
      return problem("\"" + options.host + "\" is not an IP address. Use --host 127.0.0.1 for this machine only, or " +
                     "0.0.0.0 for every network.");
    const tcp::endpoint place(address, options.port);
    acceptor_.open(place.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(place, error);
    if (!error) acceptor_.listen(4096, error);
    const std::string port = std::to_string(options.port);
    if (error == asio::error::address_in_use)
      return problem("Port " + port + " is taken by another program. Stop that program, or choose another port: " +
                     "--port " + std::to_string(options.port == 65535 ? 8080 : options.port + 1) + ".");
    if (error == asio::error::access_denied)
      return problem("Port " + port + " is only for the system. Choose one above 1023, such as --port 8080.");
    if (error == beast::error_code(EADDRNOTAVAIL, boost::system::system_category()))
      return problem("This machine does not have the address " + options.host + ". Use --host 127.0.0.1.");
    if (error) return problem("The server cannot listen on port " + port + ": " + error.message() + ".");
    if (options.signals == Signals::stop) {
      signals_.add(SIGINT);
      signals_.add(SIGTERM);
      signals_.async_wait([this](beast::error_code failed, int) {
        if (!failed) stop();
      });
    }
    accept();
    return {};
  }

  uint16_t port() const override {
    beast::error_code none;
    return acceptor_.local_endpoint(none).port();
  }

  void run() override {
    std::vector<std::thread> threads(std::clamp(std::thread::hardware_concurrency(), 2U, 8U) - 1);
    for (std::thread& thread : threads) thread = std::thread([this] { io_.run(); });
    io_.run();
    for (std::thread& thread : threads) thread.join();
    // Only after 10 seconds of stopping in vain can the store still have something of ours.
    for (int n = sessions_->in_store; n != 0; n = sessions_->in_store) sessions_->in_store.wait(n);
  }

  void stop() override {
    asio::post(strand_, [this] {
      beast::error_code none;
      acceptor_.close(none);
      signals_.cancel(none);
      if (sessions_->stopping.exchange(true)) return;
      for (const auto& session : open_sessions()) session->stop();
      wait_for_sessions(std::chrono::steady_clock::now() + stop_time);
    });
  }

 private:
  void accept() {
    acceptor_.async_accept(asio::make_strand(io_), [this](beast::error_code error, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (!error) {
        std::make_shared<Session>(std::move(socket), service_, sessions_)->start();
        return accept();
      }
      // Mostly: too many open connections. A pause lets some end.
      pause_.expires_after(std::chrono::milliseconds(100));
      pause_.async_wait([this](beast::error_code cancelled) {
        if (!cancelled && acceptor_.is_open()) accept();
      });
    });
  }

  std::vector<std::shared_ptr<Session>> open_sessions() {
    std::vector<std::shared_ptr<Session>> sessions;
    const std::lock_guard lock(sessions_->mutex);
    for (Session* session : sessions_->open) {
      if (auto shared = session->weak_from_this().lock()) sessions.push_back(std::move(shared));
    }
    return sessions;
  }

  // Keeps run() running until every session has ended or the time is over.
  void wait_for_sessions(std::chrono::steady_clock::time_point end) {
    {
      const std::lock_guard lock(sessions_->mutex);
      if (sessions_->open.empty()) return;
    }
    if (std::chrono::steady_clock::now() > end) return io_.stop();
    pause_.expires_after(std::chrono::milliseconds(20));
    pause_.async_wait([this, end](beast::error_code) { wait_for_sessions(end); });
  }

  const Service& service_;
  std::shared_ptr<Sessions> sessions_ = std::make_shared<Sessions>();
  asio::io_context io_;
  asio::strand<asio::io_context::executor_type> strand_ = asio::make_strand(io_);
  tcp::acceptor acceptor_{strand_};
  asio::signal_set signals_{strand_};
  asio::steady_timer pause_{strand_};
};

}  // namespace

Result<std::unique_ptr<Server>> listen(const Service& service, const ServerOptions& options) {
  auto server = std::make_unique<BeastServer>(service);
  if (Problems problems = server->open(options); !problems.empty()) return problems;
  return server;
}

}  // namespace roadshow::endpoint
