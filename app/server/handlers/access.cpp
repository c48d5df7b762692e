#include "server/handlers/access.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "content/json_text.hpp"
#include "server/store/sha256.hpp"
#include "server/store/write_queue.hpp"

namespace roadshow::server {
namespace {

constexpr std::string_view token_start = "roadshow_";
constexpr size_t secret_bytes = 32;
constexpr size_t id_digits = 12;

constexpr std::array<std::string_view, 4> role_names = {"anyone", "viewer", "analyst", "administrator"};

// Hexadecimal digits of that many bytes that nobody can guess; empty when the system has none to give.
std::string random_hex(size_t bytes) {
  std::string raw(bytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(raw.data()), static_cast<int>(bytes)) != 1) return {};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char c : raw) {
    hex += digits[static_cast<unsigned char>(c) >> 4];
    hex += digits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

Problems problem(const std::string& sentence) { return {{{}, sentence}}; }

// An entry that we did not write, or that was damaged, lets nobody in.
std::optional<Token> token_of(const Entry& entry) {
  const Json body = Json::parse(entry.body, nullptr, false);
  if (!body.is_object()) return std::nullopt;
  const auto text = [&](const char* name) {
    const auto member = body.find(name);
    return member != body.end() && member->is_string() ? member->get<std::string>() : std::string();
  };
  const auto role = role_named(text("role"));
  Token token{entry.key, role.value_or(Role::anyone), text("name"), text("made_at"), text("sha256")};
  if (!role || token.sha256.size() != 64) return std::nullopt;
  return token;
}

// The token's owner stands at the command line of the machine: there is no token to name.
std::string audit_tool(Store& store, const std::string& what) { return audit(store, {Role::administrator, ""}, what); }

}  // namespace

std::string random_uuid() {
  std::string id = random_hex(16);
  if (id.empty()) return id;
  id[12] = '4';
  id[16] = "89ab"[(id[16] <= '9' ? id[16] - '0' : id[16] - 'a' + 10) & 3];
  for (const size_t at : {8U, 13U, 18U, 23U}) id.insert(at, 1, '-');
  return id;
}

std::string random_secret() { return random_hex(secret_bytes); }

std::string_view name_of(Role role) { return role_names[static_cast<size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
  for (const Role role : {Role::viewer, Role::analyst, Role::administrator}) {
    if (name == name_of(role)) return role;
  }
  return std::nullopt;
}

Result<std::string> add_token(Store& store, Role role, const std::string& name) {
  const std::string secret = random_secret();
  if (secret.empty()) return problem("The system gives no random numbers now. Try again.");
  std::string token = std::string(token_start) + secret;
  const std::string hash = sha256(token);
  const std::string id = hash.substr(0, id_digits);
  const Json body = {{"role", name_of(role)}, {"name", name}, {"made_at", now_text()}, {"sha256", hash}};
  // Written down first: no token without its line.
  std::string why = audit_tool(store, "add token " + id + " as " + std::string(name_of(role)));
  if (why.empty())
    why = upsert_and_wait(store, {"token", id, body.dump(-1, ' ', false, Json::error_handler_t::replace)});
  if (!why.empty()) return problem(why);
  return token;
}

Result<std::vector<Token>> list_tokens(Store& store) {
  std::vector<Token> tokens;
  const std::string why = store.for_each_entry("token", [&](const Entry& entry) {
    if (auto token = token_of(entry)) tokens.push_back(std::move(*token));
  });
  if (!why.empty()) return problem(why);
  return tokens;
}

Result<bool> remove_token(Store& store, const std::string& id) {
  const auto tokens = list_tokens(store);
  if (const auto* problems = std::get_if<Problems>(&tokens)) return *problems;
  const auto& list = std::get<std::vector<Token>>(tokens);
  if (std::none_of(list.begin(), list.end(), [&](const Token& token) { return token.id == id; })) return false;
  std::string why = audit_tool(store, "remove token " + id);
  if (why.empty()) why = delete_entry_and_wait(store, "token", id);
  if (!why.empty()) return problem(why);
  return true;
}

std::string_view bearer_token(std::string_view authorization) {
  const size_t space = authorization.find(' ');
  if (space == std::string_view::npos || !same_in_any_case(authorization.substr(0, space), "Bearer")) return {};
  const std::string_view token = trimmed(authorization.substr(space));
  const auto allowed = [](char c) {  // token68 of RFC 9110, 11.2
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~+/=").find(c) != std::string_view::npos;
  };
  return std::all_of(token.begin(), token.end(), allowed) ? token : std::string_view();
}

Result<Caller> caller_of(const Request& request, Store& store) {
  const std::string_view sent = bearer_token(header(request.headers, "Authorization"));
  if (!sent.starts_with(token_start) || sent.size() != token_start.size() + 2 * secret_bytes) return Caller{};
  const auto tokens = list_tokens(store);
  if (const auto* problems = std::get_if<Problems>(&tokens)) return *problems;
  const std::string hash = sha256(sent);
  Caller caller;
  // All of them, each in the same time, so that time tells nothing about what is stored.
  for (const Token& token : std::get<std::vector<Token>>(tokens)) {
    if (CRYPTO_memcmp(token.sha256.data(), hash.data(), hash.size()) == 0) caller = {token.role, token.id};
  }
  return caller;
}

std::string audit(Store& store, const Caller& caller, const std::string& what) {
  const std::string now = now_text();
  const std::string chance = random_hex(8);
  if (chance.empty()) return "The system gives no random numbers now.";
  const Json line = {{"at", now}, {"token", caller.token}, {"role", name_of(caller.role)}, {"what", what}};
  return upsert_and_wait(store,
                         {"audit", now + "-" + chance, line.dump(-1, ' ', false, Json::error_handler_t::replace)});
}

}  // namespace roadshow::server
