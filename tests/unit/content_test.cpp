// A content pack loads, or says where and what is wrong so that an editor can put it right.
#include "content/load.hpp"
#include "content/tokens.hpp"
#include "content/translation.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

namespace {

struct Spot {
  int line;
  int column;
};

// Counted by hand, as an editor does: characters, not bytes.
Spot spot_of(const std::string& text, size_t offset) {
  Spot spot{1, 1};
  for (size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      spot = {spot.line + 1, 1};
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++spot.column;
    }
  }
  return spot;
}

const std::string& text_of(const std::vector<content::SourceFile>& files, const std::string& name) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == name; });
  REQUIRE(file != files.end());
  return file->text;
}

void put(std::vector<content::SourceFile>& files, const std::string& name, std::string text) {
  std::erase_if(files, [&](const auto& file) { return file.name == name; });
  files.push_back({name, std::move(text)});
}

std::string shown(const Problems& problems) {
  std::string lines;
  for (const Problem& problem : problems) lines += "\n  " + to_line(problem);
  return lines.empty() ? " no problem at all" : lines;
}

// A sentence that a person who is no programmer can act on.
void check_plain(const std::string& sentence) {
  CAPTURE(sentence);
  CHECK_FALSE(sentence.empty());
  // Asking back ("Did you mean ...?") is the one sentence without a full stop.
  CHECK((sentence.back() == '.' || (sentence.back() == '?' && contains(sentence, "Did you mean"))));
  CHECK_FALSE((sentence[0] >= 'a' && sentence[0] <= 'z'));
  for (const char* jargon :
       {"parse", "exception", "syntax", "token", "unexpected", "invalid", "nlohmann", " array", " object ", " string",
        "boolean", "integer", "null pointer", "schema violation", "literal"})
    CHECK_FALSE_MESSAGE(contains(sentence, jargon), jargon);
}

}  // namespace

TEST_CASE("the content of the real pack has no problems") {
  CHECK_MESSAGE(problems_of(real_files()).empty(), shown(problems_of(real_files())));
  CHECK(real_pack().info.id == "staffordshire-stoke");
  CHECK(real_pack().measures.size() >= 27);
  CHECK(real_pack().topics.size() >= 1);
  CHECK(real_survey().questions.size() == 13);
}

TEST_CASE("what people read is never longer or vaguer than it need be: every published figure names its source") {
  for (const auto& one : real_pack().measures) {
    for (const auto& value : one.values) {
      CAPTURE(one.id);
      CHECK(content::find(real_pack().documents, value.source.document));
      CHECK(value.source.lines.front() == 'L');
      CHECK((value.value.has_value() || !value.reason.empty()));
    }
  }
}

TEST_CASE("every slip of an editor gets its line, its place and a plain sentence") {
  const Json table = Json::parse(read_text(source_folder() / "tests/data/broken_packs.json"), nullptr, false);
  REQUIRE(table.is_object());
  for (const Json& slip : table["slips"]) {
    const auto of = [&](const char* name) { return slip.value(name, std::string()); };
    CAPTURE(of("name"));
    const std::string file = of("file");
    const size_t slipped = text_of(real_files(), file).find(of("find"));
    const auto files = edited(file, of("find"), of("replace"));
    const Problems problems = problems_of(files);
    INFO("problems: " << shown(problems));
    for (const Problem& problem : problems) check_plain(problem.sentence);

    // The slip is among the problems: the one with this pointer and these words.
    const auto found = std::find_if(problems.begin(), problems.end(), [&](const Problem& problem) {
      return problem.place.file == file && problem.place.pointer == of("pointer") &&
             std::all_of(slip["says"].begin(), slip["says"].end(),
                         [&](const Json& words) { return contains(problem.sentence, words.get<std::string>()); });
    });
    CHECK(found != problems.end());
    if (found == problems.end()) continue;
    CHECK(found->place.line > 0);
    CHECK(found->place.column > 0);
    if (slip.contains("anywhere")) continue;
    const std::string& text = text_of(files, file);
    const size_t at = slip.contains("back") ? text.rfind(of("at"), slipped) : text.find(of("at"), slipped);
    CHECK(at != std::string::npos);
    if (at == std::string::npos) continue;
    const Spot expected = spot_of(text, at);
    CHECK(found->place.line == expected.line);
    CHECK(found->place.column == expected.column);
  }
}

TEST_CASE("the first mistake in the JSON is found where it is, not at the end of the file") {
  const auto files = edited("places.json", "\"id\": \"uhnm\",", "\"id\": \"uhnm\"");
  const Problems problems = problems_of(files);
  REQUIRE(problems.size() == 1);
  const Spot expected = spot_of(text_of(files, "places.json"), text_of(files, "places.json").find("\"uhnm\""));
  CHECK(problems[0].place.line >= expected.line);
  CHECK(problems[0].place.line <= expected.line + 1);
}

TEST_CASE("a field that stands twice is found on the line of the second") {
  const auto files = edited("documents.json", "\"publisher\"", "\"id\": \"other\",\n      \"publisher\"");
  const Problems problems = problems_of(files);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place.line ==
        spot_of(text_of(files, "documents.json"), text_of(files, "documents.json").find("\"other\"")).line);
}

