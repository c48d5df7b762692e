#include "tool/export.hpp"

#include <cinttypes>
#include <cstdio>
#include <filesystem>

#include "endpoint/definitions.hpp"
#include "endpoint/export.hpp"

namespace roadshow::tool {
namespace {

int fail(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return 1;
}

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdout) std::fclose(file);
  }
};

}  // namespace

int run_export(const ExportOptions& options) {
  const auto pack = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  const auto found = find_survey(std::get<content::Pack>(pack), options.survey);
  if (const auto* problems = std::get_if<Problems>(&found)) return print(*problems);
  const auto& survey = std::get<content::Survey>(found);
  const std::string& pack_id = std::get<content::Pack>(pack).info.id;
  const auto format = endpoint::format_named(options.format);
  if (!format) return fail("There is no format \"" + options.format + "\". Choose csv, long, jsonl, fhir or xlsx.");
  const auto part = endpoint::part_named(options.part);
  if (!part) return fail("There is no part \"" + options.part + "\". Choose answers, equality or contact.");
  if (const auto refusal = endpoint::refusal_of(*format, *part); !refusal.empty()) return fail(std::string(refusal));

  std::error_code error;
  if (!endpoint::is_postgres(options.store) && !std::filesystem::exists(options.store, error))
    return fail("There is no store " + options.store +
                ". It is the file that was named with --store to roadshow serve.");

  // Written under another name first, so that a file that is cut short never looks whole.
  const std::string unfinished = options.out + ".part";
  const std::unique_ptr<std::FILE, CloseFile> file(options.out.empty() ? stdout : std::fopen(unfinished.c_str(), "wb"));
  if (!file) return fail("The file " + options.out + " cannot be written. Check its folder, or choose another --out.");

  const auto store = endpoint::open_store(options.store);
  auto known = endpoint::known_definitions(*store, {survey});
  if (const auto* problems = std::get_if<Problems>(&known)) return print(*problems);
  auto& earlier = std::get<std::vector<content::Survey>>(known);
  earlier.erase(earlier.begin());
  endpoint::Export pieces(*store, {pack_id, survey, *format, *part, std::move(earlier)});
  bool written = true;
  while (written) {
    const auto piece = pieces.next();
    if (!piece) return fail(pieces.why());
    if (piece->empty()) break;
    written = std::fwrite(piece->data(), 1, piece->size(), file.get()) == piece->size();
  }
  if (!written || std::fflush(file.get()) != 0)
    return fail("The file could not be written to its end: is the disk full?");
  if (!options.out.empty()) {
    std::filesystem::rename(unfinished, options.out, error);
    if (error) return fail("The file " + options.out + " cannot be replaced: " + error.message() + ".");
    std::fprintf(stderr, "%" PRId64 " records are in %s\n", pieces.records(), options.out.c_str());
  }
  if (pieces.other_versions() > 0)
    std::fprintf(stderr,
                 "%" PRId64
                 " of them answer another version of the survey than %s. All they say is there; what this"
                 " version does not ask stands apart.\n",
                 pieces.other_versions(), survey.version.c_str());
  return 0;
}

}  // namespace roadshow::tool
