// Callbacks, not coroutines: clang 14 with the sanitizers cannot compile Asio's coroutines ("Cannot represent a
// difference across sections").
#include "endpoint/session.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/beast.hpp>
#include <chrono>
#include <ctime>

#include "endpoint/forwarded.hpp"
#include "endpoint/framing.hpp"
#include "endpoint/responses.hpp"

namespace roadshow::endpoint {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

constexpr uint32_t most_header_bytes = 16 * 1024;

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, std::shared_ptr<Door> door) : stream_(std::move(socket)), door_(std::move(door)) {
    beast::error_code none;
    const auto peer = stream_.socket().remote_endpoint(none);
    if (!none) peer_ = peer.address().to_string(none);
    stream_.socket().set_option(tcp::no_delay(true), none);  // an answer in two writes does not wait for the first
    const std::lock_guard lock(door_->mutex);
    door_->open.insert(this);
  }
  Session(const Session&) = delete;

  ~Session() {
    const std::lock_guard lock(door_->mutex);
    door_->open.erase(this);
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
  const Patience& patience() const { return door_->options.patience; }

  void read_header() {
    if (door_->stopping) return close();
    parser_.emplace();
    parser_->header_limit(most_header_bytes);
    parser_->body_limit(most_body_bytes);
    reading_ = true;
    stream_.expires_after(patience().header);
    http::async_read_header(stream_, buffer_, *parser_,
                            beast::bind_front_handler(&Session::on_header, shared_from_this()));
  }

  void on_header(beast::error_code error, size_t /*bytes*/) {
    if (error) return refuse(error);
    const auto& message = parser_->get();
    version_ = message.version();
    // Here, before the body: fields that follow a chunked body are none of the header's.
    request_ = {std::string(view(message.method_string())), std::string(view(message.target())), {}, {}};
    for (const auto& field : message)
      request_.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
    if (auto answer = wrong_framing(request_, version_)) return refuse(std::move(*answer));
    if (same_in_any_case(header(request_.headers, "Expect"), "100-continue")) {
      constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      stream_.expires_after(patience().header);
      return asio::async_write(stream_, asio::buffer(go_on),
                               [self = shared_from_this()](beast::error_code failed, size_t) {
                                 if (!failed) self->read_body();
                               });
    }
    read_body();
  }

  void read_body() {
    stream_.expires_after(patience().body);
    http::async_read(stream_, buffer_, *parser_, beast::bind_front_handler(&Session::on_request, shared_from_this()));
  }

  void on_request(beast::error_code error, size_t /*bytes*/) {
    if (error) return refuse(error);
    reading_ = false;
    stream_.expires_never();
    started_ = std::chrono::steady_clock::now();
    auto message = parser_->release();
    keep_alive_ = message.keep_alive();
    method_ = message.method();
    request_.body = std::move(message.body());
    say_who(request_, peer_, door_->options.proxies);

    ++door_->asking;
    door_->ask(std::move(request_), [self = shared_from_this()](Answer answer) mutable {
      const std::shared_ptr<Door> door = self->door_;
      auto executor = self->stream_.get_executor();
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
    started_ = std::chrono::steady_clock::now();
    write(std::move(answer));
  }

  void write(Answer answer) {
    keep_alive_ = keep_alive_ && !door_->stopping;
    answer_ = std::move(answer);
    const bool in_pieces = static_cast<bool>(answer_.next);
    if (in_pieces && version_ < 11)
      keep_alive_ = false;  // HTTP/1.0 knows no chunks: the end is the end of the connection
    response_.emplace(static_cast<http::status>(answer_.status), version_);
    for (const Header& header : answer_.headers) response_->insert(header.name, header.value);
    response_->set(http::field::date, http_date());
    response_->keep_alive(keep_alive_);
    if (answer_.body) {
      response_->body() = beast::span<const char>(answer_.body->data(), answer_.body->size());
      response_->content_length(answer_.body->size());
    } else if (in_pieces && version_ >= 11) {
      response_->chunked(true);
    }
    serializer_.emplace(*response_);
    stream_.expires_after(patience().write);
    if (in_pieces && method_ != http::verb::head) {
      return http::async_write_header(stream_, *serializer_, [self = shared_from_this()](beast::error_code e, size_t) {
        if (e) return self->on_written(e, 0);
        self->next_piece();
      });
    }
    auto done = beast::bind_front_handler(&Session::on_written, shared_from_this());
    if (method_ == http::verb::head) {
      http::async_write_header(stream_, *serializer_, std::move(done));
    } else {
      http::async_write(stream_, *serializer_, std::move(done));
    }
  }

  void next_piece() {
    stream_.expires_never();
    door_->aside([self = shared_from_this()]() mutable {
      auto piece = self->answer_.next();
      auto executor = self->stream_.get_executor();
      asio::post(executor,
                 [self = std::move(self), piece = std::move(piece)]() mutable { self->write_piece(std::move(piece)); });
    });
  }

  void write_piece(std::optional<std::string> piece) {
    if (!piece) {  // cut: without the last chunk nobody takes it for whole
      stream_.close();
      return on_written(asio::error::connection_aborted, 0);
    }
    piece_ = std::move(*piece);
    stream_.expires_after(patience().write);
    auto more = [self = shared_from_this()](beast::error_code e, size_t) {
      if (e || self->piece_.empty()) return self->on_written(e, 0);
      self->next_piece();
    };
    if (version_ < 11) return asio::async_write(stream_, asio::buffer(piece_), std::move(more));
    if (piece_.empty()) return asio::async_write(stream_, http::make_chunk_last(), std::move(more));
    asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), std::move(more));
  }

  void on_written(beast::error_code error, size_t /*bytes*/) {
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - started_;
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
    stream_.socket().shutdown(tcp::socket::shutdown_send, none);
    stream_.expires_after(patience().linger);
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

  beast::tcp_stream stream_;
  std::shared_ptr<Door> door_;
  std::string peer_;  // the address at the other end
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::span_body<const char>>> response_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  Request request_;
  Answer answer_;
  std::string piece_;
  http::verb method_ = http::verb::unknown;
  unsigned version_ = 11;
  std::chrono::steady_clock::time_point started_;
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

void start_session(tcp::socket socket, const std::shared_ptr<Door>& door) {
  std::make_shared<Session>(std::move(socket), door)->start();
}

}  // namespace roadshow::endpoint
