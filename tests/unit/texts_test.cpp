// Every text of the interface is one line of JSON, and somebody reads it.
#include <cctype>
#include <set>

#include "content/report_words.hpp"
#include "content/words.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

namespace {

// "skipToContent" is Word::skip_to_content in code.
std::string constant_of(std::string_view name) {
  std::string constant;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital) constant += '_';
    constant += static_cast<char>(capital ? c - 'A' + 'a' : c);
  }
  return constant;
}

std::string all_code() {
  std::string code;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() / "app")) {
    const auto extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".hpp") code += read_text(entry.path());
  }
  return code;
}

// What stands behind "Word::" in the code.
std::set<std::string> constants_in(const std::string& code, const std::string& type) {
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  const std::string start = type + "::";
  std::set<std::string> constants;
  for (size_t at = code.find(start); at != std::string::npos; at = code.find(start, at + 1)) {
    if (at > 0 && is_part(code[at - 1])) continue;
    size_t end = at + start.size();
    while (end < code.size() && is_part(code[end])) ++end;
    constants.insert(code.substr(at + start.size(), end - at - start.size()));
  }
  return constants;
}

template <class Text>
void every_text_is_used(const std::string& type) {
  const std::set<std::string> used = constants_in(all_code(), type);
  for (const char* name : content::words_of(Text{}))
    CHECK_MESSAGE(used.contains(constant_of(name)), name << " is translated into each language and shown nowhere");
}

}  // namespace

TEST_CASE("every text of the interface and of the report is used by some code") {
  every_text_is_used<content::Word>("Word");
  every_text_is_used<content::ReportWord>("ReportWord");
}
