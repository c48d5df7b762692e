// results.json and the analysts' addresses, as a function from request to answer, on a real SQLite store.
#include "server/handlers/publication.hpp"

#include <unistd.h>

#include <array>
#include <thread>

#include "server/handlers/access.hpp"
#include "server/handlers/service.hpp"
#include "server/store/clock.hpp"
#include "small_pack.hpp"
#include "support.hpp"
#include "survey/annotation.hpp"
#include "survey/disclosure/perturbation.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;

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
  int days = 0;

  std::string person(const std::string& area, const std::string& words = "") {
    survey::Response response = survey::sample(service.packs[0].surveys[0], real_pack().info, ++people);
    response.answers = {{"area", area}};
    if (!words.empty()) response.answers["words"] = words;
    const std::string body = survey::canonical(response);
    const auto put = insert_and_wait(*store, {.id = response.id,
                                              .survey = "views",
                                              .version = "1",
                                              .sha256 = "of " + response.id,
                                              .body = body,
                                              .month = "2026-11",
                                              .withdrawal = "w" + response.id});
    REQUIRE(put.outcome == server::InsertOutcome::stored);
    return response.id;
  }
  // As the one thread does that counts, on the next day.
  void count() {
    const std::vector<content::Survey>& surveys = service.packs[0].surveys;
    REQUIRE(service.publications->look(*store, surveys, surveys, day_of(Time(std::chrono::days(20'783 + ++days)))) ==
            "");
  }
  survey::Results published() {
    count();
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

namespace {
// Off by the noise and the rounding.
bool near(const std::optional<int64_t>& shown, int64_t exact) {
  return shown && *shown % 5 == 0 && std::abs(*shown - exact) <= survey::most_noise + 2;
}
}  // namespace

TEST_CASE_FIXTURE(Fixture, "results: not counted yet, too few, then counts with a tag, and 304 while nothing changes") {
  REQUIRE(check_writable_and_wait(*store).empty());  // as serve does first: it makes the store
  const auto at_first = survey::read_results(*ask("GET", "/v1/surveys/views/results.json").body);
  CHECK(std::get<survey::Results>(at_first).day.empty());
  for (int i = 0; i < 9; ++i) person("north");
  CHECK_FALSE(published().responses);
  for (int i = 0; i < 20; ++i) person("north");
  for (int i = 0; i < 21; ++i) person("south");
  const survey::Results results = published();
  CHECK(results.day == "2026-11-28");
  CHECK(results.fewest == 10 + 2 * survey::most_noise);
  REQUIRE(results.responses);
  CHECK(std::abs(*results.responses - 50) <= 10);  // at least as many as gave the answers, each with its own noise
  CHECK(near(results.questions.at(0).options.at(0).count, 29));
  CHECK(near(results.questions.at(0).options.at(1).count, 21));

  const Answer first = ask("GET", "/v1/surveys/views/results.json");
  const std::string tag(header(first.headers, "ETag"));
  CHECK_FALSE(tag.empty());
  CHECK(header(first.headers, "Cache-Control") == "no-cache");
  const Answer again = ask("GET", "/v1/surveys/views/results.json", "", "", {{"If-None-Match", tag}});
  CHECK(again.status == 304);
  CHECK_FALSE(again.body);
  CHECK(ask("GET", "/v1/surveys/nothing/results.json").status == 404);
  CHECK(ask("POST", "/v1/surveys/views/results.json").status == 405);
}

TEST_CASE_FIXTURE(Fixture,
                  "results: nothing that visitors do makes a new publication, and it is one for all processes") {
  for (int i = 0; i < 60; ++i) person(i % 3 == 0 ? "south" : "north");
  const std::string before = survey::to_json(published());
  for (int i = 0; i < 100; ++i) person("south");
  for (int i = 0; i < 5; ++i) CHECK(*ask("GET", "/v1/surveys/views/results.json").body == before);
  --days;
  CHECK(survey::to_json(published()) == before);  // counted again on the same day: nothing new
  Service other{test::small_pack("testshire", {views()}), {}, *store};
  CHECK(*handle({"GET", "/v1/surveys/views/results.json", {}, ""}, other).body == before);
  // Two processes count at once on the next day: there is one publication.
  const std::vector<content::Survey> surveys = {views()};
  std::vector<std::thread> threads;
  std::array<std::string, 4> made;
  for (std::string& one : made)
    threads.emplace_back([&] {
      const auto results = publish_due(*store, surveys, "2026-12-24");
      if (const auto* read = std::get_if<survey::Results>(&results)) one = survey::to_json(*read);
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(made[0] != before);
  for (const std::string& one : made) CHECK(one == made[0]);
}

TEST_CASE_FIXTURE(Fixture, "results: a publication of the next day needs ten people more, or about that") {
  for (int i = 0; i < 60; ++i) person(i % 3 == 0 ? "south" : "north");
  const std::string before = survey::to_json(published());
  // The number itself is perturbed, so that nobody can count the others by it: three people never make a difference.
  for (int i = 0; i < 3; ++i) person("south");
  CHECK(survey::to_json(published()) == before);
  for (int i = 0; i < 20; ++i) person("south");
  CHECK(survey::to_json(published()) != before);
}

TEST_CASE("results: the schedule of a survey says when, by days") {
  using content::Publishing;
  const content::ResultsPlan daily;
  CHECK(is_due(daily, "", "2026-11-29", false));
  CHECK_FALSE(is_due(daily, "2026-11-29", "2026-11-29", true));
  CHECK(is_due(daily, "2026-11-29", "2026-11-30", false));
  CHECK_FALSE(is_due(daily, "2026-12-01", "2026-11-30", false));  // another machine's clock, near midnight
  CHECK(is_due(daily, "2031-12-01", "2026-11-30", false));        // a clock that was wrong
  CHECK(is_due(daily, "2026-12-31", "2027-01-01", false));
  content::ResultsPlan closed;
  closed.publishing = Publishing::when_closed;
  closed.closes = "2026-12-31";
  CHECK_FALSE(is_due(closed, "", "2026-12-31", true));
  CHECK(is_due(closed, "", "2027-01-01", false));
  content::ResultsPlan released;
  released.publishing = Publishing::when_released;
  CHECK_FALSE(is_due(released, "", "2026-12-31", false));
  CHECK(is_due(released, "", "2026-12-31", true));
  CHECK_FALSE(is_due(released, "2026-12-31", "2026-12-31", true));
}

TEST_CASE_FIXTURE(Fixture, "results: a new version of the survey, or another limit, is published anew") {
  for (int i = 0; i < 80; ++i) person(i % 3 == 0 ? "south" : "north");
  CHECK(near(published().questions.at(0).options.at(1).count, 27));
  service.packs[0].surveys[0].results.fewest = 40;
  CHECK(published().questions.at(0).options.at(1).hidden != survey::Hidden::no);
}

TEST_CASE_FIXTURE(Fixture, "results: answers to the version before are counted where the codes are the same") {
  for (int i = 0; i < 60; ++i) person(i % 3 == 0 ? "south" : "north", "Words.");
  content::Survey& now = service.packs[0].surveys[0];
  const content::Survey before = now;
  now.version = "2";
  now.questions[0].text = "Where is your home?";
  now.questions.push_back(question("more", content::SingleChoice{{option("yes"), option("no")}}));
  const auto made = publish_due(*store, {now, before}, "2026-12-24");
  const auto& results = std::get<survey::Results>(made);
  CHECK(results.version == "2");
  CHECK(near(results.questions.at(0).options.at(0).count, 40));
  now.questions[0].kind = content::SingleChoice{{option("north"), option("south"), option("east")}};
  now.version = "3";
  const auto other = publish_due(*store, {now, before}, "2026-12-26");
  CHECK(std::get<survey::Results>(other).questions.at(0).base_of == survey::Base::none);
}

TEST_CASE_FIXTURE(Fixture, "results: not public without a token, when the survey does not say so") {
  for (int i = 0; i < 40; ++i) person(i % 2 == 0 ? "south" : "north");
  count();
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
  for (int i = 0; i < 45; ++i) person("north", "Nothing much.");
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
  REQUIRE(texts.texts.size() == 46);
  CHECK(texts.next.empty());
  for (const survey::TextAnswer& text : texts.texts) {
    const bool noted = text.response == one;
    CHECK((text.text == "More buses, <b>please</b>.") == noted);
    CHECK(text.annotation.tags == (noted ? std::vector<std::string>{"buses"} : std::vector<std::string>{}));
    CHECK((text.annotation.note == "Ask the council.") == noted);
  }
  // In the order of the ids, which says nothing of who wrote last.
  CHECK(std::is_sorted(texts.texts.begin(), texts.texts.end(),
                       [](const auto& a, const auto& b) { return a.response < b.response; }));

  CHECK(published().questions.at(1).quotes == std::vector<std::string>{"More buses, <b>please</b>."});
  // What is withdrawn is gone with the next request, in every process, though nothing was counted anew; so is what is
  // no longer marked. A cache that asks with the tag of before hears that it has changed.
  Service other{test::small_pack("testshire", {views()}), {}, *store};
  const auto shows = [&](const Service& at) {
    return contains(*handle({"GET", "/v1/surveys/views/results.json", {}, ""}, at).body, "More buses");
  };
  CHECK(shows(service));
  CHECK(shows(other));
  CHECK(ask("PUT", place, analyst, R"({"note":"Ask."})").status == 204);
  CHECK_FALSE(shows(other));
  CHECK(ask("PUT", place, analyst, note).status == 204);
  CHECK(shows(other));
  const std::string tag(header(ask("GET", "/v1/surveys/views/results.json").headers, "ETag"));
  CHECK(withdraw_and_wait(*store, {"views", one, "w" + one, "", ""}).outcome == Withdrawn::withdrawn);
  CHECK_FALSE(shows(service));
  CHECK_FALSE(shows(other));
  CHECK(ask("GET", "/v1/surveys/views/results.json", "", "", {{"If-None-Match", tag}}).status == 200);

  // Nothing can be noted beside what is withdrawn, was never there, or says nothing to the question.
  CHECK(ask("PUT", place, analyst, note).status == 404);
  CHECK(ask("PUT", "/v1/surveys/views/texts/" + other_id + "/words", analyst, note).status == 404);
  const std::string silent = person("north");
  CHECK(ask("PUT", "/v1/surveys/views/texts/" + silent + "/words", analyst, note).status == 404);
  int beside = 0;
  for (const char* kind : {"annotation", "quote"})
    CHECK(store->for_each_entry(kind, [&](const Entry&) { ++beside; }).empty());
  CHECK(beside == 0);

  std::string audit;
  CHECK(store->for_each_entry("audit", [&](const Entry& entry) { audit += entry.body; }).empty());
  CHECK(contains(audit, "PUT /v1/surveys/{id}/texts/{response}/{question}"));
  CHECK(contains(audit, "GET /v1/surveys/{id}/texts.json"));
  CHECK_FALSE(contains(audit, one));
}

TEST_CASE_FIXTURE(Fixture, "texts: page by page, each once") {
  for (int i = 0; i < 650; ++i) person("north", "Text " + std::to_string(i));
  const std::string analyst = token(Role::analyst);
  std::set<std::string> seen;
  std::string after = "none";
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
