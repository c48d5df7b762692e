// What editors, systems and copies do to files of content: each file is read, or named with its true cause, or named as
// passed over. Nothing is left out in silence.
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/build.hpp"
#include "cli/check.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
namespace fs = std::filesystem;

namespace {

// A copy of the real content, to be spoiled.
struct Copy {
  Copy() { fs::copy(source_folder() / "content", folder, fs::copy_options::recursive); }
  Copy(const Copy&) = delete;
  ~Copy() { fs::remove_all(folder); }

  fs::path pack() const { return folder / "staffordshire-stoke"; }
  void write(const std::string& name, std::string_view text) const {
    fs::create_directories((pack() / name).parent_path());
    std::ofstream(pack() / name, std::ios::binary) << text;
  }
  cli::PackFolder look() const { return cli::look_at_pack_folder(folder, "staffordshire-stoke"); }
  std::string problems() const { return lines(problems_of(look().files)); }
  std::string notes() const { return lines(look().notes); }
  static std::string lines(const Problems& problems) {
    std::string all;
    for (const Problem& problem : problems) all += to_line(problem) + "\n";
    return all;
  }
  std::string text(const std::string& name) const { return read_text(pack() / name); }

  const fs::path folder = [] {
    std::string name = fs::temp_directory_path() / "roadshow-spoiled-XXXXXX";
    return fs::path(mkdtemp(name.data())) / "content";
  }();
};

std::string utf16(std::string_view text, bool big, bool mark) {
  std::string out = mark ? (big ? "\xFE\xFF" : "\xFF\xFE") : "";
  for (const char c : text) {
    const char wide[2] = {big ? '\0' : c, big ? c : '\0'};
    out.append(wide, 2);
  }
  return out;
}

std::string ascii(std::string text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return text;
}

}  // namespace

TEST_CASE("a file in another encoding is named with that encoding") {
  for (const std::string name : {"documents.json", "measures.json", "topics/waiting-list.json", "pack.json"}) {
    CAPTURE(name);
    const Copy copy;
    const std::string text = copy.text(name);
    for (const bool big : {false, true}) {
      for (const bool mark : {false, true}) {
        copy.write(name, utf16(ascii(text), big, mark));
        CHECK(contains(copy.problems(), name + ":1:1: This file was saved as UTF-16."));
      }
    }
    copy.write(name, replaced(text, "a", "\xE9"));
    CHECK(contains(copy.problems(), "Windows-1252"));
    copy.write(name, "\xEF\xBB\xBF" + text);
    CHECK(copy.problems().empty());
  }
}

TEST_CASE("a spoiled place in a file is named with its cause") {
  struct Spoil {
    const char* from;
    std::string to;
    const char* says;
  };
  using namespace std::string_literals;
  const Spoil spoils[] = {
      {"\"documents\":", "\u00A0\"documents\":", "cannot be seen (U+00A0)"},
      {"\"documents\":", "\u200B\"documents\":", "cannot be seen (U+200B)"},
      {"\"documents\":", "\"documents\"\u2060:", "cannot be seen (U+2060)"},
      {"\"documents\":", "\u3000\"documents\":", "cannot be seen (U+3000)"},
      {"\"documents\":", "\uFEFF\"documents\":", "cannot be seen (U+FEFF)"},
      {"\"documents\":", "\u201Cdocuments\u201D:", "curly quotation mark (U+201C)"},
      {"\"documents\":", "\u201Edocuments\u201D:", "curly quotation mark (U+201E)"},
      {"\"documents\":", "\u00ABdocuments\u00BB:", "curly quotation mark (U+00AB)"},
      {"\"documents\":", "'documents':", "single quotation mark"},
      {"\"documents\":", "// the list\n\"documents\":", "This is a comment"},
      {"\"documents\":", "/* the list */ \"documents\":", "This is a comment"},
      {"\"documents\":", "# the list\n\"documents\":", "This is a comment"},
      {"\"documents\":", "\"documents\"\uFF1A", "another sign than the comma or colon"},
      {"\"date\":", "\"da\tte\":", "a tab in this text"},
      {"\"date\":", "\"da\nte\":", "A text is not closed."},
      {"\"date\":", "\"da\rte\":", "A text is not closed."},
      {"\"date\":", "\"da\x07te\":", "control character (U+0007)"},
      {"\"date\":", "\"da\\qte\":", "After a backslash"},
      {"\"date\":", "\"da\\ud800te\":", "one half of a character"},
      {"\"date\":", "\"da"s + '\0' + "te\":", "control character (U+0000)"},
      {"\"documents\":", "\0\"documents\":"s, "control character (U+0000)"},
      {"\"date\": \"2022-07-01\",", "\"date\": \"2022-07-01\"", "comma"},
      {"\"2022-07-01\"", "\"2022-07-01\u201D", "curly quotation mark"},
      {"\"2022-07-01\"", "\"2022\\u202E-07-01\"", "(U+202E)"},
      {"\"2022-07-01\"", "\"2022\u2066-07-01\"", "(U+2066)"},
      {"\"2022-07-01\"", "\"2022\\u0000-07-01\"", "control character (U+0000)"},
      {"\"2022-07-01\"", "\"2022\\u009F-07-01\"", "control character (U+009F)"},
  };
  const Copy copy;
  const std::string text = copy.text("documents.json");
  for (const Spoil& spoil : spoils) {
    CAPTURE(spoil.to);
    copy.write("documents.json", replaced(text, spoil.from, spoil.to));
    const std::string problems = copy.problems();
    CAPTURE(problems);
    CHECK(contains(problems, spoil.says));
    CHECK(contains(problems, "documents.json:"));
    CHECK_FALSE(contains(problems, "documents.json: "));  // it has a line
  }
  for (const std::string& end : {"\0"s, "\0{}"s, "\0\0\0\0"s + std::string(5000, 'x')}) {
    copy.write("documents.json", text + end);
    CHECK(contains(copy.problems(), "control character (U+0000)"));
  }
  copy.write("documents.json", text + "\n{}");
  CHECK(contains(copy.problems(), "something after the end"));
  copy.write("documents.json", "");
  CHECK(contains(copy.problems(), "This file is empty."));
  copy.write("documents.json", " \n\t\r\n");
  CHECK(contains(copy.problems(), "This file is empty."));
}

