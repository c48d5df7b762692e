// Who may ask: tokens, roles, the audit, and the table of routes.
#include "server/handlers/access.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "content/json_text.hpp"
#include "server/handlers/routes.hpp"
#include "server/handlers/service.hpp"
#include "small_pack.hpp"

using namespace roadshow;
using namespace roadshow::server;
namespace fs = std::filesystem;

namespace {

fs::path make_folder() {
  std::string name = fs::temp_directory_path() / "roadshow-access-XXXXXX";
  return mkdtemp(name.data());
}

struct Fixture {
  Fixture() { REQUIRE(check_writable_and_wait(*store).empty()); }
  Fixture(const Fixture&) = delete;
  ~Fixture() { fs::remove_all(folder); }

  std::string add(Role role) {
    const auto token = add_token(*store, role, "Insight team");
    REQUIRE(std::holds_alternative<std::string>(token));
    return std::get<std::string>(token);
  }
  Caller caller(const std::string& authorization) {
    const auto who = caller_of({"GET", "/", {{"authorization", authorization}}, ""}, *store);
    REQUIRE(std::holds_alternative<Caller>(who));
    return std::get<Caller>(who);
  }
  std::vector<Entry> entries(const std::string& kind) {
    std::vector<Entry> all;
    CHECK(store->for_each_entry(kind, [&](const Entry& entry) { all.push_back(entry); }).empty());
    return all;
  }

