// results.json and the analysts' addresses, as a function from request to answer, on a real SQLite store.
#include "endpoint/publication.hpp"

#include <unistd.h>

#include "endpoint/access.hpp"
#include "endpoint/service.hpp"
#include "small_pack.hpp"
#include "support.hpp"
#include "survey/annotation.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::endpoint;

namespace {

struct Folder {
  Folder() = default;
  Folder(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  const std::filesystem::path path = [] {
    std::string name = std::filesystem::temp_directory_path() / "roadshow-results-XXXXXX";
    return std::filesystem::path(mkdtemp(name.data()));
  }();
};

content::Survey views() {
  content::Survey survey;
  survey.id = "views";
  survey.version = "1";
  survey.questions.push_back(question("area", content::SingleChoice{{option("north"), option("south")}}));
  survey.questions.push_back(question("words", content::FreeText{100, 3}));
  survey.results.open = true;
  return survey;
}

struct Fixture {
  const Folder folder{};
  const std::unique_ptr<Store> store = sqlite_store(folder.path / "store.db");
  Service service{test::small_pack("testshire", {views()}), {}, *store};
  uint64_t people = 0;

  std::string person(const std::string& area, const std::string& words = "") {
    survey::Response response = survey::sample(service.packs[0].surveys[0], real_pack().info, ++people);
    response.answers = {{"area", area}};
    if (!words.empty()) response.answers["words"] = words;
    const std::string body = survey::canonical(response);
    const auto put = put_and_wait(*store, {.id = response.id,
                                           .survey = "views",
                                           .version = "1",
                                           .sha256 = "of " + response.id,
                                           .body = body,
                                           .month = "2026-11",
                                           .withdrawal = "w" + response.id});
    REQUIRE(put.outcome == endpoint::Outcome::stored);
    return response.id;
  }
  survey::Results published() {
    service.publications->forget();
    const Answer answer = ask("GET", "/v1/surveys/views/results.json");
    REQUIRE(answer.status == 200);
    const auto read = survey::read_results(*answer.body);
    REQUIRE(std::holds_alternative<survey::Results>(read));
    return std::get<survey::Results>(read);
  }
  Answer ask(std::string method, std::string target, const std::string& token = "", std::string body = "",
             std::vector<Header> headers = {}) {
    if (!token.empty()) headers.push_back({"Authorization", "Bearer " + token});
    return handle({std::move(method), std::move(target), std::move(headers), std::move(body)}, service);
  }
  std::string token(Role role) { return std::get<std::string>(add_token(*store, role, "Test")); }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "results: too few answers so far, then counts with a tag, and 304 while nothing changes") {
  for (int i = 0; i < 9; ++i) person("north");
  CHECK_FALSE(published().responses);
  for (int i = 0; i < 20; ++i) person("north");
  for (int i = 0; i < 13; ++i) person("south");
  const survey::Results results = published();
  CHECK(results.responses == 40);
  CHECK(results.questions.at(0).options.at(0).count == 30);
  CHECK(results.questions.at(0).options.at(1).count == 15);
  CHECK(results.questions.at(0).base == 40);

  const Answer first = ask("GET", "/v1/surveys/views/results.json");
  const std::string tag(header(first.headers, "ETag"));
  CHECK_FALSE(tag.empty());
  CHECK(header(first.headers, "Cache-Control") == "public, max-age=60");
  const Answer again = ask("GET", "/v1/surveys/views/results.json", "", "", {{"If-None-Match", tag}});
  CHECK(again.status == 304);
  CHECK_FALSE(again.body);
  CHECK(ask("GET", "/v1/surveys/nothing/results.json").status == 404);
  CHECK(ask("POST", "/v1/surveys/views/results.json").status == 405);
}

TEST_CASE_FIXTURE(Fixture, "results: two publications differ by ten people at least, whoever looks in between") {
  for (int i = 0; i < 32; ++i) person("north");
  for (int i = 0; i < 15; ++i) person("south");
  const std::string before = survey::to_json(published());
  const std::string gone = person("south");
  CHECK(survey::to_json(published()) == before);  // one more, and nothing to see
  for (int i = 0; i < 8; ++i) person("south");
  CHECK(survey::to_json(published()) == before);
  // Another process has nothing in its memory, and publishes the same.
  Service other{test::small_pack("testshire", {views()}), {}, *store};
  CHECK(*handle({"GET", "/v1/surveys/views/results.json", {}, ""}, other).body == before);
  CHECK(withdraw_and_wait(*store, {"views", gone, "w" + gone, "", ""}).outcome == Withdrawn::withdrawn);
  person("south");
  CHECK(survey::to_json(published()) == before);
  person("south");
  const survey::Results after = published();
  CHECK(after.responses == 55);
  CHECK(after.questions.at(0).options.at(1).count == 25);
}

TEST_CASE_FIXTURE(Fixture, "results: a new version of the survey, or another limit, is published anew") {
  for (int i = 0; i < 50; ++i) person(i % 3 == 0 ? "south" : "north");
  CHECK(published().questions.at(0).options.at(1).count == 15);
  service.packs[0].surveys[0].results.fewest = 20;
  CHECK(published().questions.at(0).options.at(1).hidden != survey::Hidden::no);
}

TEST_CASE_FIXTURE(Fixture, "results: not public without a token, when the survey does not say so") {
  for (int i = 0; i < 40; ++i) person(i % 2 == 0 ? "south" : "north");
  service.packs[0].surveys[0].results.open = false;
  const Answer closed = ask("GET", "/v1/surveys/views/results.json");
  CHECK(closed.status == 401);
  CHECK(header(closed.headers, "WWW-Authenticate") == "Bearer");
  CHECK(ask("GET", "/v1/surveys/views/results.json", "roadshow_wrong").status == 401);
  const Answer seen = ask("GET", "/v1/surveys/views/results.json", token(Role::viewer));
  CHECK(seen.status == 200);
  CHECK(header(seen.headers, "Cache-Control") == "private, no-store");
}

TEST_CASE_FIXTURE(Fixture, "texts: for analysts, with tags and notes; what is marked stands among the results") {
  for (int i = 0; i < 15; ++i) person("north", "Nothing much.");
  const std::string one = person("south", "More buses, <b>please</b>.");
  const std::string analyst = token(Role::analyst);
  CHECK(ask("GET", "/v1/surveys/views/texts.json").status == 401);
  CHECK(ask("GET", "/v1/surveys/views/texts.json", token(Role::viewer)).status == 403);

  const std::string place = "/v1/surveys/views/texts/" + one + "/words";
  const std::string note = R"({"tags":["buses"],"note":"Ask the council.","publish":true})";
  CHECK(ask("PUT", place, token(Role::viewer), note).status == 403);
  CHECK(published().questions.at(1).quotes.empty());
  CHECK(ask("PUT", place, analyst, note).status == 204);
  CHECK(ask("PUT", "/v1/surveys/views/texts/" + one + "/area", analyst, note).status == 404);
  CHECK(ask("PUT", "/v1/surveys/views/texts/nobody/words", analyst, note).status == 404);
  CHECK(ask("PUT", place, analyst, R"({"tags":[")" + std::string(41, 'x') + R"("]})").status == 422);
  CHECK(ask("PUT", place, analyst, R"({"note":")" + std::string(2001, 'x') + R"("})").status == 422);

  const auto read = survey::read_texts(*ask("GET", "/v1/surveys/views/texts.json", analyst).body);
  const auto& texts = std::get<survey::Texts>(read);
  REQUIRE(texts.texts.size() == 16);
  CHECK(texts.next.empty());
  CHECK(texts.texts[15].text == "More buses, <b>please</b>.");
  CHECK(texts.texts[15].annotation.tags == std::vector<std::string>{"buses"});
  CHECK(texts.texts[15].annotation.note == "Ask the council.");
  CHECK(texts.texts[0].annotation.tags.empty());

  CHECK(published().questions.at(1).quotes == std::vector<std::string>{"More buses, <b>please</b>."});
  // What is withdrawn is gone at once, though the counts stay as they were published.
  CHECK(withdraw_and_wait(*store, {"views", one, "w" + one, "", ""}).outcome == Withdrawn::withdrawn);
  CHECK(published().questions.at(1).quotes.empty());

  std::string audit;
  CHECK(store->each_entry("audit", [&](const Entry& entry) { audit += entry.body; }).empty());
  CHECK(contains(audit, "PUT /v1/surveys/{id}/texts/{response}/{question}"));
  CHECK(contains(audit, "GET /v1/surveys/{id}/texts.json"));
  CHECK_FALSE(contains(audit, one));
}

TEST_CASE_FIXTURE(Fixture, "texts: page by page, each once") {
  for (int i = 0; i < 650; ++i) person("north", "Text " + std::to_string(i));
  const std::string analyst = token(Role::analyst);
  std::set<std::string> seen;
  std::string after = "0";
  int pages = 0;
  for (; !after.empty() && pages < 10; ++pages) {
    const auto read = survey::read_texts(*ask("GET", "/v1/surveys/views/texts.json?after=" + after, analyst).body);
    const auto& texts = std::get<survey::Texts>(read);
    for (const auto& text : texts.texts) CHECK(seen.insert(text.text).second);
    after = texts.next;
  }
  CHECK(pages == 3);
  CHECK(seen.size() == 650);
}
