// Any bytes as messages to the running client, one a line. Each gets a reply, and each page is whole.
// The content is the real pack.
#include <cstdint>
#include <cstdlib>

#include "cli/pack_folder.hpp"
#include "content/bundle.hpp"
#include "source_folder.hpp"
#include "web_client/program.hpp"

using namespace roadshow;

namespace {

void must(bool good) {
  if (!good) std::abort();
}

const std::string& boot_message() {
  static const std::string message = [] {
    const auto pack =
        content::load_pack(cli::read_pack_folder(test::source_folder() / "content", "staffordshire-stoke"));
    must(std::holds_alternative<content::Pack>(pack));
    return Json{{"bundle", content::to_bundle(std::get<content::Pack>(pack))},
                {"path", "/survey/icp-strategy/where_live"},
                {"shown", "/"},
                {"freshId", "0123abcd-4567-4890-8abc-def012345678"},
                {"today", "2026-11-21"}}
        .dump();
  }();
  return message;
}

const web_client::Program& booted() {
  static const web_client::Program program = [] {
    web_client::Program made;
    made.boot(boot_message());
    return made;
  }();
  return program;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  web_client::Program program = booted();
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
