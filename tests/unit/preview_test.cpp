// roadshow preview: what is saved is what is shown, and a mistake never takes the page away.
#include <unistd.h>

#include "cli/folder_watch.hpp"
#include "cli/parallel.hpp"
#include "cli/preview_service.hpp"
#include "cli/site_writer.hpp"
#include "fake_store.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
namespace fs = std::filesystem;

namespace {

const std::string pack = "staffordshire-stoke";

struct Desk {
  Desk() {
    fs::copy(source_folder() / "content", folder / "content", fs::copy_options::recursive);
    for (const char* name : {"web", "wasm", "fonts"}) fs::create_directories(folder / name);
    for (const char* name : {"core.wasm", "canvas.wasm", "canvas.mjs"}) put("wasm", name, name);
    for (const char* name : {"icon.svg", "canvas.js", "listen.js", "old.js", "boot.js", "main.css", "preview.js",
                             "preview.css", "arabic.css", "gurmukhi.css"})
      put("web", name, name);
    put("web", "index.html", read_text(source_folder() / "web/index.html"));
    for (const char* name : {"atkinson", "arabic", "gurmukhi"}) {
      for (const char* ending : {"-400.woff2", "-700.woff2", "-400.ttf", "-700.ttf"})
        put("fonts", std::string(name) + ending, name);
    }
  }
  ~Desk() { fs::remove_all(folder); }
  Desk(const Desk&) = delete;

  void put(const fs::path& where, const std::string& name, const std::string& text) const {
    std::ofstream(folder / where / name, std::ios::binary) << text;
  }
  // As many editors do: a new file takes the name of the old one.
  void save(const std::string& name, const std::string& text) const {
    const fs::path file = folder / "content" / pack / name;
    std::ofstream(file.string() + ".part", std::ios::binary) << text;
    fs::rename(file.string() + ".part", file);
  }
  std::string text_of(const std::string& name) const { return read_text(folder / "content" / pack / name); }
  cli::PartFolders parts() const {
    return {(folder / "web").string(), (folder / "wasm").string(), (folder / "fonts").string()};
  }

  const fs::path folder = [] {
    std::string name = fs::temp_directory_path() / "roadshow-desk-XXXXXX";
    return fs::path(mkdtemp(name.data()));
  }();
};

struct Preview {
  explicit Preview(const Desk& desk, std::chrono::milliseconds patience = std::chrono::hours(1))
      : service({(desk.folder / "content").string(), pack, desk.parts()}, store, patience) {}

  server::Answer get(const std::string& path) {
    server::Answer found;
    service.answer({.method = "GET", .target = path, .headers = {}, .body = "", .address = ""},
                   [&](server::Answer answer) { found = std::move(answer); });
    return found;
  }
  std::string page(const std::string& path) {
    const server::Answer answer = get(path);
    return answer.body ? *answer.body : "";
  }
  // Two looks: a file that may be half written is not read.
  size_t look() { return service.look().size() + service.look().size(); }
  Json change(const std::string& after = "") { return Json::parse(page("/preview/changes?after=" + after)); }
  std::string tag() { return change()["tag"].get<std::string>(); }

  server::FakeStore store;
  cli::PreviewService service;
};

const std::string heading = "A wait that is long";
std::string with_title(const std::string& text, const std::string& title) {
  Json topic = Json::parse(text);
  topic["title"] = title;
  return topic.dump(2);
}

}  // namespace

TEST_CASE("what is saved is what the page shows, however the file was saved, in the language it was written in") {
  const Desk desk;
  Preview preview(desk);
  REQUIRE(preview.service.problems().empty());
  const std::string file = "topics/waiting-list.json";
  const std::string before = desk.text_of(file);
  const std::string path = "/explain/waiting-list";
  CHECK_FALSE(contains(preview.page(path), heading));
  CHECK(preview.look() == 0);

  desk.save(file, with_title(before, heading));
  CHECK(preview.look() == 1);
  CHECK(contains(preview.page(path), heading));
  CHECK(contains(preview.page("/explain"), heading));

  desk.put("content/" + pack + "/topics", "waiting-list.json", with_title(before, heading + " indeed"));
  CHECK(preview.look() == 1);
  CHECK(contains(preview.page(path), heading + " indeed"));
  CHECK(preview.get(path).status == 200);
  CHECK(preview.get("/nowhere").status == 404);
  CHECK(preview.get("/v1/health").status == 200);
}

