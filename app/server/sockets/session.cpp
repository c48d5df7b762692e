// Callbacks, not coroutines: clang 14 with the sanitizers cannot compile Asio's coroutines ("Cannot represent a
// difference across sections").
#include "server/sockets/session.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/beast.hpp>
#include <chrono>

#include "server/http/answer_head.hpp"
#include "server/http/forwarded.hpp"
#include "server/http/guarded.hpp"
#include "server/sockets/request_reader.hpp"

namespace roadshow::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

// So much memory of one connection is small; see claim().
constexpr size_t small_bytes = size_t{32} * 1024;
constexpr size_t usual_answer_bytes = 4096;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

// At its end, one request less has no answer.
struct Asked {
  Connections& connections;
  ~Asked() {
    --connections.asking;
    connections.asking.notify_all();
  }
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, std::shared_ptr<Connections> connections)
      : socket_(std::move(socket)), timer_(socket_.get_executor()), connections_(std::move(connections)) {
    beast::error_code none;
    const auto peer = socket_.remote_endpoint(none);
    peer_ = none ? std::string(unknown_address) : canonical_address(peer.address().to_string());
    socket_.set_option(tcp::no_delay(true), none);  // an answer in two writes does not wait for the first
    const std::lock_guard lock(connections_->mutex);
    connections_->open.insert(this);
  }
  Session(const Session&) = delete;

  // Also after an exception: nothing else holds it then.
  ~Session() {
    if (is_asking_) {  // whoever was to answer threw
      connections_->metrics.caught(Caught::answer);
      const Asked asked{*connections_};
    }
    release(claimed_);
    const std::lock_guard lock(connections_->mutex);
    connections_->open.erase(this);
  }

  void start() {
    asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->read_request(); });
  }

  void stop() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
      if (self->reading_) self->cut();
    });
  }

 private:
  const Timeouts& timeouts() const { return connections_->options.timeouts; }

  void expect_within(Clock::duration time) {
    deadline_ = Clock::now() + time;
    if (deadline_ < timer_at_) set_timer();
  }

  void set_timer() {
    timer_at_ = deadline_;
    timer_.expires_at(timer_at_);
    timer_.async_wait([weak = weak_from_this()](beast::error_code cancelled) {
      const auto self = cancelled ? nullptr : weak.lock();
      if (!self) return;
      self->timer_at_ = Clock::time_point::max();
      if (Clock::now() >= self->deadline_) return self->cut();
      if (self->deadline_ != Clock::time_point::max()) self->set_timer();
    });
  }

  // What is being read or written ends with an error.
  void cut() {
    beast::error_code none;
    socket_.close(none);
  }

  // Counts what this connection takes beyond what every connection has. False: all of them together take too much. Then
  // who takes much is turned away first, so that the last quarter is for usual requests.
  bool claim(size_t bytes) {
    if (bytes <= claimed_) {
      release(claimed_ - bytes);
      return true;
    }
    const size_t sum = connections_->metrics.connection_bytes += bytes - claimed_;
    claimed_ = bytes;
    const size_t most = connections_->options.most_connection_bytes;
    return sum <= (bytes <= small_bytes ? most : most / 4 * 3);
  }

  void release(size_t bytes) {
    if (bytes == 0) return;  // the usual case, without a write to what all threads share
    connections_->metrics.connection_bytes -= bytes;
    claimed_ -= bytes;
  }

  void read_request() {
    if (connections_->stopping) return close();
    reader_.begin();
    reading_ = true;
    expect_within(timeouts().header);
    if (reader_.is_untouched()) return read_more();
    go_on();
  }

  void read_more() {
    const auto space = reader_.space();
    if (!claim(reader_.held())) return refuse(busy());
    socket_.async_read_some(space, [self = shared_from_this()](beast::error_code error, size_t bytes) {
      if (error == asio::error::eof)
        return self->reader_.is_untouched() ? self->close() : self->refuse(RequestReader::unreadable());
      if (error) return;  // the line is gone
      self->reader_.came(bytes);
      self->go_on();
    });
  }

  void go_on() {
    switch (reader_.read()) {
      case RequestReader::Progress::more:
        return read_more();
      case RequestReader::Progress::header:
        return on_header();
      case RequestReader::Progress::whole:
        return on_request();
      case RequestReader::Progress::refused:
        return refuse(std::move(reader_.refusal()));
    }
  }

  void on_header() {
    expect_within(timeouts().body);
    if (!same_in_any_case(header(reader_.request().headers, "Expect"), "100-continue")) return go_on();
    constexpr std::string_view continued = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_, asio::buffer(continued), [self = shared_from_this()](beast::error_code failed, size_t) {
      if (!failed) self->go_on();
    });
  }

  void on_request() {
    reading_ = false;
    deadline_ = Clock::time_point::max();
    started_ = Clock::now();
    version_ = reader_.version();
    keep_alive_ = reader_.keep_alive();
    Request request = std::move(reader_.request());
    method_ = http::string_to_verb(request.method);
    reader_.taken();
    claim(reader_.held());
    say_who(request, peer_, connections_->options.proxies);

    ++connections_->asking;
    is_asking_ = true;
    connections_->ask(std::move(request), [self = shared_from_this()](Answer answer) mutable {
      const std::shared_ptr<Connections> connections = self->connections_;
      const Asked asked{*connections};
      self->is_asking_ = false;
      auto executor = self->socket_.get_executor();
      // Not the caller's to see: it can be the thread of the store, with the answers of others to give.
      guarded(connections->metrics, Caught::answer, [&] {
        asio::post(executor,
                   [self = std::move(self), answer = std::move(answer)]() mutable { self->write(std::move(answer)); });
      });
    });
  }

  // A request that is not read to its end: an answer, and the connection ends.
  void refuse(Answer answer) {
    if (connections_->for_people) answer = connections_->for_people(reader_.request(), std::move(answer));
    answer.route = "(not read)";
    add_security_headers(answer);
    reader_.drop();
    release(claimed_);
    reading_ = false;
    keep_alive_ = false;
    refused_ = true;
    method_ = http::verb::unknown;
    started_ = Clock::now();
    write(std::move(answer));
  }

  void write(Answer answer) {
    keep_alive_ = keep_alive_ && !connections_->stopping;
    answer_ = std::move(answer);
    // An answer that nobody else holds is memory of this connection until it is taken; who reads slowly can ask for
    // many.
    const size_t own_bytes = answer_.body && answer_.body.use_count() == 1 ? answer_.body->size() : 0;
    if (own_bytes > usual_answer_bytes && !claim(own_bytes + reader_.held())) {
      answer_ = busy();
      answer_.route = "(too much memory)";
      add_security_headers(answer_);
    }
    const bool in_pieces = static_cast<bool>(answer_.next);
    if (in_pieces && version_ < 11)
      keep_alive_ = false;  // HTTP/1.0 knows no chunks: the end is the end of the connection
    head_ = head_of(answer_, version_, keep_alive_);
    expect_within(timeouts().write);
    if (method_ == http::verb::head || (!in_pieces && !answer_.body)) {
      asio::async_write(socket_, asio::buffer(head_),
                        beast::bind_front_handler(&Session::on_written, shared_from_this()));
    } else if (in_pieces) {
      asio::async_write(socket_, asio::buffer(head_), [self = shared_from_this()](beast::error_code e, size_t) {
        if (e) return self->on_written(e, 0);
        self->next_piece();
      });
    } else {
      asio::async_write(socket_, std::array{asio::buffer(std::as_const(head_)), asio::buffer(*answer_.body)},
                        beast::bind_front_handler(&Session::on_written, shared_from_this()));
    }
  }

  void next_piece() {
    deadline_ = Clock::time_point::max();
    connections_->run_blocking([self = shared_from_this()]() mutable {
      auto piece = self->answer_.next();
      auto executor = self->socket_.get_executor();
      asio::post(executor,
                 [self = std::move(self), piece = std::move(piece)]() mutable { self->write_piece(std::move(piece)); });
    });
  }

  void write_piece(std::optional<std::string> piece) {
    if (!piece) {  // cut: without the last chunk nobody takes it for whole
      cut();
      return on_written(asio::error::connection_aborted, 0);
    }
    piece_ = std::move(*piece);
    expect_within(timeouts().write);
    auto more = [self = shared_from_this()](beast::error_code e, size_t) {
      if (e || self->piece_.empty()) return self->on_written(e, 0);
      self->next_piece();
    };
    if (version_ < 11) return asio::async_write(socket_, asio::buffer(piece_), std::move(more));
    if (piece_.empty()) return asio::async_write(socket_, http::make_chunk_last(), std::move(more));
    asio::async_write(socket_, http::make_chunk(asio::buffer(piece_)), std::move(more));
  }

  void on_written(beast::error_code error, size_t /*bytes*/) {
    const std::chrono::duration<double> time = Clock::now() - started_;
    const std::string_view method = view(http::to_string(method_));
    connections_->metrics.answered(method, answer_.route, answer_.status, time.count());
    if (connections_->logs)
      spdlog::info("{} {} {} {:.1f} ms", method, answer_.route, answer_.status, time.count() * 1000);
    answer_ = {};
    claim(reader_.held());
    if (error) return;
    if (refused_) return linger();
    if (!keep_alive_) return close();
    read_request();
  }

  // Closing with unread bytes makes the network forget the answer (RFC 9112, 9.6), so they are read and dropped first.
  void linger() {
    beast::error_code none;
    socket_.shutdown(tcp::socket::shutdown_send, none);
    expect_within(timeouts().linger);
    drop_rest(beast::error_code());
  }

  void drop_rest(beast::error_code error) {
    if (error) return;
    piece_.resize(usual_answer_bytes);
    socket_.async_read_some(asio::buffer(piece_),
                            [self = shared_from_this()](beast::error_code e, size_t) { self->drop_rest(e); });
  }

  void close() {
    beast::error_code none;
    socket_.shutdown(tcp::socket::shutdown_send, none);
  }

  Socket socket_;
  // One timer for all that must not take too long: it sleeps until the deadline there was when it was set, and mostly
  // finds a later one. A timer for each read and write would cost more than the reading and writing.
  asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Socket::executor_type> timer_;
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point timer_at_ = Clock::time_point::max();
  std::shared_ptr<Connections> connections_;
  std::string peer_;  // the address at the other end
  RequestReader reader_;
  size_t claimed_ = 0;  // see claim()
  Answer answer_;
  std::string head_;  // of answer_, as bytes
  std::string piece_;
  http::verb method_ = http::verb::unknown;
  unsigned version_ = 11;
  Clock::time_point started_;
  std::atomic<bool> is_asking_ = false;
  bool reading_ = false;  // nothing was promised yet: a stop may close
  bool keep_alive_ = true;
  bool refused_ = false;
};

void Connections::stop() {
  stopping = true;
  std::vector<std::shared_ptr<Session>> sessions;
  {
    const std::lock_guard lock(mutex);
    for (Session* session : open) {
      if (auto shared = session->weak_from_this().lock()) sessions.push_back(std::move(shared));
    }
  }
  for (const auto& session : sessions) session->stop();
}

bool Connections::is_empty() {
  const std::lock_guard lock(mutex);
  return open.empty();
}

void start_session(Socket socket, const std::shared_ptr<Connections>& connections) {
  std::make_shared<Session>(std::move(socket), connections)->start();
}

}  // namespace roadshow::server
