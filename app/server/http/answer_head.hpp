// The head of an answer as bytes: status line and fields, to the empty line (RFC 9112).
#pragma once

#include <string>

#include "server/http/http.hpp"

namespace roadshow::server {

// `version` is 10 or 11, of the request; what comes in pieces is chunked from 11 on. Also right for HEAD, which has no
// body after it.
std::string head_of(const Answer& answer, unsigned version, bool keep_alive);

}  // namespace roadshow::server
