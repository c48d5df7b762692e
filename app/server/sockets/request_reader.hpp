// Bytes as they come from the network, in pieces of any size, to requests. No sockets here: session.cpp brings the
// bytes.
//
// Whatever is sent, this takes little memory and throws nothing: a request that cannot be read is a refusal. What one
// request may bring, counted in bytes from the network (its framing too, not only what it frames):
//   the header: 16 kB and 100 fields              else 431
//   the body: 256 kB, and 16 kB more for chunks   else 413
//   one line of chunk framing, or all the fields after the last chunk: 16 kB   else 431
// Chunk extensions and the fields after the last chunk are read and dropped (RFC 9112, 7.1.1 and 7.1.2): none of ours
// has a meaning, and a field there must not count as one of the header.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>
#include <string>

#include "server/http/http.hpp"

namespace roadshow::server {

// A body that takes the memory of what has come, not of what was announced.
struct GrowingBody {
  using value_type = std::string;
  static uint64_t size(const value_type& body) { return body.size(); }

  class reader {
   public:
    template <bool is_request, class Fields>
    reader(boost::beast::http::header<is_request, Fields>& /*header*/, value_type& body) : body_(body) {}
    void init(const boost::optional<uint64_t>& length, boost::beast::error_code& error);
    template <class Buffers>
    size_t put(const Buffers& buffers, boost::beast::error_code& error) {
      error = {};
      size_t count = 0;
      for (const auto& buffer : boost::beast::buffers_range_ref(buffers)) {
        body_.append(static_cast<const char*>(buffer.data()), buffer.size());
        count += buffer.size();
      }
      return count;
    }
    void finish(boost::beast::error_code& error) { error = {}; }

   private:
    value_type& body_;
  };
};

class RequestReader {
 public:
  enum class Progress {
    more,     // more bytes are needed
    header,   // the header is there, once for each request: read() again for the body
    whole,    // take request()
    refused,  // say refusal(), then end the connection
  };

  RequestReader();

  // The next request. Bytes of it that came with the one before are kept.
  void begin();

  boost::asio::mutable_buffer space();  // where the next bytes go
  void came(size_t bytes);              // so many were put there
  Progress read();                      // goes as far as the bytes reach

  bool is_untouched() const { return !in_body_ && read_bytes_ == 0 && buffer_.size() == 0; }
  // What a request that is not whole takes, beyond what every connection has.
  size_t held() const;

  Request& request() { return request_; }
  unsigned version() const { return version_; }  // 10 or 11
  bool keep_alive() const { return keep_alive_; }
  Answer& refusal() { return refusal_; }
  static Answer unreadable();  // the refusal of what has no end, too
  void taken();                // request() has been taken: what was needed to read it is given back
  void drop();                 // also what came after it

 private:
  Progress read_some();
  Progress take_header();
  Progress refuse(boost::beast::error_code error);
  Progress refuse(Answer answer);

  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<GrowingBody>> parser_;
  size_t read_bytes_ = 0;  // of this request, and no longer in the buffer; in the body: since the header
  size_t header_bytes_ = 0;
  bool in_body_ = false;
  Request request_;
  unsigned version_ = 11;
  bool keep_alive_ = true;
  Answer refusal_;
};

}  // namespace roadshow::server
