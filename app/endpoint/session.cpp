// Callbacks, not coroutines: clang 14 with the sanitizers cannot compile Asio's coroutines ("Cannot represent a
// difference across sections").
#include "endpoint/session.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/beast.hpp>
#include <chrono>

#include "endpoint/answer_head.hpp"
#include "endpoint/forwarded.hpp"
#include "endpoint/framing.hpp"
#include "endpoint/responses.hpp"

namespace roadshow::endpoint {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

constexpr uint32_t most_header_bytes = 16 * 1024;
constexpr size_t usual_request_bytes = 4096;  // such a one is read at once

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, std::shared_ptr<Door> door)
      : socket_(std::move(socket)), timer_(socket_.get_executor()), door_(std::move(door)) {
    buffer_.reserve(usual_request_bytes);
    beast::error_code none;
    const auto peer = socket_.remote_endpoint(none);
    if (!none) peer_ = peer.address().to_string(none);
    socket_.set_option(tcp::no_delay(true), none);  // an answer in two writes does not wait for the first
    const std::lock_guard lock(door_->mutex);
    door_->open.insert(this);
  }
  Session(const Session&) = delete;

  ~Session() {
    const std::lock_guard lock(door_->mutex);
    door_->open.erase(this);
  }

  void start() {
    asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->read_header(); });
  }

  void stop() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
      if (self->reading_) self->cut();
    });
  }

 private:
  const Patience& patience() const { return door_->options.patience; }

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

  void read_header() {
    if (door_->stopping) return close();
    parser_.emplace();
    parser_->header_limit(most_header_bytes);
    parser_->body_limit(most_body_bytes);
    reading_ = true;
    header_bytes_ = 0;
    expect_within(patience().header);
    read_some_header();
  }

  void read_some_header() {
    http::async_read_some(socket_, buffer_, *parser_, beast::bind_front_handler(&Session::on_some, shared_from_this()));
  }

  void on_some(beast::error_code error, size_t bytes) {
    header_bytes_ += bytes;
    if (header_bytes_ > most_header_bytes) error = http::error::header_limit;  // Beast's limit is for each piece read
    if (error) return refuse(error);
    if (!parser_->is_header_done()) return read_some_header();
    on_header();
  }

  void on_header() {
    const auto& message = parser_->get();
    version_ = message.version();
    // Here, before the body: fields that follow a chunked body are none of the header's.
    request_ = {std::string(view(message.method_string())), std::string(view(message.target())), {}, {}};
    for (const auto& field : message)
      request_.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
    if (auto answer = wrong_framing(request_, version_)) return refuse(std::move(*answer));
    if (same_in_any_case(header(request_.headers, "Expect"), "100-continue")) {
      constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      expect_within(patience().header);
      return asio::async_write(socket_, asio::buffer(go_on),
                               [self = shared_from_this()](beast::error_code failed, size_t) {
                                 if (!failed) self->read_body();
                               });
    }
    read_body();
  }

  void read_body() {
    // Mostly all of it came with the header.
    beast::error_code error;
    parser_->eager(true);
    if (!parser_->is_done()) buffer_.consume(parser_->put(buffer_.data(), error));
    if (error == http::error::need_more) error = {};
    if (error || parser_->is_done()) return on_request(error, 0);
    expect_within(patience().body);
    http::async_read(socket_, buffer_, *parser_, beast::bind_front_handler(&Session::on_request, shared_from_this()));
  }

  void on_request(beast::error_code error, size_t /*bytes*/) {
    if (error) return refuse(error);
    reading_ = false;
    deadline_ = Clock::time_point::max();
    started_ = Clock::now();
    auto message = parser_->release();
    keep_alive_ = message.keep_alive();
    method_ = message.method();
    request_.body = std::move(message.body());
    say_who(request_, peer_, door_->options.proxies);

    ++door_->asking;
    door_->ask(std::move(request_), [self = shared_from_this()](Answer answer) mutable {
      const std::shared_ptr<Door> door = self->door_;
      auto executor = self->socket_.get_executor();
      asio::post(executor,
                 [self = std::move(self), answer = std::move(answer)]() mutable { self->write(std::move(answer)); });
      --door->asking;
      door->asking.notify_all();
    });
  }

  // A request that cannot be read: an answer where one can still be understood.
  void refuse(beast::error_code error) {
    if (error == http::error::end_of_stream) return close();
    if (error.category() != beast::error_code(http::error::bad_method).category()) return;  // the line is gone
    if (error == http::error::body_limit) return refuse(too_large());
    if (error == http::error::header_limit)
      return refuse(problem_answer(431, "Too large", "The header of a request can have 16 kB at most."));
    refuse(problem_answer(400, "Bad Request", "This is not a request we can read."));
  }

  void refuse(Answer answer) {
    answer.route = "(not read)";
    add_security_headers(answer);
    reading_ = false;
    keep_alive_ = false;
    refused_ = true;
    method_ = http::verb::unknown;
    started_ = Clock::now();
    write(std::move(answer));
  }

  void write(Answer answer) {
    keep_alive_ = keep_alive_ && !door_->stopping;
    answer_ = std::move(answer);
    const bool in_pieces = static_cast<bool>(answer_.next);
    if (in_pieces && version_ < 11)
      keep_alive_ = false;  // HTTP/1.0 knows no chunks: the end is the end of the connection
    head_ = head_of(answer_, version_, keep_alive_);
    expect_within(patience().write);
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
    door_->aside([self = shared_from_this()]() mutable {
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
    expect_within(patience().write);
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
    door_->metrics.answered(method, answer_.route, answer_.status, time.count());
    if (door_->logs) spdlog::info("{} {} {} {:.1f} ms", method, answer_.route, answer_.status, time.count() * 1000);
    answer_ = {};
    if (error) return;
    if (refused_) return linger();
    if (!keep_alive_) return close();
    read_header();
  }

  // Closing with unread bytes makes the network forget the answer (RFC 9112, 9.6), so they are read and dropped first.
  void linger() {
    beast::error_code none;
    socket_.shutdown(tcp::socket::shutdown_send, none);
    expect_within(patience().linger);
    drop_rest(beast::error_code());
  }

  void drop_rest(beast::error_code error) {
    if (error) return;
    buffer_.clear();
    socket_.async_read_some(buffer_.prepare(65'536),
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
  std::shared_ptr<Door> door_;
  std::string peer_;  // the address at the other end
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  Request request_;
  Answer answer_;
  std::string head_;  // of answer_, as bytes
  std::string piece_;
  http::verb method_ = http::verb::unknown;
  unsigned version_ = 11;
  Clock::time_point started_;
  size_t header_bytes_ = 0;
  bool reading_ = false;  // nothing was promised yet: a stop may close
  bool keep_alive_ = true;
  bool refused_ = false;
};

void Door::stop() {
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

bool Door::is_empty() {
  const std::lock_guard lock(mutex);
  return open.empty();
}

void start_session(Socket socket, const std::shared_ptr<Door>& door) {
  std::make_shared<Session>(std::move(socket), door)->start();
}

}  // namespace roadshow::endpoint
