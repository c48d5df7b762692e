#include "server/sockets/request_reader.hpp"

#include <algorithm>
#include <iterator>

#include "server/handlers/responses.hpp"
#include "server/http/framing.hpp"

namespace roadshow::server {

namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr size_t usual_bytes = 4096;  // a request of this size is read at once
constexpr size_t piece_bytes = size_t{16} * 1024;
constexpr size_t most_header_bytes = size_t{16} * 1024;
constexpr size_t most_fields = 100;
constexpr size_t most_raw_body_bytes = most_body_bytes + size_t{16} * 1024;
// What is left of a chunked body is never less: "0", line end, line end. Beast asserts that it has as much.
constexpr size_t least_end_of_chunks = 5;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// The request line and the fields, so far.
template <class Message>
Request head_of(const Message& message) {
  Request request{std::string(view(message.method_string())), std::string(view(message.target())), {}, {}};
  for (const auto& field : message)
    request.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
  return request;
}

}  // namespace

Answer RequestReader::unreadable() { return problem_answer(400, "Bad Request", "This is not a request we can read."); }

void GrowingBody::reader::init(const boost::optional<uint64_t>& length, beast::error_code& error) {
  error = {};
  if (length) body_.reserve(static_cast<size_t>(std::min<uint64_t>(*length, piece_bytes)));
}

RequestReader::RequestReader() : buffer_(2 * piece_bytes) { buffer_.reserve(usual_bytes); }

void RequestReader::begin() {
  taken();
  parser_.emplace();
  parser_->header_limit(most_header_bytes);
  parser_->body_limit(most_body_bytes);
  read_bytes_ = 0;
  in_body_ = false;
}

void RequestReader::taken() {
  parser_.reset();
  if (buffer_.capacity() <= usual_bytes || buffer_.size() > usual_bytes) return;
  beast::flat_buffer small(buffer_.max_size());
  small.reserve(usual_bytes);
  small.commit(boost::asio::buffer_copy(small.prepare(buffer_.size()), buffer_.data()));
  buffer_ = std::move(small);
}

void RequestReader::drop() {
  buffer_.clear();
  taken();
}

// Mostly what is left of the usual buffer, so that it grows only for who has sent more. One byte more than may wait in
// it, so that what is too large is known, and is the same however the bytes are cut.
boost::asio::mutable_buffer RequestReader::space() {
  const size_t left = buffer_.capacity() - buffer_.size();
  const size_t most = most_header_bytes + 1 - buffer_.size();
  return buffer_.prepare(std::min(most, !in_body_ && left > 0 ? left : piece_bytes));
}

void RequestReader::came(size_t bytes) { buffer_.commit(bytes); }

size_t RequestReader::held() const {
  const size_t buffer = buffer_.capacity() - std::min(buffer_.capacity(), usual_bytes);
  if (!parser_) return buffer;
  // The fields are there twice once the header is whole.
  return buffer + (in_body_ ? 2 * header_bytes_ + parser_->get().body().capacity() : read_bytes_);
}

// Beast throws for what it cannot hold, such as a field of 64 kB after the chunks.
RequestReader::Progress RequestReader::read() {
  try {
    return read_some();
  } catch (const std::length_error&) {
    return refuse(unreadable());
  } catch (const std::bad_alloc&) {
    throw;  // there is nothing to say it with: the connection ends
  } catch (const std::exception&) {
    return refuse(unreadable());
  }
}

RequestReader::Progress RequestReader::read_some() {
  beast::error_code error;
  const bool too_few = in_body_ && parser_->chunked() && buffer_.size() < least_end_of_chunks;
  if (!parser_->is_done() && !too_few) {
    const size_t used = parser_->put(buffer_.data(), error);
    buffer_.consume(used);
    read_bytes_ += used;
  }
  const bool needs_more = error == http::error::need_more || (!error && in_body_ && !parser_->is_done());
  if (error == http::error::need_more) error = {};

  if (!in_body_) {
    const auto& fields = parser_->get();
    const bool many = static_cast<size_t>(std::distance(fields.begin(), fields.end())) > most_fields;
    // Beast's own limit is for what is in the buffer at once.
    const size_t bytes = read_bytes_ + (needs_more ? buffer_.size() : 0);
    if (many || bytes > most_header_bytes) return refuse(http::error::header_limit);
    if (error) return refuse(error);
    return needs_more ? Progress::more : take_header();
  }
  if (read_bytes_ + (needs_more ? buffer_.size() : 0) > most_raw_body_bytes) return refuse(too_large());
  if (error) return refuse(error);
  if (needs_more && buffer_.size() > most_header_bytes)
    return refuse(problem_answer(431, "Too large", "The framing of a request can have 16 kB at most."));
  if (needs_more) return Progress::more;
  request_.body = std::move(parser_->get().body());
  return Progress::whole;
}

RequestReader::Progress RequestReader::take_header() {
  const auto& message = parser_->get();
  version_ = message.version();
  // Here, before the body: fields that follow a chunked body are none of the header's.
  keep_alive_ = message.keep_alive();
  request_ = head_of(message);
  if (auto answer = wrong_framing(request_, version_)) return refuse(std::move(*answer));
  in_body_ = true;
  header_bytes_ = read_bytes_;
  read_bytes_ = 0;
  parser_->eager(true);
  return Progress::header;
}

RequestReader::Progress RequestReader::refuse(beast::error_code error) {
  if (error == http::error::body_limit) return refuse(too_large());
  if (error == http::error::header_limit)
    return refuse(problem_answer(431, "Too large", "The header of a request can have 16 kB and 100 fields at most."));
  return refuse(unreadable());
}

RequestReader::Progress RequestReader::refuse(Answer answer) {
  refusal_ = std::move(answer);
  if (!in_body_) request_ = head_of(parser_->get());  // as far as it is known, for the form of the answer
  request_.body.clear();
  return Progress::refused;
}

}  // namespace roadshow::server
