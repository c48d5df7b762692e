// The files of the site as answers.
#include "server/http/static_files.hpp"

#include "endpoint_fixture.hpp"

using namespace roadshow;
using namespace roadshow::endpoint_fixture;

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
                                   "/%c0%ae%c0%ae/secret.txt",
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
        "/secret.txt", "/site/index.html", "/index.html/"}) {
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
