// The endpoint as a function from request to answer, and once with real sockets.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "endpoint/responses.hpp"
#include "endpoint/routes.hpp"
#include "endpoint/service.hpp"
#include "endpoint/sha256.hpp"
#include "endpoint/static_files.hpp"
#include "fake_store.hpp"
#include "small_pack.hpp"
#include "survey/response.hpp"

using namespace roadshow;
using namespace roadshow::endpoint;
namespace fs = std::filesystem;

namespace {

const std::string id = "0f8fad5b-d9cb-469f-a165-70867728950e";
const std::string other_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

content::Survey views() {
  content::Survey survey;
  survey.id = "views";
  survey.version = "1";
  content::Question choice;
  choice.code = "area";
  choice.kind = content::SingleChoice{{{"north", "North", "", false}, {"south", "South", "", false}}};
  content::Question text;
  text.code = "words";
  text.kind = content::FreeText{100, 3};
  survey.questions = {choice, text};
  return survey;
}

std::string body_of(const std::string& response_id, const std::string& words = "hello") {
  return survey::canonical({.id = response_id,
                            .pack = "testshire",
                            .survey = "views",
                            .version = "1",
                            .language = "en",
                            .channel = "web",
                            .layout = "flow",
                            .month = "2026-11",
                            .asked = {"area", "words"},
                            .answers = {{"area", "north"}, {"words", words}}});
}

Request put(const std::string& response_id, std::string body, std::string type = "application/json") {
  return {"PUT", "/v1/responses/" + response_id, {{"content-type", std::move(type)}}, std::move(body)};
}

Request get(const std::string& target, std::vector<Header> headers = {}) {
  return {"GET", target, std::move(headers), ""};
}

// A store on a disk that is full.
class FullStore : public FakeStore {
 public:
  void put(Record, std::function<void(PutResult)> done) override { done({Outcome::unavailable, {}, "full"}); }
  void check(std::function<void(std::string)> done) override { done("full"); }
  std::string each(const std::string&, const std::function<void(const Stored&)>&) override { return "full"; }
  Result<int64_t> count() override { return Problems{{{}, "full"}}; }
};

void write_file(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

// A folder with a small site, and a secret beside it.
fs::path make_folder() {
  std::string name = fs::temp_directory_path() / "roadshow-endpoint-XXXXXX";
  const fs::path folder = mkdtemp(name.data());
  write_file(folder / "secret.txt", "secret");
  write_file(folder / "site/index.html", "<h1>Home</h1>");
  write_file(folder / "site/waits/index.html", "<h1>Waits</h1>");
  write_file(folder / "site/404.html", "<h1>Not here</h1>");
  write_file(folder / "site/core-4f2a91c07b.mjs", "export default 1");
  write_file(folder / "site/core-4f2a91c07b.mjs.br", "brotli bytes");
  write_file(folder / "site/core-4f2a91c07b.mjs.gz", "gzip bytes");
  write_file(folder / "site/a b.txt", "space");
  write_file(folder / "site/.hidden", "secret");
  write_file(folder / "site/.git/config", "secret");
  return folder;
}

struct Fixture {
  Fixture() = default;
  Fixture(const Fixture&) = delete;
  ~Fixture() { fs::remove_all(folder); }

  const fs::path folder = make_folder();
  const std::unique_ptr<Store> store = sqlite_store(folder / "store.db");
  const Service service{test::small_pack("testshire", {views()}), read_site(folder / "site"), *store};
};

Json json_of(const Answer& answer) {
  REQUIRE(answer.body);
  const Json json = Json::parse(*answer.body, nullptr, false);
  REQUIRE(!json.is_discarded());
  return json;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "endpoint: a response is stored once, and the receipt says so") {
  const std::string body = body_of(id);
  const Answer first = handle(put(id, body), service);
  CHECK(first.status == 201);
  CHECK(first.route == "/v1/responses/{id}");
  CHECK(header(first.headers, "content-type") == "application/json");
  CHECK(header(first.headers, "cache-control") == "no-store");
  const Json receipt = json_of(first);
  CHECK(receipt.size() == 4);
  CHECK(receipt["id"] == id);
  CHECK(receipt["sha256"] == sha256(body));
  CHECK(receipt["sequence"] == 1);
  CHECK(receipt["stored_at"].is_string());

  const Answer again = handle(put(id, body, "Application/JSON; charset=utf-8"), service);
  CHECK(again.status == 202);
  CHECK(*again.body == *first.body);

  // The same answers written in another way are the same response.
  CHECK(handle(put(id, Json::parse(body).dump(2)), service).status == 202);

  const Answer conflict = handle(put(id, body_of(id, "other words")), service);
  CHECK(conflict.status == 409);
  CHECK(header(conflict.headers, "content-type") == "application/problem+json");
  CHECK(json_of(conflict)["status"] == 409);
  CHECK(std::get<int64_t>(store->count()) == 1);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: what is not a response is refused with pointers") {
  const std::string good = body_of(id);
  const auto with = [&](const char* pointer, const Json& value) {
    Json json = Json::parse(good);
    json[Json::json_pointer(pointer)] = value;
    return json.dump();
  };
  struct Case {
    const char* name;
    Request request;
    int status;
    std::string pointer;  // of one of the errors; "-": there are no errors
  };
  const std::vector<Case> cases = {
      {"not JSON", put(id, "hello"), 422, ""},
      {"nothing", put(id, ""), 422, ""},
      {"cut short", put(id, good.substr(0, good.size() / 2)), 422, ""},
      {"a list", put(id, "[]"), 422, ""},
      {"deep nesting", put(id, std::string(100'000, '[')), 422, ""},
      {"invalid UTF-8", put(id, body_of(id, "hell") + "\xFF"), 422, ""},
      {"invalid UTF-8 in words", put(id, with("/answers/words", "@").replace(good.find("hello"), 1, "\xC0\xAF")), 422,
       ""},
      {"unknown survey", put(id, with("/survey", "nonsense")), 422, "/survey"},
      {"unknown question", put(id, with("/answers/shoe_size", "44")), 422, "/answers/shoe_size"},
      {"unknown option", put(id, with("/answers/area", "west")), 422, "/answers/area"},
      {"wrong shape", put(id, with("/answers/area", 7)), 422, "/answers/area"},
      {"too long", put(id, with("/answers/words", std::string(101, 'x'))), 422, "/answers/words"},
      {"unknown field", put(id, with("/contact", "me")), 422, "/contact"},
      {"wrong month", put(id, with("/month", "2026-13")), 422, "/month"},
      {"other pack", put(id, with("/pack", "elsewhere")), 422, "/pack"},
      {"other id than the address", put(other_id, good), 422, "/id"},
      {"id in capitals", put("0F8FAD5B-D9CB-469F-A165-70867728950E", good), 422, "-"},
      {"id is no UUID", put("../../x", good), 400, "-"},
      {"id is empty", put("", good), 422, "-"},
      {"too large", put(id, std::string(most_body_bytes + 1, ' ')), 413, "-"},
      {"plain text", put(id, good, "text/plain"), 415, "-"},
      {"no type", {"PUT", "/v1/responses/" + id, {}, good}, 415, "-"},
      {"compressed",
       {"PUT", "/v1/responses/" + id, {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}, good},
       415,
       "-"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Answer answer = handle(c.request, service);
    CHECK(answer.status == c.status);
    CHECK(header(answer.headers, "content-type") == "application/problem+json");
    const Json problem = json_of(answer);
    CHECK(problem["status"] == c.status);
    CHECK(problem["title"].is_string());
    CHECK(problem["detail"].is_string());
    CHECK(problem.contains("errors") == (c.pointer != "-"));
    bool pointed = c.pointer == "-";
    for (const Json& error : problem.value("errors", Json::array())) {
      pointed = pointed || error["pointer"] == c.pointer;
      CHECK(error["detail"].get<std::string>().ends_with('.'));
    }
    CHECK_MESSAGE(pointed, problem.dump());
  }
  CHECK(check_and_wait(*store) == "");  // which makes the file
  CHECK(std::get<int64_t>(store->count()) == 0);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: a response that came very quickly is flagged, and stored like any other") {
  const auto flags_after = [&](const std::string& seconds, const std::string& response_id) {
    Request request = put(response_id, body_of(response_id));
    request.headers.push_back({"Roadshow-Seconds", seconds});
    const Answer answer = handle(request, service);
    CHECK(answer.status == 201);
    CHECK(json_of(answer)["sha256"] == sha256(body_of(response_id)));
    CHECK(check_and_wait(*store).empty());  // what was put before it is there now
    std::string flags;
    store->each_entry("flag", [&](const Entry& entry) {
      if (entry.key == response_id) flags = entry.body;
    });
    return flags;
  };
  // Two questions were asked.
  CHECK(flags_after("3", "00000000-0000-4000-8000-000000000001") == R"({"flags":["quick"]})");
  CHECK(flags_after("4", "00000000-0000-4000-8000-000000000002").empty());
  CHECK(flags_after("", "00000000-0000-4000-8000-000000000003").empty());
  CHECK(flags_after("-1", "00000000-0000-4000-8000-000000000004").empty());
  CHECK(flags_after("soon", "00000000-0000-4000-8000-000000000005").empty());
  CHECK(flags_after("1s", "00000000-0000-4000-8000-000000000006").empty());
  CHECK(flags_after("99999999999999999999", "00000000-0000-4000-8000-000000000007").empty());
  CHECK(std::get<int64_t>(store->count()) == 7);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: a store that says no means not now") {
  FullStore full;
  std::string warned;
  const Service broken{
      test::small_pack("testshire", {views()}), {}, full, [&](const std::string& why) { warned = why; }};
  const Answer answer = handle(put(id, body_of(id)), broken);
  CHECK(answer.status == 503);
  CHECK(header(answer.headers, "retry-after") == "5");
  CHECK(header(answer.headers, "content-type") == "application/problem+json");
  CHECK(warned == "full");
  CHECK(handle(get("/v1/ready"), broken).status == 503);
  CHECK(handle(get("/v1/health"), broken).status == 200);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: its own addresses") {
  CHECK(handle(get("/v1/ready"), service).status == 200);
  CHECK(handle(get("/v1/health"), service).status == 200);
  const Answer head = handle({"HEAD", "/v1/responses", {}, ""}, service);
  CHECK(head.status == 204);
  CHECK(!head.body);

  const Answer wrong = handle({"DELETE", "/v1/responses/" + id, {}, ""}, service);
  CHECK(wrong.status == 405);
  CHECK(header(wrong.headers, "allow") == "PUT");
  CHECK(header(handle(get("/v1/responses"), service).headers, "allow") == "HEAD");
  CHECK(handle({"POST", "/v1/health", {}, ""}, service).status == 405);
  CHECK(handle({"POST", "/", {}, ""}, service).status == 405);
  const Answer nothing = handle(get("/v1/answers/" + id), service);
  CHECK(nothing.status == 404);
  CHECK(nothing.route.find(id) == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: files of the site") {
  const Answer home = handle(get("/?from=poster"), service);
  CHECK(home.status == 200);
  CHECK(*home.body == "<h1>Home</h1>");
  CHECK(header(home.headers, "content-type") == "text/html; charset=utf-8");
  CHECK(header(home.headers, "cache-control") == "no-cache");
  CHECK(*handle(get("/waits"), service).body == "<h1>Waits</h1>");
  CHECK(*handle(get("/waits/"), service).body == "<h1>Waits</h1>");
  CHECK(*handle(get("/a%20b.txt"), service).body == "space");
  CHECK(*handle(get("http://example.org/waits"), service).body == "<h1>Waits</h1>");
  CHECK(handle({"HEAD", "/", {}, ""}, service).status == 200);

  const Answer missing = handle(get("/no/such/page"), service);
  CHECK(missing.status == 404);
  CHECK(*missing.body == "<h1>Not here</h1>");
  const Service bare{test::small_pack("testshire"), {}, *store};
  CHECK(*handle(get("/"), bare).body == "There is no such page here.\n");

  const std::string core = "/core-4f2a91c07b.mjs";
  const Answer plain = handle(get(core), service);
  CHECK(*plain.body == "export default 1");
  CHECK(header(plain.headers, "content-type") == "text/javascript; charset=utf-8");
  CHECK(header(plain.headers, "cache-control") == "public, max-age=31536000, immutable");
  CHECK(header(plain.headers, "vary") == "Accept-Encoding");
  const Answer brotli = handle(get(core, {{"Accept-Encoding", "gzip, deflate, br"}}), service);
  CHECK(*brotli.body == "brotli bytes");
  CHECK(header(brotli.headers, "content-encoding") == "br");
  CHECK(header(brotli.headers, "content-type") == "text/javascript; charset=utf-8");
  CHECK(*handle(get(core, {{"accept-encoding", "gzip"}}), service).body == "gzip bytes");
  CHECK(*handle(get(core, {{"accept-encoding", "br;q=0, *"}}), service).body == "gzip bytes");
  CHECK(*handle(get(core, {{"accept-encoding", "br;q=0.0, gzip;q=0"}}), service).body == "export default 1");
  CHECK(handle(get(core + ".br"), service).status == 404);

  const std::string tag(header(brotli.headers, "etag"));
  CHECK(tag != header(plain.headers, "etag"));
  for (const std::string& sent : {tag, "\"x\", W/" + tag, std::string("*")}) {
    const Answer unchanged = handle(get(core, {{"Accept-Encoding", "br"}, {"If-None-Match", sent}}), service);
    CHECK(unchanged.status == 304);
    CHECK(!unchanged.body);
    CHECK(header(unchanged.headers, "etag") == tag);
  }
  CHECK(handle(get(core, {{"If-None-Match", tag}}), service).status == 200);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: no path leads out of the site") {
  for (const std::string target : {"/../secret.txt",
                                   "/..%2fsecret.txt",
                                   "/%2e%2e/secret.txt",
                                   "/%2E%2E%2Fsecret.txt",
                                   "/waits/../../secret.txt",
                                   "/waits/%2e%2e/%2e%2e/secret.txt",
                                   "//../secret.txt",
                                   "/./../secret.txt",
                                   "/..",
                                   "/.",
                                   "/%00",
                                   "/index.html%00",
                                   "/%",
                                   "/%2",
                                   "/%zz",
                                   "/%0d%0aSet-Cookie:x",
                                   "",
                                   "secret.txt",
                                   "*",
                                   "../secret.txt",
                                   "http://x/../secret.txt"}) {
    CAPTURE(target);
    CHECK(handle(get(target), service).status == 400);
  }
  for (const std::string target :
       {"/..\\secret.txt", "/%252e%252e/secret.txt", "//etc/passwd", "/etc/passwd", "/.hidden", "/.git/config", "/...",
        "/secret.txt", "/site/index.html", "/index.html/", "/%c0%ae%c0%ae/secret.txt"}) {
    CAPTURE(target);
    const Answer answer = handle(get(target), service);
    CHECK(answer.status == 404);
    CHECK(answer.route == "(no such page)");
  }
  fs::create_directory_symlink(folder, folder / "site/up");
  CHECK(read_site(folder / "site").size() == 5);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: the compressed form is the one that the browser weighs highest") {
  struct Case {
    const char* accepts;
    const char* gets;
  };
  for (const Case& c : std::initializer_list<Case>{{"gzip;q=0.5, br;q=0.4", "gzip"},
                                                   {"gzip;q=0.4, br;q=0.5", "br"},
                                                   {"gzip, br", "br"},
                                                   {"gzip;q=1.000, br;q=0.999", "gzip"},
                                                   {"br;q=0", ""},
                                                   {"*", "br"},
                                                   {"*;q=0.1, br;q=0", "gzip"},
                                                   {"identity, br;q=0.5", ""},
                                                   {"identity;q=0.2, br;q=0.5", "br"},
                                                   {"identity;q=0", ""},
                                                   {"GZIP", "gzip"},
                                                   {"br;q=2", ""},
                                                   {"br;q=0.1234", ""},
                                                   {"br;q=", ""},
                                                   {"br;q=x, gzip", "gzip"},
                                                   {"br ; q=1 , gzip;q=0.1", "br"},
                                                   {"brx, xgzip", ""},
                                                   {";q=1,,,", ""},
                                                   {"", ""}}) {
    CAPTURE(c.accepts);
    const Answer answer = handle(get("/core-4f2a91c07b.mjs", {{"Accept-Encoding", c.accepts}}), service);
    CHECK(answer.status == 200);
    CHECK(header(answer.headers, "Content-Encoding") == c.gets);
    CHECK(header(answer.headers, "Vary") == "Accept-Encoding");
  }
}

TEST_CASE_FIXTURE(Fixture, "endpoint: a part of a file") {
  struct Case {
    const char* range;
    int status;
    const char* place;
    const char* body;
  };
  // The file is "export default 1", 16 bytes.
  for (const Case& c : std::initializer_list<Case>{{"bytes=0-5", 206, "bytes 0-5/16", "export"},
                                                   {"bytes=7-", 206, "bytes 7-15/16", "default 1"},
                                                   {"bytes=-1", 206, "bytes 15-15/16", "1"},
                                                   {"bytes=-99", 206, "bytes 0-15/16", "export default 1"},
                                                   {"bytes=15-99", 206, "bytes 15-15/16", "1"},
                                                   {"Bytes=0-0", 206, "bytes 0-0/16", "e"},
                                                   {"bytes=16-", 416, "bytes */16", nullptr},
                                                   {"bytes=16-20", 416, "bytes */16", nullptr},
                                                   {"bytes=-0", 416, "bytes */16", nullptr},
                                                   {"bytes=5-4", 200, "", "export default 1"},
                                                   {"bytes=0-1,3-4", 200, "", "export default 1"},
                                                   {"bytes=", 200, "", "export default 1"},
                                                   {"bytes=-", 200, "", "export default 1"},
                                                   {"bytes=a-b", 200, "", "export default 1"},
                                                   {"bytes=+1-2", 200, "", "export default 1"},
                                                   {"bytes=99999999999999999999-", 200, "", "export default 1"},
                                                   {"lines=0-1", 200, "", "export default 1"}}) {
    CAPTURE(c.range);
    const Answer answer = handle(get("/core-4f2a91c07b.mjs", {{"Range", c.range}}), service);
    CHECK(answer.status == c.status);
    CHECK(header(answer.headers, "Content-Range") == c.place);
    if (c.body) CHECK(*answer.body == c.body);
    CHECK(answer.route == "/core-4f2a91c07b.mjs");
  }
  const std::string core = "/core-4f2a91c07b.mjs";
  const Answer whole = handle(get(core), service);
  CHECK(header(whole.headers, "Accept-Ranges") == "bytes");
  const std::string tag(header(whole.headers, "ETag"));
  const auto status = [&](std::vector<Header> headers, const char* method = "GET") {
    return handle({method, core, std::move(headers), ""}, service).status;
  };
  CHECK(status({{"Range", "bytes=0-5"}, {"If-Range", tag}}) == 206);
  CHECK(status({{"Range", "bytes=0-5"}, {"If-Range", "\"older\""}}) == 200);
  CHECK(status({{"Range", "bytes=0-5"}, {"If-Range", "W/" + tag}}) == 200);
  CHECK(status({{"Range", "bytes=0-5"}, {"If-Range", "Sun, 06 Nov 1994 08:49:37 GMT"}}) == 200);
  CHECK(status({{"Range", "bytes=0-5"}, {"If-None-Match", tag}}) == 304);
  CHECK(status({{"Range", "bytes=0-5"}}, "HEAD") == 200);
  // Of the form that is sent.
  const Answer packed = handle(get(core, {{"Range", "bytes=0-5"}, {"Accept-Encoding", "br"}}), service);
  CHECK(*packed.body == "brotli");
  CHECK(header(packed.headers, "Content-Encoding") == "br");
}

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

TEST_CASE("endpoint: names of files") {
  CHECK(type_of_name("/core.wasm") == "application/wasm");
  CHECK(type_of_name("/f.woff2") == "font/woff2");
  CHECK(type_of_name("/f.ttf") == "font/ttf");
  CHECK(type_of_name("/x.json") == "application/json");
  CHECK(type_of_name("/x.svg") == "image/svg+xml");
  CHECK(type_of_name("/x.unknown") == "application/octet-stream");
  CHECK(holds_hash("/core-4f2a91c07b.wasm"));
  CHECK(holds_hash("/a/boot-abcdefg1.mjs.map"));
  CHECK(!holds_hash("/content-security.css"));
  CHECK(!holds_hash("/core-4f2a.wasm"));
  CHECK(!holds_hash("/core.wasm"));
  CHECK(!holds_hash("/page-20261121.html"));
  CHECK(!holds_hash("/folder-4f2a91c07b/x.js"));
}
