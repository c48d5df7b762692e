// A request and an answer as plain values, so that everything but the sockets is a function from one to the other.
//
// Problems are RFC 9457 problem details (application/problem+json) with one member of our own: "errors", a list of
// {"pointer": JSON pointer (RFC 6901) into the body that was sent, "detail": a plain sentence}.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/problem.hpp"

namespace roadshow::server {

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  std::string method;  // GET, HEAD, PUT, ...
  std::string target;  // as sent: /waits?provider=uhnm
  std::vector<Header> headers;
  std::string body;
  std::string address;  // whose request it is, for the limit on requests; never logged and never stored
  bool secure = false;  // came by TLS, as a proxy that we trust says
};

// Shared, because a file of the site is sent to many at once.
using Bytes = std::shared_ptr<const std::string>;

struct Answer {
  int status = 200;
  std::string route;  // what the log says was asked for: a name we know, never an id or anything else the visitor typed
  std::vector<Header> headers;
  Bytes body;  // null: no content. Also there for HEAD; the server then sends its length only.

  // For what is too large to hold: gives one piece after the other, then an empty one. Nothing at all means that it
  // broke off; the connection is then cut, so that half a file never looks whole. Called from a thread that may wait
  // for the disk, and only as fast as the reader takes it. With this, `body` is null.
  std::function<std::optional<std::string>()> next;
};

// The body, whole, of an answer that was given in either way; for tests. Nothing when it broke off.
std::optional<std::string> whole_body(const Answer& answer);

// The value of the first header of that name in any case; empty when there is none.
std::string_view header(const std::vector<Header>& headers, std::string_view name);

bool same_in_any_case(std::string_view a, std::string_view b);
std::string_view trimmed(std::string_view text);

// Whether the value of Content-Type names JSON.
bool is_json(std::string_view content_type);

// The path of a target as page/address.hpp reads it; a slash at the end stays where programs ask (/v1). Empty when it
// is no address. (RFC 3986, 3.3 and 6.2.2)
std::string decode_path(std::string_view target);

Answer json_answer(int status, std::string body);

// `errors` beyond the first 20 are left out.
Answer problem_answer(int status, std::string_view title, std::string_view detail, const Problems& errors = {});

// The content security policy of a page that holds its style: its first <style> element is allowed, by its hash, and no
// other. An answer that is such a page leaves with this header.
Header page_policy(std::string_view html);

// Every answer leaves with these: nothing is run, framed, sniffed or told to others that is not ours. When the request
// came by TLS, the browser is also told to come by TLS only, for two years.
void add_security_headers(Answer& answer, bool secure = false);

}  // namespace roadshow::server