TEST_CASE("every page of the site is in the preview, with the same words") {
  const Desk desk;
  Preview preview(desk);
  for (const std::string& path : page::static_paths(real_pack())) {
    const server::Answer answer = preview.get(path);
    REQUIRE_MESSAGE(answer.status == 200, path);
    CHECK_MESSAGE(contains(*answer.body, "data-path=\""), path);
    CHECK_MESSAGE(contains(*answer.body, "<html data-preview=\""), path);
    CHECK_MESSAGE(contains(*answer.body, "id=\"preview-note\""), path);
    CHECK_MESSAGE(contains(*answer.body, "src=\"/preview/preview.js\""), path);
  }
}

TEST_CASE("an open page is told of a change, and where mistakes are; the last good page stays") {
  const Desk desk;
  Preview preview(desk);
  const std::string file = "topics/waiting-list.json";
  const std::string path = "/explain/waiting-list";
  const std::string before = desk.text_of(file);
  const std::string good_page = preview.page(path);
  const std::string first = preview.tag();
  CHECK(contains(good_page, "data-preview=\"" + first + "\""));

  std::vector<Json> told;
  const auto wait = [&](const std::string& after) {
    preview.service.answer(
        {.method = "GET", .target = "/preview/changes?after=" + after, .headers = {}, .body = "", .address = ""},
        [&](const server::Answer& answer) { told.push_back(Json::parse(*answer.body)); });
  };
  wait(first);
  wait(first);
  preview.look();
  CHECK(told.empty());

  struct Slip {
    std::string text, says;
  };
  for (const Slip& slip :
       {Slip{replaced(before, "{", "{{"), "line 1"}, Slip{"", "waiting-list.json"},
        Slip{replaced(before, "\"title\"", "\"titel\""), "line "}, Slip{"\xFF\xFE{}<script>", "waiting-list.json"}}) {
    told.clear();
    wait(preview.tag());
    desk.save(file, slip.text);
    CHECK(preview.look() == 1);
    REQUIRE_FALSE(told.empty());
    const std::string overlay = told.back()["overlay"].get<std::string>();
    CHECK(contains(overlay, (desk.folder / "content" / pack / file).generic_string()));
    CHECK(contains(overlay, slip.says));
    CHECK_FALSE(contains(overlay, "<script"));
    CHECK(told.back()["pages"].get<std::string>() == first);
    CHECK_FALSE(preview.service.problems().empty());
    CHECK(preview.page(path) == good_page);
  }

  desk.save(file, with_title(before, heading));
  CHECK(preview.look() == 1);
  CHECK(preview.change()["overlay"].get<std::string>().empty());
  CHECK(preview.change()["pages"].get<std::string>() == preview.tag());
  CHECK(contains(preview.page(path), heading));
}

TEST_CASE("content that is wrong from the start is waited for") {
  const Desk desk;
  const std::string before = desk.text_of("pack.json");
  desk.save("pack.json", "{");
  Preview preview(desk);
  CHECK_FALSE(preview.service.problems().empty());
  for (const char* path : {"/", "/explain", "/ur/waits"}) CHECK(contains(preview.page(path), "data-preview=\"none\""));
  CHECK(preview.page("/preview/preview.js") == "preview.js");
  CHECK(preview.change("none")["pages"] == "none");
  desk.save("pack.json", before);
  preview.look();
  CHECK(preview.service.problems().empty());
  CHECK_FALSE(contains(preview.page("/"), "data-preview=\"none\""));
}

TEST_CASE("no page waits for ever, and none once the preview ends") {
  const Desk desk;
  int told = 0;
  const auto wait = [&](Preview& preview) {
    preview.service.answer({.method = "GET",
                            .target = "/preview/changes?after=" + preview.tag(),
                            .headers = {},
                            .body = "",
                            .address = ""},
                           [&](const server::Answer&) { ++told; });
  };
  Preview hasty(desk, std::chrono::milliseconds(0));
  wait(hasty);
  CHECK(told == 0);
  hasty.look();
  CHECK(told == 1);
  Preview patient(desk);
  wait(patient);
  patient.look();
  CHECK(told == 1);
  patient.service.close();
  CHECK(told == 2);
  wait(patient);
  CHECK(told == 3);
}

TEST_CASE("pages of a preview run only what is ours and ask only us") {
  const Desk desk;
  Preview preview(desk);
  for (const char* path :
       {"/", "/nowhere", "/preview/changes?after=0", "/preview/preview.js", "/survey/icp-strategy/form"}) {
    const auto answer = preview.get(path);
    const std::string_view policy = server::header(answer.headers, "Content-Security-Policy");
    CHECK_MESSAGE(contains(policy, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), path);
    CHECK_MESSAGE(contains(policy, "connect-src 'self'"), path);
    CHECK_MESSAGE(!contains(policy, "unsafe-inline"), path);
  }
}

