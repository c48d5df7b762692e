// Who sent a request, when a reverse proxy stands in front of us.
//
// Addresses are parsed, so that one has one spelling however a proxy writes it. X-Forwarded-For is the only field that
// is believed; Forwarded (RFC 7239) is not read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/http.hpp"

namespace roadshow::server {

// Stands for every address that cannot be understood, so that all of these share one limit.
inline constexpr std::string_view unknown_address = "unknown";

// An address as proxies write it ("192.0.2.7:1234", "[2001:db8::1]:80", "fe80::1%eth0", in long forms and capitals) in
// its one spelling (RFC 5952), without port, brackets and zone; an IPv4 address within an IPv6 one is that IPv4
// address. `unknown_address` when it is none.
std::string canonical_address(std::string_view written);

// Fills in `address` and `secure`. `peer` is the address at the other end of the connection. When it is one of
// `proxies`, the address is the last one in X-Forwarded-For that is not itself a proxy of ours (what stands before that
// was written by anyone), and `secure` is whether X-Forwarded-Proto ends in "https". Peer and proxies are canonical.
// Nobody but the peer itself can be said to be this machine.
void say_who(Request& request, const std::string& peer, const std::vector<std::string>& proxies);

// This machine itself. All of 127.0.0.0/8, and ::1.
bool is_loopback(std::string_view address);

}  // namespace roadshow::server