TEST_CASE("a file that is missing is named") {
  for (const std::string name : {"pack.json", "documents.json", "places.json", "measures.json", "words.json"}) {
    auto files = real_files();
    std::erase_if(files, [&](const auto& file) { return file.name == name; });
    const Problems problems = problems_of(files);
    REQUIRE(problems.size() == 1);
    CHECK(to_line(problems[0]) == name + ": This file is missing. A pack needs it.");
  }
}

TEST_CASE("a pack with no files at all names every file that it needs") { CHECK(problems_of({}).size() == 5); }

TEST_CASE("a file in the wrong folder is named") {
  for (const std::string name : {"topic/waiting-list.json", "measures.txt", "topics/.json", "notes.json"}) {
    auto files = real_files();
    files.push_back({name, "{}"});
    const Problems problems = problems_of(files);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place.file == name);
    CHECK(contains(problems[0].sentence, "Check its name and folder"));
  }
}

TEST_CASE("a huge file is refused before it is read") {
  auto files = real_files();
  put(files, "documents.json", std::string(20 * 1024 * 1024, ' ') + "{}");
  const Problems problems = problems_of(files);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place.file == "documents.json");
  CHECK(contains(problems[0].sentence, "too large (20480 kB). The limit is 16384 kB."));
}

TEST_CASE("a file that is not in UTF-8 is refused with its line") {
  auto files = real_files();
  put(files, "documents.json", "{\n  \"documents\": \"Stoke\xE9\"\n}");
  const Problems problems = problems_of(files);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place.line == 2);
  CHECK(contains(problems[0].sentence, "UTF-8"));
  check_plain(problems[0].sentence);
}

TEST_CASE("deep nesting is refused, however deep, and does not crash") {
  for (const size_t depth : {33u, 200u, 200000u}) {
    auto files = real_files();
    put(files, "documents.json", std::string(depth, '[') + std::string(depth, ']'));
    const Problems problems = problems_of(files);
    REQUIRE(problems.size() == 1);
    CHECK(contains(problems[0].sentence, "nested too deeply"));
    CHECK(problems[0].place.column == 33);
  }
}

TEST_CASE("a file saved by Windows Notepad, with its invisible first character, is read and its slips are located") {
  const std::string bom = "\xEF\xBB\xBF";
  auto files = real_files();
  const std::string text = text_of(files, "documents.json");
  put(files, "documents.json", bom + text);
  CHECK(problems_of(files).empty());
  put(files, "documents.json", bom + replaced(text, "\"date\": \"2022-07-01\"", "\"date\": \"July\""));
  const Problems problems = problems_of(files);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place.line == spot_of(text, text.find("\"date\"")).line);
}

TEST_CASE("every file may end its lines as Windows does") {
  auto files = real_files();
  for (auto& file : files) {
    std::string text;
    for (const char c : file.text) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    file.text = text;
  }
  CHECK(problems_of(files).empty());
}

namespace {

// "translations/ur.json", "words.ur.json": what is wrong with the pack in that language.
Problems problems_of_language(const std::vector<content::SourceFile>& files, const std::string& name) {
  const std::string code = name.substr(name.size() - 7, 2);
  const auto made = content::edition_of(real_pack(), files, {code, code, content::Script::latin});
  const auto* problems = std::get_if<Problems>(&made);
  return problems ? *problems : Problems{};
}

}  // namespace

TEST_CASE("files that hold something else altogether are refused") {
  for (const std::string text :
       {"", " ", "null", "5", "[]", "\"text\"", "{}", "{\"documents\": {}}", "\x00\x01", "true false"}) {
    for (const auto& file : real_files()) {
      auto files = real_files();
      put(files, file.name, text);
      CAPTURE(file.name);
      CAPTURE(text);
      // A translation is read for the pack in its language only.
      const bool translation = content::kind_of_file(file.name) == "translation";
      const Problems problems = translation ? problems_of_language(files, file.name) : problems_of(files);
      REQUIRE_FALSE(problems.empty());
      for (const Problem& problem : problems) check_plain(problem.sentence);
    }
  }
}

TEST_CASE("an editor sees all slips of a file at once") {
  auto files = edited("pack.json", "\"runBy\"", "\"runby\"");
  auto& pack = *std::find_if(files.begin(), files.end(), [](const auto& file) { return file.name == "pack.json"; });
  pack.text = replaced(pack.text, "\"period\": \"2022-04\"", "\"period\": \"April\"");
  CHECK(problems_of(files).size() == 3);  // runBy is missing, runby is unknown, the month
}

TEST_CASE("two explainers with one name are a problem: only one of them could be opened") {
  auto files = real_files();
  files.push_back({"topics/zz.json", text_of(real_files(), "topics/waiting-list.json")});
  const Problems problems = problems_of(files);
  REQUIRE_FALSE(problems.empty());
  CHECK(problems[0].place.file == "topics/zz.json");
  CHECK(problems[0].place.pointer == "/id");
  CHECK(problems[0].place.line > 0);
}

TEST_CASE("a bundle that is none is refused in plain words") {
  for (const char* bundle :
       {"", "{", "[]", "{}", "null", "{\"pack\": 5}", "{\"pack\": {\"id\": \"a\", \"id\": \"b\"}}"}) {
    const auto loaded = content::load_bundle(bundle);
    const auto* problems = std::get_if<Problems>(&loaded);
    REQUIRE(problems);
    REQUIRE(problems->size() == 1);
    CHECK(problems->at(0).place.file == "bundle.json");
    check_plain(problems->at(0).sentence);
  }
}