TEST_CASE("only this computer's own names lead to a preview: a page from elsewhere cannot give itself our address") {
  const Desk desk;
  Preview preview(desk);
  const auto status_for = [&](const std::string& host) {
    int status = 0;
    preview.service.answer({.method = "GET", .target = "/", .headers = {{"Host", host}}, .body = "", .address = ""},
                           [&](const server::Answer& answer) { status = answer.status; });
    return status;
  };
  for (const char* host : {"127.0.0.1:8081", "localhost:8081", "127.0.0.1", "localhost"})
    CHECK(status_for(host) == 200);
  for (const char* host :
       {"evil.example:8081", "evil.example", "127.0.0.1.evil.example:8081", "localhost.evil.example"})
    CHECK(status_for(host) == 421);
}

TEST_CASE("a published site has nothing of the preview") {
  const Desk desk;
  auto editions = cli::read_editions(desk.folder / "content", pack);
  auto& packs = std::get<std::vector<content::Pack>>(editions);
  const auto parts = cli::read_parts(desk.parts(), packs);
  REQUIRE(std::holds_alternative<cli::Parts>(parts));
  const cli::SiteFiles site(std::get<cli::Parts>(parts), std::move(packs));
  for (const auto* files : {&site.assets(), &site.endpoint_files()}) {
    for (const auto& file : *files) {
      CHECK_FALSE(contains(file.name, "preview"));
      CHECK_FALSE_MESSAGE(contains(file.text, "/preview/"), file.name);
    }
  }
  for (const auto& page : site.pages()) {
    const std::string text = site.text_of(page);
    CHECK_FALSE_MESSAGE((contains(text, "/preview/") || contains(text, "data-preview") || contains(text, "preview-")),
                        page.file);
  }
}

TEST_CASE("a folder is told of once it rests: new, other and gone files, and nothing else") {
  const Desk desk;
  const fs::path folder = desk.folder / "content";
  cli::FolderWatch watch(folder);
  CHECK(watch.changed().empty());
  std::ofstream(folder / "notes.txt") << "no content";
  CHECK(watch.changed().empty());
  CHECK(watch.changed().empty());
  fs::create_directories(folder / "new/deep");
  for (int i = 0; i < 3; ++i) {
    std::ofstream(folder / "new/deep/one.json", std::ios::app) << "still being written";
    CHECK(watch.changed().empty());
  }
  CHECK(watch.changed() == std::vector<std::string>{(folder / "new/deep/one.json").generic_string()});
  CHECK(watch.changed().empty());
  fs::remove_all(folder / "new");
  CHECK(watch.changed().empty());
  CHECK(watch.changed().size() == 1);
}

TEST_CASE("a build writes only what changed, and never leaves a file with the twin of another") {
  const Desk desk;
  const fs::path out = desk.folder / "site";
  const auto build = [&](const std::vector<cli::NamedText>& files) {
    cli::SiteWriter writer(out);
    cli::in_parallel(files.size(), [&](size_t i) { writer.write(files[i].name, files[i].text); });
    writer.remove_others();
    CHECK_FALSE(writer.failed());
  };
  const auto times = [&] {
    std::map<std::string, fs::file_time_type> found;
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
      if (entry.is_regular_file())
        found[entry.path().lexically_relative(out).generic_string()] = entry.last_write_time();
    }
    return found;
  };
  std::vector<cli::NamedText> files;
  for (int i = 0; i < 20; ++i) files.push_back({"page/" + std::to_string(i) + "/index.html", std::string(500, 'a')});
  files.push_back({"assets/x-0123456789.woff2", "font"});
  build(files);
  const auto first = times();
  CHECK(first.size() == 61);
  build(files);
  CHECK(times() == first);

  // Time as it was long ago, so that a new one shows on every file system.
  for (const auto& [name, time] : first) fs::last_write_time(out / name, time - std::chrono::hours(1));
  const auto old = times();
  files[7].text = "other";
  files.pop_back();
  build(files);
  const auto second = times();
  CHECK(second.size() == 60);
  for (const auto& entry : second) {
    const std::string& file = entry.first;
    CHECK_MESSAGE((entry.second == old.at(file)) == !contains(file, "page/7/"), file);
  }

  fs::remove(out / "page/3/index.html.br");  // as a build that was cut off leaves it
  build(files);
  CHECK(times().size() == 60);
}
