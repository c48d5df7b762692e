#include "cli/results.hpp"

#include <cstdio>

#include "cli/output_file.hpp"
#include "cli/say.hpp"
#include "server/handlers/publication.hpp"

namespace roadshow::cli {

int run_results(const ResultsOptions& options) {
  const auto pack = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  const auto survey = find_survey(std::get<content::Pack>(pack), options.survey);
  if (const auto* problems = std::get_if<Problems>(&survey)) return print(*problems);
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = server::open_store(options.store);
  const auto results = server::publication(*store, std::get<content::Survey>(survey), options.released);
  if (const auto* problems = std::get_if<Problems>(&results)) return print(*problems);
  std::printf("%s\n", survey::to_json(std::get<survey::Results>(results)).c_str());
  return 0;
}

}  // namespace roadshow::cli