  const fs::path folder = make_folder();
  const std::unique_ptr<Store> store = sqlite_store(folder / "store.db");
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "access: a token lets its owner in with its role, until it is removed") {
  const std::string analyst = add(Role::analyst);
  const std::string viewer = add(Role::viewer);
  CHECK(analyst != viewer);
  CHECK(caller("Bearer " + analyst).role == Role::analyst);
  CHECK(caller("bearer  " + analyst + " ").role == Role::analyst);
  CHECK(caller("Bearer " + viewer).role == Role::viewer);

  const auto list = std::get<std::vector<Token>>(list_tokens(*store));
  REQUIRE(list.size() == 2);
  CHECK(list[0].name == "Insight team");
  CHECK(std::get<bool>(remove_token(*store, caller("Bearer " + analyst).token)));
  CHECK(caller("Bearer " + analyst).role == Role::anyone);
  CHECK(caller("Bearer " + viewer).role == Role::viewer);
  CHECK_FALSE(std::get<bool>(remove_token(*store, "0123456789ab")));
}

TEST_CASE_FIXTURE(Fixture, "access: nothing but a whole token lets anybody in") {
  const std::string token = add(Role::administrator);
  std::string other = token;
  other.back() = other.back() == '0' ? '1' : '0';
  std::string capitals = token;
  capitals[10] = 'A';
  const Token kept = std::get<std::vector<Token>>(list_tokens(*store)).at(0);
  for (const std::string& sent :
       {std::string(), std::string("Bearer"), std::string("Bearer "), token, "Basic " + token, "Bearer " + other,
        "Bearer " + token.substr(0, token.size() - 1), "Bearer " + token + "0", "Bearer x" + token, "Bearer" + token,
        "Bearer " + token + ", Bearer " + token, "Bearer \"" + token + "\"", "Bearer " + kept.sha256,
        "Bearer roadshow_" + kept.sha256, "Bearer " + kept.id, "Bearer " + std::string(10'000, 'x')}) {
    CAPTURE(sent);
    CHECK(caller(sent).role == Role::anyone);
  }
}

TEST_CASE_FIXTURE(Fixture, "access: the store holds no token, only what cannot be turned back into one") {
  const std::string token = add(Role::viewer);
  const auto tokens = entries("token");
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].body.find(token) == std::string::npos);
  CHECK(tokens[0].body.find(token.substr(9)) == std::string::npos);
  for (const std::string body : {"", "[]", "{}", R"({"role":"king","sha256":""})", R"({"role":"viewer","sha256":"1"})"})
    CHECK(upsert_and_wait(*store, {"token", "damaged", body}).empty());
  CHECK(std::get<std::vector<Token>>(list_tokens(*store)).size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "access: the audit has a line for each change of tokens, and names nobody") {
  add(Role::analyst);
  const std::string id = std::get<std::vector<Token>>(list_tokens(*store)).at(0).id;
  CHECK(std::get<bool>(remove_token(*store, id)));
  CHECK(audit(*store, {Role::analyst, id}, "GET /v1/surveys/{id}/export").empty());
  const auto lines = entries("audit");
  REQUIRE(lines.size() == 3);
  std::vector<std::string> what;
  for (const Entry& line : lines) {
    const Json body = Json::parse(line.body);
    CHECK(body.size() == 4);
    CHECK(line.key.starts_with(body["at"].get<std::string>()));
    CHECK(line.body.find("Insight team") == std::string::npos);
    what.push_back(body["what"]);
  }
  CHECK(std::set<std::string>(what.begin(), what.end()) ==
        std::set<std::string>{"add token " + id + " as analyst", "remove token " + id, "GET /v1/surveys/{id}/export"});
}

TEST_CASE_FIXTURE(Fixture, "access: a route for some is closed to the others, and its use is written down") {
  // The rules themselves, on whatever routes there are that need a role.
  const std::string viewer = add(Role::viewer);
  const Service service{test::small_pack("testshire"), {}, *store};
  for (const Route& route : routes()) {
    if (route.role == Role::anyone) continue;
    CAPTURE(route.pattern);
    const std::string method(route.methods.substr(0, route.methods.find(',')));
    const auto ask = [&](std::vector<Header> headers) {
      return handle({method, std::string(route.pattern), std::move(headers), ""}, service);
    };
    const Answer nobody = ask({});
    CHECK(nobody.status == 401);
    CHECK(header(nobody.headers, "WWW-Authenticate") == "Bearer");
    CHECK(ask({{"Authorization", "Bearer roadshow_" + std::string(64, '0')}}).status == 401);
    if (route.role > Role::viewer) CHECK(ask({{"Authorization", "Bearer " + viewer}}).status == 403);
    if (route.role < Role::analyst) continue;
    const size_t before = entries("audit").size();
    ask({{"Authorization", "Bearer " + add(route.role)}});  // whose making is one line of its own
    const auto lines = entries("audit");
    REQUIRE(lines.size() == before + 2);
    CHECK(std::any_of(lines.end() - 2, lines.end(),  // in one millisecond, in any order
                      [&](const Entry& line) { return line.body.find(route.pattern) != std::string::npos; }));
  }
}

TEST_CASE("access: the table of routes is sound") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Route& route : routes()) {
    CAPTURE(route.pattern);
    CHECK(route.pattern.starts_with('/'));
    CHECK((route.handler != nullptr));
    CHECK(seen.insert({route.pattern, route.methods}).second);
    // Tokens are read from the store, and that can take time.
    if (route.role != Role::anyone) CHECK(route.lane != Lane::none);
    const std::string method(route.methods.substr(0, route.methods.find(',')));
    CHECK(find_route(route.pattern, method).route == &route);
    CHECK(find_route(route.pattern, "BREW").route == nullptr);
    CHECK(find_route(route.pattern, "BREW").pattern == route.pattern);
  }
  CHECK(find_route("/v1/responses/abc", "PUT").steps == std::vector<std::string>{"abc"});
  CHECK(find_route("/v1/responses/", "PUT").steps == std::vector<std::string>{""});
  CHECK(find_route("/v1/responses/a/b", "PUT").pattern.empty());
  CHECK(find_route("/v1", "PUT").pattern.empty());
  CHECK(find_route("/v1/responses", "PUT").allow == "HEAD");
}

TEST_CASE("access: bearer tokens as RFC 6750 writes them") {
  CHECK(bearer_token("Bearer abc") == "abc");
  CHECK(bearer_token("BEARER a-._~+/=") == "a-._~+/=");
  CHECK(bearer_token("Basic abc").empty());
  CHECK(bearer_token("Bearer a b").empty());
  CHECK(bearer_token("Bearer a\xC3\xA9").empty());
}
