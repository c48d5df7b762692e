// A file of answers opens in a spreadsheet, and nothing that a person typed is run there, nor spoiled.
#include "server/export/csv.hpp"

#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;
using server::csv_line;

namespace {

// As any reader with this separator reads it (RFC 4180): quotes count only at the start of a cell.
std::vector<std::vector<std::string>> read(std::string_view text, char separator = ',') {
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  bool fresh = true;
  for (size_t i = 0; i < text.size(); ++i) {
    std::string& cell = lines.back().back();
    const char c = text[i];
    if (quoted && c == '"' && text.substr(i + 1, 1) == "\"") {
      cell += text[++i];
    } else if (quoted) {
      if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c == '"' && fresh) {
      quoted = true;
    } else if (c == separator) {
      lines.back().emplace_back();
      fresh = true;
      continue;
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && text.substr(i + 1, 1) == "\n") ++i;
      lines.push_back({""});
      fresh = true;
      continue;
    } else {
      cell += c;
    }
    fresh = false;
  }
  lines.pop_back();
  return lines;
}

std::string cell_of(const std::string& text) { return read(csv_line({"id", text, "end"})).at(0).at(1); }

}  // namespace

TEST_CASE("what a spreadsheet would run gets an apostrophe in front") {
  for (const std::string text : {"=1+1",
                                 "=cmd|' /C calc'!A0",
                                 "@SUM(1,2)",
                                 "+1+1",
                                 "-1+1",
                                 "-2+3+cmd|' /C calc'!A0",
                                 "+SUM(1,2)",
                                 "-A1",
                                 "+A1*B2",
                                 " =1+1",
                                 "   =1+1",
                                 "\t=1+1",
                                 "\r=1+1",
                                 "\n=1+1",
                                 "\r\n =1+1",
                                 "\u00A0=1+1",
                                 "\u200B=1+1",
                                 "\uFEFF=1+1",
                                 "\u3000=1+1",
                                 "＝1+1",
                                 "＠SUM(1)",
                                 "＋cmd|' /C calc'!A0",
                                 "－SUM(A1)",
                                 " ＝1",
                                 "\"=1+1",
                                 "=",
                                 "@nhs",
                                 "- cmd|' /C calc'!A0",
                                 "- HYPERLINK(\"http://example.org\",\"x\")",
                                 "- HYPERLINK (\"http://example.org\")",
                                 "- WEBSERVICE(A1)",
                                 "+ more buses!A1",
                                 "-'\\\\server\\x'!A1",
                                 "-better",
                                 "- A1",
                                 "- 1+1",
                                 "+（A1)",
                                 "- 1|2",
                                 "- buses｜calc！A0"}) {
    CAPTURE(text);
    CHECK(cell_of(text) == "'" + text);
  }
}

TEST_CASE("numbers, telephone numbers and lists stay as they were written") {
  for (const std::string text : {"",
                                 "-5",
                                 "+5",
                                 "-5.25",
                                 "+3.5%",
                                 "-1,000",
                                 "+44 1782 123456",
                                 "+441782123456",
                                 "+44 (0)1782 123456",
                                 "+44-1782-123456",
                                 "+44 1782.123456",
                                 "- more buses",
                                 "- more buses\n- fewer cars",
                                 "+ more buses",
                                 "-  two blanks",
                                 "- buses (and trains)",
                                 "- bus(es)",
                                 "- free parking!",
                                 "- why? It's late: \"too late\"",
                                 "- ایک",
                                 "- 要求",
                                 "- 5 more buses",
                                 "-",
                                 "--",
                                 "---",
                                 "- ",
                                 "a=b",
                                 "a@example.org",
                                 "2 - 1 = 1",
                                 "x; y",
                                 "one\ttwo",
                                 "More buses; -5 degrees",
                                 "'quoted'",
                                 "\"quoted\"",
                                 "a, b",
                                 "first\n- second\n- third; fourth"}) {
    CAPTURE(text);
    CHECK(cell_of(text) == text);
  }
}

TEST_CASE("a reader with another separator begins no cell that it would run") {
  const std::vector<std::string> starts = {"=1+1",    " =1+1",     "＝1+1",
                                           "@SUM(1)", "+SUM(1,2)", "-cmd|' /C calc'!A0",
                                           "\"=1+1",  "\"\"=1+1",  "- HYPERLINK(\"http://example.org\")"};
  for (const char* between : {";", "; ", "\t", "\n", "\r\n", "\n\n", ";;", "\";", "\"; \"", ",;"}) {
    for (const std::string& start : starts) {
      const std::string text = std::string("More buses") + between + start;
      CAPTURE(text);
      for (const char separator : {';', '\t'}) {
        for (const auto& line : read(csv_line({"id", text, text}), separator)) {
          for (const std::string& cell : line) {
            const std::string seen = cell.substr(std::min(cell.find_first_not_of(" \t\""), cell.size()));
            CAPTURE(cell);
            CHECK((seen.empty() || std::string_view("=+-@").find(seen[0]) == std::string_view::npos));
            CHECK_FALSE(seen.starts_with("＝"));
          }
        }
      }
    }
  }
}

TEST_CASE("every text comes back as it was, but for the apostrophes") {
  Dice dice(26);
  const std::vector<std::string> pieces = {"=", "+", "-", "@", ";", ",",  "\t",   "\n", "\r\n", "\"",     "'", " ",
                                           "1", "(", ")", "|", "!", "A1", "word", "é",  "＝",   "\u00A0", "👍"};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (size_t n = dice.below(9); n > 0; --n) text += pieces[dice.below(pieces.size())];
    const auto lines = read(csv_line({"before", text, "after"}));
    REQUIRE(lines.size() == 1);
    REQUIRE(lines[0].size() == 3);
    CHECK(lines[0][0] == "before");
    CHECK(lines[0][2] == "after");
    std::string back = lines[0][1];
    std::string plain = text;
    std::erase(back, '\'');
    std::erase(plain, '\'');
    CHECK(back == plain);
  }
}

TEST_CASE("a long text of separators and signs takes no time") {
  std::string text;
  while (text.size() < 200000) text += ";-";
  CHECK(cell_of(text).size() == text.size());
}
