// What the endpoint guards: headers of every answer, pages of other sites, and floods.
#include "endpoint_fixture.hpp"
#include "server/handlers/routes.hpp"

using namespace roadshow;
using namespace roadshow::endpoint_fixture;

TEST_CASE_FIXTURE(Fixture, "endpoint: every answer carries the security headers, and none a cookie") {
  std::vector<Request> requests = {
      get("/"),     get("/nowhere"),      get("/.."),       get("/v1/x"),
      put(id, "x"), put(id, body_of(id)), put(id, "", "x"), get("/core-4f2a91c07b.mjs", {{"Range", "bytes=99-"}})};
  for (const Route& route : routes()) {
    for (const char* method : {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "BREW"})
      requests.push_back({method, std::string(route.pattern), {{"Cookie", "session=1"}}, ""});
  }
  for (Request& request : requests) {
    CAPTURE(request.method);
    CAPTURE(request.target);
    const auto headers = handle(request, service).headers;
    CHECK(header(headers, "content-security-policy").starts_with("default-src 'none'; script-src 'self' 'wasm-un"));
    CHECK(header(headers, "content-security-policy").find("'unsafe-") == std::string_view::npos);
    CHECK(header(headers, "x-content-type-options") == "nosniff");
    CHECK(header(headers, "referrer-policy") == "no-referrer");
    CHECK(header(headers, "permissions-policy").starts_with("camera=()"));
    CHECK(header(headers, "cross-origin-opener-policy") == "same-origin");
    CHECK(header(headers, "cross-origin-resource-policy") == "same-origin");
    CHECK(header(headers, "set-cookie") == "");
    CHECK(header(headers, "strict-transport-security") == "");
    request.secure = true;
    CHECK(header(handle(request, service).headers, "strict-transport-security") == "max-age=63072000");
  }
}

TEST_CASE_FIXTURE(Fixture, "endpoint: pages of other sites send responses only where that was allowed") {
  Service open{test::small_pack("testshire", {views()}), {}, *store};
  open.origins = {"https://trust.example"};
  const auto asks = [&](const std::string& origin, const std::string& target = "/v1/responses/" + id) {
    return handle({"OPTIONS", target, {{"Origin", origin}, {"Access-Control-Request-Method", "PUT"}}, ""}, open);
  };
  const Answer yes = asks("https://trust.example");
  CHECK(yes.status == 204);
  CHECK(header(yes.headers, "Access-Control-Allow-Origin") == "https://trust.example");
  CHECK(header(yes.headers, "Access-Control-Allow-Methods") == "PUT, HEAD");
  CHECK(header(yes.headers, "Access-Control-Allow-Headers") == "Content-Type, Roadshow-Seconds");
  CHECK(header(yes.headers, "Access-Control-Allow-Credentials") == "");
  CHECK(header(yes.headers, "Vary") == "Origin");
  for (const std::string origin : {"https://trust.example.evil", "http://trust.example", "https://trust.example:444",
                                   "https://TRUST.example", "null", "*", ""}) {
    CAPTURE(origin);
    const Answer no = asks(origin);
    CHECK(no.status == 403);
    CHECK(header(no.headers, "Access-Control-Allow-Origin") == "");
  }
  CHECK(header(asks("https://trust.example", "/v1/ready").headers, "Access-Control-Allow-Origin") == "");

  const auto sends = [&](std::vector<Header> headers) {
    Request request = put(id, body_of(id));
    request.headers.insert(request.headers.end(), headers.begin(), headers.end());
    return handle(request, open);
  };
  const Header trusted{"Origin", "https://trust.example"};
  const Header other{"Origin", "https://other.example"};
  CHECK(sends({other, {"Sec-Fetch-Site", "cross-site"}}).status == 403);
  CHECK(sends({{"Sec-Fetch-Site", "same-site"}}).status == 403);
  CHECK(sends({other, {"Host", "our.example"}}).status == 403);
  const Answer stored = sends({trusted, {"Sec-Fetch-Site", "cross-site"}});
  CHECK(stored.status == 201);
  CHECK(header(stored.headers, "Access-Control-Allow-Origin") == "https://trust.example");
  CHECK(header(stored.headers, "Access-Control-Expose-Headers") == "Retry-After");
  // Our own pages, forms of our own pages in old browsers, and programs.
  CHECK(sends({other, {"Sec-Fetch-Site", "same-origin"}}).status == 202);
  CHECK(sends({{"Origin", "https://our.example"}, {"Host", "OUR.example"}}).status == 202);
  CHECK(sends({{"Origin", "null"}, {"Host", "our.example"}}).status == 202);
  CHECK(sends({}).status == 202);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: too many requests from one address wait, and nobody else does") {
  Service strict{test::small_pack("testshire", {views()}), read_site(folder / "site"), *store};
  strict.limit = std::make_shared<RateLimit>(Rate{.per_second = 0.1, .at_once = 2});
  const auto status = [&](const std::string& address, const std::string& target) {
    Request request = get(target);
    request.address = address;
    return handle(request, strict).status;
  };
  CHECK(status("192.0.2.7", "/v1/health") == 200);
  CHECK(status("192.0.2.7", "/v1/health") == 200);
  Request third = put(id, body_of(id));
  third.address = "192.0.2.7";
  const Answer late = handle(third, strict);
  CHECK(late.status == 429);
  const int seconds = std::stoi(std::string(header(late.headers, "Retry-After")));
  CHECK(seconds >= 1);
  CHECK(seconds <= 10);
  CHECK(status("192.0.2.7", "/") == 200);  // pages are always there
  CHECK(status("192.0.2.8", "/v1/health") == 200);
  CHECK(handle(put(id, body_of(id)), strict).status == 201);
}
