// assets/openapi.json against the table of routes. Whether the service does what the document says is asked of the
// running one, in tests/browser/openapi.test.mjs.
#include "server/http/openapi.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "content/json_text.hpp"
#include "server/handlers/routes.hpp"

using namespace roadshow;
using namespace roadshow::server;

namespace {

std::vector<std::string> methods_of(const Route& route) {
  std::vector<std::string> methods;
  std::string_view rest = route.methods;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(", "), rest.size());
    methods.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return methods;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

}  // namespace

TEST_CASE("OpenAPI: every route of /v1 is described, and says when it needs a token") {
  const Json document = Json::parse(openapi_document(), nullptr, false);
  REQUIRE(document.is_object());
  for (const Route& route : routes()) {
    if (!route.pattern.starts_with("/v1/")) continue;  // pages and forms are for people
    for (const std::string& method : methods_of(route)) {
      CAPTURE(route.pattern);
      CAPTURE(method);
      const Json path = document["paths"].value(std::string(route.pattern), Json::object());
      // HEAD is what GET is, without the body.
      const std::string name = method == "HEAD" && path.contains("get") ? "get" : lower(method);
      REQUIRE_MESSAGE(path.contains(name), "add it to assets/openapi.json");
      CHECK(path[name].contains("operationId"));
      if (route.role != Role::anyone) {
        CHECK(path[name].contains("security"));
        CHECK(path[name]["responses"].contains("401"));
      }
    }
  }
}

TEST_CASE("OpenAPI: nothing is described that is not there") {
  const Json document = Json::parse(openapi_document(), nullptr, false);
  REQUIRE(document.is_object());
  const std::set<std::string> methods = {"get", "head", "put", "post", "delete", "patch"};
  size_t operations = 0;
  for (const auto& [path, item] : document["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      if (!methods.count(method)) continue;  // what is shared, and the question before PUT (OPTIONS, origin.hpp)
      ++operations;
      const std::string address = path;
      const std::string asked = upper(method);
      CHECK_MESSAGE(find_route(address, asked).route != nullptr, asked << " " << address);
    }
  }
  CHECK(operations >= 5);
}
