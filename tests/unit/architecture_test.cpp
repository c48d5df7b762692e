// The rooms of app/ and who may look into whom. An include in the wrong direction fails here.
#include <map>
#include <regex>

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
namespace fs = std::filesystem;

namespace {

// What each room may include. The program files of web_client (*_main.cpp) stand above every room.
const std::map<std::string, std::set<std::string>> may_use = {
    {"content", {"content"}},
    {"survey", {"survey", "content"}},
    {"figures", {"figures", "content"}},
    {"page", {"page", "survey", "figures", "content"}},
    {"html", {"html", "page", "survey", "figures", "content"}},
    {"web_client", {"web_client", "html", "page", "survey", "figures", "content"}},
    {"canvas", {"canvas", "figures", "content"}},
    {"server", {"server", "html", "page", "survey", "figures", "content"}},
    {"cli", {"cli", "server", "html", "page", "survey", "figures", "content"}},
};

// The wings of a room, each with those it may include beside itself. Where the room has files of its own, "" is what
// all wings share.
using Wings = std::map<std::string, std::set<std::string>>;
const std::map<std::string, Wings> wings = {
    {"content", {{"", {"blocks", "questions"}}, {"blocks", {""}}, {"questions", {""}}}},
    {"survey", {{"", {"disclosure", "questions"}}, {"disclosure", {""}}, {"questions", {""}}}},
    {"page",
     {{"", {"explain", "waits", "survey", "results"}},
      {"explain", {""}},
      {"waits", {""}},
      {"survey", {""}},
      {"results", {""}}}},
    {"canvas", {{"platform", {}}, {"paint", {"platform"}}, {"stage", {"paint"}}}},
    {"server",
     {{"store", {}},
      {"http", {"store"}},
      {"export", {"store"}},
      {"handlers", {"export", "http", "store"}},
      {"sockets", {"handlers", "http"}}}},
};

struct SourceFile {
  fs::path path;
  std::string room;
  std::string wing;  // the folder in the room, or nothing
  std::string text;
  std::vector<std::string> quoted;  // #include "..."
  std::vector<std::string> system;  // #include <...>
  std::vector<std::string> all;     // in order
};

std::string wing_of(const fs::path& in_app) {
  const auto second = std::next(in_app.begin());
  return std::next(second) == in_app.end() ? std::string() : second->string();
}

const std::vector<SourceFile>& sources() {
  static const auto files = [] {
    std::vector<SourceFile> found;
    const std::regex include(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    for (const auto& entry : fs::recursive_directory_iterator(source_folder() / "app")) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      const fs::path relative = entry.path().lexically_relative(source_folder() / "app");
      SourceFile file{relative, relative.begin()->string(), wing_of(relative), read_text(entry.path()), {}, {}, {}};
      std::istringstream lines(file.text);
      for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        (match[1] == "\"" ? file.quoted : file.system).push_back(match[2]);
        file.all.push_back(match[2]);
      }
      found.push_back(std::move(file));
    }
    return found;
  }();
  return files;
}

bool is_program(const SourceFile& file) { return contains(file.path.filename().string(), "_main.cpp"); }

bool begins(const std::string& text, const std::string& start) { return text.compare(0, start.size(), start) == 0; }

}  // namespace

TEST_CASE("every room of app is known here") {
  std::set<std::string> rooms;
  for (const SourceFile& file : sources()) rooms.insert(file.room);
  for (const std::string& room : rooms) CHECK_MESSAGE(may_use.count(room) == 1, room);
  CHECK(rooms.size() == may_use.size());
  CHECK(sources().size() > 100);
}

TEST_CASE("nothing looks upwards: each room includes only itself and the rooms below") {
  for (const SourceFile& file : sources()) {
    if (is_program(file)) continue;
    for (const std::string& include : file.quoted) {
      const std::string room = include.substr(0, include.find('/'));
      if (may_use.count(room) == 0) continue;  // imgui.h and its like: below
      CHECK_MESSAGE(may_use.at(file.room).count(room) == 1, file.path.string() << " includes " << include);
    }
  }
}

TEST_CASE("nothing looks sideways: each wing includes only itself and the wings that it may") {
  for (const SourceFile& file : sources()) {
    const auto room = wings.find(file.room);
    if (room == wings.end()) {
      CHECK_MESSAGE(file.wing.empty(), file.path.string() << " is in a wing not known here");
      continue;
    }
    const auto wing = room->second.find(file.wing);
    REQUIRE_MESSAGE(wing != room->second.end(), file.path.string() << " is in a wing not known here");
    for (const std::string& include : file.quoted) {
      if (!begins(include, file.room + "/")) continue;
      const std::string other = wing_of(include);
      CHECK_MESSAGE((other == file.wing || wing->second.count(other) == 1), file.path.string()
                                                                                << " includes " << include);
    }
  }
}

TEST_CASE("the rules of the rooms themselves go one way only") {
  for (const auto& entry : may_use) {
    const std::string& room = entry.first;
    for (const std::string& other : entry.second) {
      if (other != room) CHECK_MESSAGE(may_use.at(other).count(room) == 0, room << " and " << other);
    }
  }
}

