#include "cli/sample.hpp"

#include <cstdio>

#include "survey/response.hpp"

namespace roadshow::cli {

int run_sample(const SampleOptions& options) {
  const auto found = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&found)) return print(*problems);
  const auto& pack = std::get<content::Pack>(found);
  const auto survey = find_survey(pack, options.survey);
  if (const auto* problems = std::get_if<Problems>(&survey)) return print(*problems);
  for (uint64_t i = 0; i < options.count; ++i) {
    const auto response = survey::sample(std::get<content::Survey>(survey), pack.info, options.seed + i);
    std::printf("%s\n", survey::canonical(response).c_str());
  }
  return 0;
}

}  // namespace roadshow::cli
