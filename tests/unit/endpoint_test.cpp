// The endpoint as a function from request to answer: responses, and its own addresses.
#include "endpoint_fixture.hpp"
#include "server/store/sha256.hpp"

using namespace roadshow;
using namespace roadshow::endpoint_fixture;

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
  CHECK(check_writable_and_wait(*store) == "");  // which makes the file
  CHECK(std::get<int64_t>(store->count()) == 0);
}

TEST_CASE_FIXTURE(Fixture, "endpoint: a response that came very quickly is flagged, and stored like any other") {
  const auto flags_after = [&](const std::string& seconds, const std::string& response_id) {
    Request request = put(response_id, body_of(response_id));
    request.headers.push_back({"Roadshow-Seconds", seconds});
    const Answer answer = handle(request, service);
    CHECK(answer.status == 201);
    CHECK(json_of(answer)["sha256"] == sha256(body_of(response_id)));
    CHECK(check_writable_and_wait(*store).empty());  // what was put before it is there now
    std::string flags;
    store->for_each_entry("flag", [&](const Entry& entry) {
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

TEST_CASE_FIXTURE(Fixture, "endpoint: ready says so when the daily check found a fault in the store") {
  service.metrics->store_damaged(true);
  const Answer answer = handle(get("/v1/ready"), service);
  CHECK(answer.status == 503);
  CHECK(answer.body->find("roadshow verify") != std::string::npos);
  CHECK(service.metrics->text().find("roadshow_store_damaged 1") != std::string::npos);
  CHECK(handle(put(id, body_of(id)), service).status == 201);  // what comes is stored all the same
  service.metrics->store_damaged(false);
  CHECK(handle(get("/v1/ready"), service).status == 200);
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
