#include "cli/publish.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "content/json_text.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;

int run_publish(const PublishOptions& options) {
  // A version that was published with other questions is a problem of the pack, which this prints.
  const auto found = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&found)) return print(*problems);
  const auto& pack = std::get<content::Pack>(found);
  const auto survey = find_survey(pack, options.survey);
  if (const auto* problems = std::get_if<Problems>(&survey)) return print(*problems);
  const content::Definition definition = content::definition_of(std::get<content::Survey>(survey));
  const fs::path file =
      fs::path(options.place.content) / pack.info.id / content::name_of_file("published", name_of(definition));
  std::error_code error;
  if (fs::exists(file, error)) {
    std::printf("Version %s of %s is published already, with these questions.\n", definition.version.c_str(),
                definition.survey.c_str());
    return 0;
  }
  Json json = Json::parse(Writer::to_text(definition));
  json["$schema"] = "../../schema/published.schema.json";
  fs::create_directories(file.parent_path(), error);
  std::ofstream out(file, std::ios::binary);
  out << json.dump(2) << "\n";
  out.close();
  if (!out) return print({{{}, "The file " + file.generic_string() + " cannot be written."}});
  std::printf("%s\nKeep this file with the content. A changed question now needs a new version of the survey.\n",
              file.generic_string().c_str());
  return 0;
}

}  // namespace roadshow::cli