TEST_CASE("a comma after the last entry is named at the comma") {
  CHECK(
      contains(Copy::lines(std::get<Problems>(parse_json("f", "{\n  \"a\": 1,\n}"))), "f:2:9: There is a comma after"));
  CHECK(contains(Copy::lines(std::get<Problems>(parse_json("f", "[1, 2,]"))), "f:1:6: There is a comma after"));
}

TEST_CASE("a name that a system or a person gave to a copy is named with what to do") {
  const struct {
    std::string name;
    const char* says;
  } names[] = {{"measures.JSON", "small letters: measures.json"},
               {"Measures.json", "small letters: measures.json"},
               {"topics/Waiting-List.json", "small letters: topics/waiting-list.json"},
               {"Topics/other.json", "small letters: topics."},
               {"measures.json.txt", "Rename it to measures.json"},
               {"measures.json.json", "Rename it to measures.json"},
               {"measures.json.bak", "Rename it to measures.json"},
               {"MEASURES.JSON.TXT", "Rename it to measures.json"},
               {"surveys/other.json.txt", "Rename it to other.json"},
               {"copy of measures.json", "a copy of another file"},
               {"Copy of measures.json", "a copy of another file"},
               {"measures (1).json", "a copy of another file"},
               {"measures (12).json", "a copy of another file"},
               {"measures - Copy.json", "a copy of another file"},
               {"measures - Copy (2).json", "a copy of another file"},
               {"measures copy 2.json", "a copy of another file"},
               {"measures 2.json", "a copy of another file"},
               {"topics/waiting-list (1).json", "a copy of another file"},
               {"surveys/copy of icp-strategy.json", "a copy of another file"},
               {"measures.jsn", "does not end in .json"},
               {"measures.txt", "does not end in .json"},
               {"measures", "does not end in .json"},
               {"topics/waiting-list.txt", "does not end in .json"},
               {"topics/waiting list.json", "lower-case letters"},
               {"topics/wa\u200Biting.json", "lower-case letters"},
               {"topics/deep/waiting.json", "no folders within \"topics\""},
               {"topic/waiting.json", "Did you mean \"topics\"?"},
               {"survey/waiting.json", "Did you mean \"surveys\"?"},
               {"drafts/waiting.json", "no folder \"drafts\""},
               {"notes.json", "no file of this name"},
               {".measures.json", "no file of this name"},
               {"words.json", "The words of the interface"},
               {"words.ur.json", "The words of the interface"}};
  for (const auto& one : names) {
    const Copy copy;
    copy.write(one.name, "{}");
    const std::string problems = copy.problems();
    CAPTURE(one.name);
    CAPTURE(problems);
    CHECK(contains(problems, one.says));
    CHECK(std::count(problems.begin(), problems.end(), '\n') == 1);
  }
}

TEST_CASE("what a system left behind is passed over, and said to be") {
  for (const std::string name :
       {".DS_Store", "Thumbs.db", "thumbs.db", "desktop.ini", "~$measures.json", "measures.json~", "._measures.json",
        ".measures.json.swp", ".#measures.json", "#measures.json#", ".git/config", "__MACOSX/measures.json",
        "README.md", "topics/README.md", "logo.png", "pictures/logo.png"}) {
    CAPTURE(name);
    const Copy copy;
    copy.write(name, "{}");
    CHECK(copy.problems().empty());
    const std::string seen = name.substr(0, name.starts_with("topics/") ? std::string::npos : name.find('/'));
    CHECK(contains(copy.notes(), seen + ": "));
    CHECK(contains(copy.notes(), "passed over"));
  }
}