TEST_CASE("the core knows no window, no canvas and no browser") {
  const std::set<std::string> core = {"content", "survey", "figures", "page", "html"};
  for (const SourceFile& file : sources()) {
    if (!core.count(file.room)) continue;
    for (const std::string& include : file.all) {
      for (const char* outside :
           {"SDL", "imgui", "emscripten", "GLES", "GL/", "boost", "sqlite", "spdlog", "openssl", "CLI"})
        CHECK_MESSAGE(!begins(include, outside), file.path.string() << " includes " << include);
    }
  }
}

TEST_CASE("the core is pure: no clock, no network, no file, no chance of its own") {
  const std::set<std::string> pure = {"content", "survey", "figures", "page", "html", "web_client"};
  for (const SourceFile& file : sources()) {
    if (!pure.count(file.room) || is_program(file)) continue;
    for (const std::string& include : file.system) {
      for (const char* impure :
           {"chrono", "ctime", "random", "fstream", "iostream", "filesystem", "thread", "cstdlib", "unistd.h"})
        CHECK_MESSAGE(include != impure, file.path.string() << " includes " << include);
    }
  }
}

TEST_CASE("only the platform files of canvas know SDL, and only the programs know Emscripten") {
  for (const SourceFile& file : sources()) {
    for (const std::string& include : file.all) {
      if (begins(include, "SDL"))
        CHECK_MESSAGE(contains(file.path.filename().string(), "platform_"), file.path.string());
      if (begins(include, "emscripten"))
        CHECK_MESSAGE((is_program(file) || contains(file.path.filename().string(), "platform_")), file.path.string());
      if (begins(include, "imgui")) CHECK_MESSAGE(file.room == "canvas", file.path.string());
    }
  }
}

TEST_CASE("every header may be included twice, and includes what exists") {
  for (const SourceFile& file : sources()) {
    if (file.path.extension() == ".hpp") CHECK_MESSAGE(contains(file.text, "#pragma once"), file.path.string());
    for (const std::string& include : file.quoted) {
      const std::string room = include.substr(0, include.find('/'));
      if (may_use.count(room))
        CHECK_MESSAGE(fs::exists(source_folder() / "app" / include), file.path.string() << " includes " << include);
    }
  }
}

TEST_CASE("every source file includes its own header first, so that each header compiles alone") {
  for (const SourceFile& file : sources()) {
    if (file.path.extension() != ".cpp") continue;
    fs::path header = file.path;
    header.replace_extension(".hpp");
    if (!fs::exists(source_folder() / "app" / header)) continue;
    REQUIRE_FALSE(file.all.empty());
    CHECK_MESSAGE(file.all[0] == header.generic_string(), file.path.string() << " starts with " << file.all[0]);
  }
}

// The names between the angle brackets of `using Block = std::variant<...>;`.
std::set<std::string> alternatives_in(const std::string& header, const std::string& variant) {
  const std::string text = read_text(source_folder() / "app" / header);
  const size_t start = text.find("using " + variant + " = std::variant<");
  REQUIRE(start != std::string::npos);
  const std::string list = text.substr(start, text.find(">;", start) - start);
  std::set<std::string> names;
  const std::regex name(R"(\n\s+(\w+))");
  for (std::sregex_iterator at(list.begin(), list.end(), name), end; at != end; ++at) names.insert((*at)[1]);
  return names;
}

TEST_CASE("nobody but its own files names a kind of question or of explainer: others ask what it is like") {
  const std::map<std::string, std::set<std::string>> own = {
      {"questions", alternatives_in("content/questions.hpp", "QuestionKind")},
      {"blocks", alternatives_in("content/blocks.hpp", "Block")}};
  CHECK(own.at("questions").size() >= 5);
  CHECK(own.at("blocks").size() >= 1);
  for (const SourceFile& file : sources()) {
    const std::string path = file.path.generic_string();
    for (const auto& [folder, kinds] : own) {
      if (contains(path, "/" + folder + "/") || path == "content/" + folder + ".hpp") continue;
      // An explainer's builder and its geometry are files of its own.
      if (folder == "blocks" && (begins(path, "page/explain/") || begins(path, "figures/"))) continue;
      for (const std::string& kind : kinds)
        CHECK_MESSAGE(!std::regex_search(file.text, std::regex("\\b(content::|<)" + kind + "\\b")),
                      path << " names " << kind);
    }
  }
}

TEST_CASE("nobody but the stores asks which store it is") {
  for (const SourceFile& file : sources()) {
    if (begins(file.path.generic_string(), "server/store/")) continue;
    for (const char* name : {"postgres_store(", "is_postgres", "\"postgres:", "\"postgresql:"})
      CHECK_MESSAGE(!contains(file.text, name), file.path.string() << " holds " << name);
  }
}

TEST_CASE("a file fits on a reader's desk: 400 lines at most, and says at the top what it is for") {
  for (const SourceFile& file : sources()) {
    CHECK_MESSAGE(std::count(file.text.begin(), file.text.end(), '\n') <= 400, file.path.string());
    if (file.path.extension() == ".hpp") CHECK_MESSAGE(begins(file.text, "//"), file.path.string());
  }
}
