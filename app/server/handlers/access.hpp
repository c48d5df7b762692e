// Who may ask: bearer tokens with roles, and the audit of what was done with them.
//
// A token is 256 random bits, shown once when it is made (`roadshow token add`). The store keeps its SHA-256 only, so a
// copy of the store lets nobody in; a plain hash is right here, since nobody can guess 256 random bits. There are no
// cookies: a screen that signs in keeps its token in memory, and sends it as "Authorization: Bearer ..." (RFC 6750).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/http.hpp"
#include "server/store/store.hpp"

namespace roadshow::server {

// In rising order: each may do what those before it may.
enum class Role {
  anyone,
  viewer,        // sees results that are not public
  analyst,       // also reads free text and exports responses
  administrator  // also deletes, and changes tokens
};

std::string_view name_of(Role role);
std::optional<Role> role_named(std::string_view name);  // viewer, analyst or administrator

// A UUID that nobody can guess (RFC 9562, version 4), for what begins here.
std::string random_uuid();
// 64 hexadecimal digits that nobody can guess: a token's, or the secret of a form (survey/secret.hpp). Empty when the
// system has no random numbers to give.
std::string random_secret();

// An entry of kind "token" in the store; the key is the id.
struct Token {
  std::string id;  // 12 hexadecimal digits, from the hash: names the token in lists and in the audit
  Role role = Role::viewer;
  std::string name;     // of a team or a use, such as "Communications team"
  std::string made_at;  // 2026-11-21T23:58:01.123Z
  std::string sha256;   // of the whole token
};

struct Caller {
  Role role = Role::anyone;
  std::string token;  // the id of the token; empty: nobody we know
};

// The token as it is given to its owner, once: "roadshow_" and 64 hexadecimal digits. Writes the audit.
Result<std::string> add_token(Store& store, Role role, const std::string& name);
Result<std::vector<Token>> list_tokens(Store& store);
// Writes the audit. False: there is no such token.
Result<bool> remove_token(Store& store, const std::string& id);

// What follows "Bearer" in Authorization; empty when there is none, or it is not written as RFC 6750 says.
std::string_view bearer_token(std::string_view authorization);

// Who sent this, by the tokens of the store as they are now: a removed token is refused at once, by every process.
// Nobody when the header is missing or names no token of ours; problems when the store cannot be read.
Result<Caller> caller_of(const Request& request, Store& store);

// One line of the audit: an entry of kind "audit" whose key begins with the time, so that keys are in order of time.
// It says what was done with which token, never to whom: no name, no address, no reference number, no answer.
// The reason why it could not be kept, or nothing.
std::string audit(Store& store, const Caller& caller, const std::string& what);

}  // namespace roadshow::server
