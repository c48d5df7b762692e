// Any bytes as messages to the running client, one a line. Each gets a reply, and each page is whole.
// The content is the real pack.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "client/program.hpp"
#include "content/load.hpp"

using namespace roadshow;

namespace {

void must(bool good) {
  if (!good) std::abort();
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The content folder is found from this source file, so that the program runs from anywhere.
const std::string& boot_message() {
  static const std::string message = [] {
    const auto content = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() / "content";
    const auto folder = content / "staffordshire-stoke";
    std::vector<content::SourceFile> files = {{"words.json", read_file(content / "shared/words.en.json")}};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file())
        files.push_back({entry.path().lexically_relative(folder).generic_string(), read_file(entry.path())});
    }
    must(std::holds_alternative<content::Pack>(content::load_pack(files)));
    return Json{{"bundle", content::to_bundle(files)},
                {"path", "/survey/icp-strategy/where_live"},
                {"shown", "/"},
                {"freshId", "0123abcd-4567-4890-8abc-def012345678"},
                {"today", "2026-11-21"}}
        .dump();
  }();
  return message;
}

const client::Program& booted() {
  static const client::Program program = [] {
    client::Program made;
    made.boot(boot_message());
    return made;
  }();
  return program;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  client::Program program = booted();
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (int turn = 0; turn < 16 && !text.empty(); ++turn) {
    const size_t end = text.find('\n');
    const Json reply = Json::parse(program.dispatch(text.substr(0, end)), nullptr, false);
    must(reply.is_object() && reply["ops"].is_array() && !reply["title"].get_ref<const std::string&>().empty());
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  must(!program.scene().empty());
  return 0;
}
