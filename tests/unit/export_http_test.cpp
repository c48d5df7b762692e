// GET /v1/surveys/{id}/export: who may take what, and that a file goes out at the pace of the one who takes it.
#include "kept_store.hpp"
#include "server/export/export.hpp"
#include "server/handlers/access.hpp"
#include "server/handlers/service.hpp"
#include "socket_client.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;

namespace {

// Entries are kept too, so that tokens and the audit work.
struct Staffed : KeptStore {
  void upsert(Entry entry, Why done) override {
    const std::lock_guard lock(mutex);
    entries.push_back(std::move(entry));
    done(refuses ? "The disk is full." : "");
  }
  std::string for_each_entry(const std::string& kind, const std::function<void(const Entry&)>& take) override {
    const std::lock_guard lock(mutex);
    for (const Entry& entry : entries) {
      if (entry.kind == kind) take(entry);
    }
    return "";
  }
  std::mutex mutex;
  std::vector<Entry> entries;
  bool refuses = false;
};

struct Fixture {
  Fixture() {
    for (uint64_t seed = 0; seed < 20; ++seed) store.add(survey::sample(real_survey(), real_pack().info, seed));
  }
  std::string token(Role role) { return std::get<std::string>(add_token(store, role, "Insight team")); }
  Answer ask(const std::string& query, Role role) {
    return handle({"GET", "/v1/surveys/icp-strategy/export" + query, {{"Authorization", "Bearer " + token(role)}}, ""},
                  service);
  }

  Staffed store;
  Service service{{real_pack()}, {}, store};
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "export: an analyst takes the answers, and the audit says what left the store") {
  const Answer answer = ask("?format=jsonl", Role::analyst);
  CHECK(answer.status == 200);
  CHECK(header(answer.headers, "Content-Type") == "application/jsonl");
  CHECK(header(answer.headers, "Content-Disposition") == "attachment; filename=\"icp-strategy-answers.jsonl\"");
  CHECK(header(answer.headers, "Cache-Control") == "no-store");
  std::string expected;
  for (const Stored& stored : store.responses) expected += stored.record.body + "\n";
  CHECK(whole_body(answer) == expected);
  CHECK(store.entries.back().kind == "audit");
  CHECK(store.entries.back().body.find("export icp-strategy-answers.jsonl") != std::string::npos);
  CHECK(whole_body(ask("", Role::administrator))->starts_with("\xEF\xBB\xBFstored_on,"));
}

TEST_CASE_FIXTURE(Fixture, "export: contact details are for administrators, and nothing is for viewers") {
  CHECK(ask("?part=contact", Role::analyst).status == 403);
  CHECK(ask("?part=contact", Role::administrator).status == 200);
  CHECK(ask("?part=equality", Role::analyst).status == 200);
  CHECK(ask("", Role::viewer).status == 403);
  CHECK(ask("?format=pdf", Role::analyst).status == 400);
  CHECK(ask("?part=all", Role::analyst).status == 400);
  CHECK(ask("?part=equality&format=fhir", Role::analyst).status == 400);
  CHECK(ask("?part=contact&format=long", Role::administrator).status == 400);
}

TEST_CASE_FIXTURE(Fixture, "export: a store that cannot be read, or no audit, means not now") {
  store.breaks_after = 0;
  CHECK(ask("?format=jsonl", Role::analyst).status == 503);
  store.pages_read = 0;
  store.breaks_after = 1;
  CHECK(whole_body(ask("?format=jsonl", Role::analyst)) == std::nullopt);  // cut, never half a file that looks whole
  const std::string analyst = token(Role::analyst);
  store.refuses = true;
  CHECK(handle({"GET", "/v1/surveys/icp-strategy/export", {{"Authorization", "Bearer " + analyst}}, ""}, service)
            .status == 503);
}

TEST_CASE_FIXTURE(Fixture, "export: who does not take the file stops the reading, and who goes away ends it") {
  // Much more than the sockets of both ends hold.
  for (int i = 0; i < 20; ++i) store.responses[size_t(i)].record.body.insert(1, std::string(50'000, ' '));
  const std::vector<Stored> some = store.responses;
  while (store.responses.size() < 2'000) store.responses.insert(store.responses.end(), some.begin(), some.end());
  const int pages = static_cast<int>(store.responses.size() / store.page_rows) + 2;
  Running server(service);
  const auto request =
      "GET /v1/surveys/icp-strategy/export?format=jsonl HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
      token(Role::analyst) + "\r\n\r\n";
  {
    Client slow(server->port());
    slow.send(request);
    CHECK(slow.read_head().find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
    // Until the sockets are full: no page is read for a while that is long beside the reading of one.
    for (int before = -1; before != store.pages_read;) {
      before = store.pages_read;
      std::this_thread::sleep_for(std::chrono::milliseconds(700));
    }
    CHECK(store.pages_read < pages / 2);
    CHECK(store.reading.use_count() > 1);

    // Meanwhile another takes all of it, in as many pages.
    const int before = store.pages_read;
    Client fast(server->port());
    fast.send(request);
    CHECK(fast.read_head().starts_with("HTTP/1.1 200"));
    size_t bytes = 0;
    std::string last;
    std::vector<char> buffer(1 << 20);
    while (!last.ends_with("0\r\n\r\n")) {
      const ssize_t got = recv(fast.socket(), buffer.data(), buffer.size(), 0);
      REQUIRE(got > 0);
      bytes += static_cast<size_t>(got);
      last = (last + std::string(buffer.data(), static_cast<size_t>(got)));
      last = last.substr(last.size() - std::min<size_t>(last.size(), 5));
    }
    CHECK(bytes > size_t{100'000'000});
    CHECK(store.pages_read >= before + pages - 1);
  }
  // The slow one is gone: what it read from is let go.
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (store.reading.use_count() > 1 && std::chrono::steady_clock::now() < limit)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(store.reading.use_count() == 1);
}
