// A small survey, a small site and a store, behind an endpoint.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "content/json_text.hpp"
#include "fake_store.hpp"
#include "server/handlers/responses.hpp"
#include "server/handlers/service.hpp"
#include "small_pack.hpp"
#include "survey/response.hpp"

namespace roadshow::endpoint_fixture {

using namespace roadshow::server;
namespace fs = std::filesystem;

inline const std::string id = "0f8fad5b-d9cb-469f-a165-70867728950e";
inline const std::string other_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

inline content::Survey views() {
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

inline std::string body_of(const std::string& response_id, const std::string& words = "hello") {
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

inline Request put(const std::string& response_id, std::string body, std::string type = "application/json") {
  return {"PUT", "/v1/responses/" + response_id, {{"content-type", std::move(type)}}, std::move(body)};
}

inline Request get(const std::string& target, std::vector<Header> headers = {}) {
  return {"GET", target, std::move(headers), ""};
}

// A store on a disk that is full.
class FullStore : public FakeStore {
 public:
  void insert(Record, std::function<void(InsertResult)> done) override {
    done({InsertOutcome::unavailable, {}, "full"});
  }
  void check_writable(std::function<void(std::string)> done) override { done("full"); }
  Pages pages(const std::string&) override {
    return [] { return Result<std::vector<Stored>>(Problems{{{}, "full"}}); };
  }
  Result<int64_t> count() override { return Problems{{{}, "full"}}; }
};

inline void write_file(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

// A folder with a small site, and a secret beside it.
inline fs::path make_folder() {
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

inline Json json_of(const Answer& answer) {
  REQUIRE(answer.body);
  const Json json = Json::parse(*answer.body, nullptr, false);
  REQUIRE(!json.is_discarded());
  return json;
}

}  // namespace roadshow::endpoint_fixture