TEST_CASE("what has the name of a file and is none is named, and nothing hangs") {
  const Copy copy;
  const fs::path documents = copy.pack() / "documents.json";
  const auto made = [&](const std::function<void()>& make) {
    fs::remove_all(documents);
    make();
    return copy.problems();
  };
  CHECK(contains(made([&] { fs::create_directory(documents); }),
                 "documents.json: This is a folder, and should be a file."));
  CHECK(contains(made([&] { mkfifo(documents.c_str(), 0600); }), "documents.json: This is no plain file."));
  CHECK(
      contains(made([&] { fs::create_symlink("/nowhere/x.json", documents); }), "a link to a file that is not there"));
  CHECK(contains(made([&] { fs::create_symlink("documents.json", documents); }), "documents.json: "));
  CHECK(contains(made([&] { fs::create_symlink("/etc/passwd", documents); }), "a link that leads out of the folder"));
  CHECK(contains(made([&] { fs::create_symlink("../shared/words.en.json", documents); }), "leads out of the folder"));
  CHECK(contains(made([&] { fs::create_symlink("topics", documents); }), "a link to a folder"));
  CHECK(
      contains(made([&] { std::ofstream(documents) << std::string(20 * 1024 * 1024, ' '); }), "too large (20480 kB)"));
  CHECK(contains(made([&] {
                   std::ofstream(documents) << "{";
                   fs::resize_file(documents, 100 * 1024 * 1024);
                 }),
                 "too large (102400 kB)"));
  // A link within the folder is a file like any other.
  const std::string good = read_text(source_folder() / "content/staffordshire-stoke/documents.json");
  CHECK(made([&] {
          copy.write(".hidden/documents.json", good);
          fs::create_symlink(".hidden/documents.json", documents);
        }).empty());
}

TEST_CASE("a file or a folder that may not be read is named") {
  const Copy copy;
  fs::permissions(copy.pack() / "documents.json", fs::perms::none);
  fs::permissions(copy.pack() / "topics", fs::perms::none);
  const bool root = geteuid() == 0;
  fs::permissions(copy.folder.parent_path(), fs::perms::all);
  if (root) setfsuid(65534);  // the superuser may read everything
  const std::string problems = copy.problems();
  if (root) setfsuid(0);
  fs::permissions(copy.pack() / "topics", fs::perms::owner_all);
  CAPTURE(problems);
  CHECK(contains(problems, "documents.json: This file cannot be read."));
  CHECK(contains(problems, "topics: This folder cannot be read: "));
}

TEST_CASE("files beside the packs are named as well") {
  const Copy copy;
  const auto faults = [&] { return Copy::lines(cli::faults_of_content_folder(copy.folder)); };
  CHECK(faults().empty());
  const auto add = [&](const std::string& name) {
    fs::create_directories((copy.folder / name).parent_path());
    std::ofstream(copy.folder / name) << "{}";
  };
  for (const auto& [name, says] : {std::pair{"other-pack/pack.json.txt", "no pack.json"},
                                   {"another/Pack.json", "no pack.json"},
                                   {"measures.json", "beside the packs"},
                                   {"shared/words.EN.json", "small letters"},
                                   {"shared/words.en (1).json", "copy"},
                                   {"shared/measures.json", "file of one pack"},
                                   {"shared/equality/age-range-1.json.txt", "Rename it"},
                                   {"shared/equality/copy of age-range-1.json", "copy"}}) {
    add(name);
    const std::string shown = name;
    CAPTURE(shown);
    CHECK(contains(faults(), says));
  }
  CHECK(cli::run_check({copy.folder.string()}) == 1);
}

TEST_CASE("the problems of all files come at once") {
  const Copy copy;
  copy.write("documents.json", "{,}");
  copy.write("places.json", "");
  copy.write("topics/waiting-list.json", utf16("{}", false, true));
  copy.write("measures (1).json", "{}");
  const std::string problems = copy.problems();
  for (const char* name : {"documents.json:", "places.json:", "topics/waiting-list.json:", "measures (1).json:"})
    CHECK(contains(problems, name));
}

TEST_CASE("a pack that is not there is said to be not there") {
  const auto found = cli::look_at_pack_folder(source_folder() / "content", "no-such-pack");
  CHECK(contains(Copy::lines(problems_of(found.files)), "This folder cannot be read"));
}

TEST_CASE("a site that is to stand under a path is refused at once, and nothing is written") {
  const Copy copy;
  const fs::path out = copy.folder / "site";
  for (const char* base : {"/roadshow/", "/roadshow", "roadshow", "https://example.org/roadshow/", ""}) {
    const std::string content = copy.folder.string();
    CHECK(cli::run_build({content, "staffordshire-stoke", {content, content, content}, out.string(), base}) == 1);
    CHECK_FALSE(fs::exists(out));
  }
}
