#include "tool/expire.hpp"

#include <chrono>
#include <cstdio>

#include "endpoint/retention.hpp"
#include "tool/output_file.hpp"
#include "tool/say.hpp"

namespace roadshow::tool {

int run_expire(const ExpireOptions& options) {
  const auto pack = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = endpoint::open_store(options.store);
  const auto removed = endpoint::delete_expired(*store, std::get<content::Pack>(pack).surveys,
                                                endpoint::month_of(std::chrono::system_clock::now()));
  if (const auto* problems = std::get_if<Problems>(&removed)) return print(*problems);
  const auto& [responses, equality, contact] = std::get<endpoint::Removed>(removed);
  std::printf("Deleted: %lld responses, %lld equality answers, %lld contact details.\n",
              static_cast<long long>(responses), static_cast<long long>(equality), static_cast<long long>(contact));
  return 0;
}

}  // namespace roadshow::tool
