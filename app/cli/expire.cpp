#include "cli/expire.hpp"

#include <chrono>
#include <cstdio>

#include "cli/output_file.hpp"
#include "cli/say.hpp"
#include "server/handlers/retention.hpp"

namespace roadshow::cli {

int run_expire(const ExpireOptions& options) {
  const auto pack = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = server::open_store(options.store);
  const auto& surveys = std::get<content::Pack>(pack).surveys;
  const auto now = std::chrono::system_clock::now();
  const auto looked = server::look_at_expired(*store, surveys, now);
  if (const auto* problems = std::get_if<Problems>(&looked)) return print(*problems);
  const auto& expiry = std::get<server::Expiry>(looked);
  const int64_t due = server::total(expiry.due);
  if (options.agreed < 0 && !expiry.why_wait.empty()) {
    std::fprintf(stderr,
                 "%s\nThis would delete %lld of %lld responses, %lld of %lld equality answers and %lld of %lld contact"
                 " details. Nothing was deleted.\nIf that is right, run this again with --yes-delete %lld\n",
                 expiry.why_wait.c_str(), static_cast<long long>(expiry.due.responses),
                 static_cast<long long>(expiry.all.responses), static_cast<long long>(expiry.due.equality),
                 static_cast<long long>(expiry.all.equality), static_cast<long long>(expiry.due.contact),
                 static_cast<long long>(expiry.all.contact), static_cast<long long>(due));
    return 1;
  }
  const auto removed = server::delete_agreed(*store, surveys, now, options.agreed < 0 ? due : options.agreed);
  if (const auto* problems = std::get_if<Problems>(&removed)) return print(*problems);
  const auto& [responses, equality, contact] = std::get<server::Removed>(removed);
  std::printf("Deleted: %lld responses, %lld equality answers, %lld contact details.\n",
              static_cast<long long>(responses), static_cast<long long>(equality), static_cast<long long>(contact));
  return 0;
}

}  // namespace roadshow::cli
