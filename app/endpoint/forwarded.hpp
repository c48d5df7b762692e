// Who sent a request, when a reverse proxy stands in front of us.
#pragma once

#include <string>
#include <vector>

#include "endpoint/http.hpp"

namespace roadshow::endpoint {

// Fills in `address` and `secure`. `peer` is the address at the other end of the connection. When it is one of
// `proxies`, the address is the last one in X-Forwarded-For that is not itself a proxy of ours (what stands before that
// was written by anyone), and `secure` is whether X-Forwarded-Proto ends in "https".
void say_who(Request& request, const std::string& peer, const std::vector<std::string>& proxies);

// "192.0.2.7" of "::ffff:192.0.2.7"; other addresses as they are.
std::string plain_address(std::string_view address);

// This machine itself. All of 127.0.0.0/8, and ::1.
bool is_loopback(std::string_view address);

}  // namespace roadshow::endpoint
