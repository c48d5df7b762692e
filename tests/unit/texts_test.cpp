// Every text of the interface is one line of JSON, and somebody reads it.
#include <regex>

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

template <class Text>
void every_text_is_used(const char* type) {
  const std::string code = all_code();
  for (const char* name : content::words_of(Text{})) {
    const std::regex use("\\b" + std::string(type) + "::" + constant_of(name) + "\\b");
    CHECK_MESSAGE(std::regex_search(code, use), name << " is translated into each language and shown nowhere");
  }
}

}  // namespace

TEST_CASE("every text of the interface and of the report is used by some code") {
  every_text_is_used<content::Word>("Word");
  every_text_is_used<content::ReportWord>("ReportWord");
}
