// What Beast lets pass and we do not: headers that two readers could understand in two ways. A request that ends
// elsewhere for a proxy than for us would let one visitor's bytes become another's request (request smuggling).
#pragma once

#include <optional>

#include "server/http/http.hpp"

namespace roadshow::server {

// The answer after which the connection ends, or nothing. `version` is 10 or 11. Refused (RFC 9112, 3.2, 6.1 and 6.3):
// HTTP/1.1 without Host, several Hosts; any Transfer-Encoding but "chunked", or with HTTP/1.0, or with Content-Length;
// several Content-Lengths, also when they agree, or one that is no plain number; an expectation other than 100-continue
// (417).
std::optional<Answer> wrong_framing(const Request& request, unsigned version);

}  // namespace roadshow::server
