#include "cli/export.hpp"

#include <cinttypes>
#include <cstdio>

#include "cli/output_file.hpp"
#include "cli/say.hpp"
#include "server/export/export.hpp"
#include "server/store/definitions.hpp"

namespace roadshow::cli {
int run_export(const ExportOptions& options) {
  const auto pack = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  const auto found = find_survey(std::get<content::Pack>(pack), options.survey);
  if (const auto* problems = std::get_if<Problems>(&found)) return print(*problems);
  const auto& survey = std::get<content::Survey>(found);
  const std::string& pack_id = std::get<content::Pack>(pack).info.id;
  const auto format = server::format_named(options.format);
  if (!format) return fail("There is no format \"" + options.format + "\". Choose " + server::format_names("or") + ".");
  const auto part = server::part_named(options.part);
  if (!part) return fail("There is no part \"" + options.part + "\". Choose answers, equality or contact.");
  if (const auto refusal = server::refusal_of(*format, *part); !refusal.empty()) return fail(std::string(refusal));

  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  OutputFile file(options.out, options.replace ? Existing::replace : Existing::keep);
  if (!file.why().empty()) return fail(file.why());

  const auto store = server::open_store(options.store);
  auto known = server::known_definitions(*store, {survey});
  if (const auto* problems = std::get_if<Problems>(&known)) return print(*problems);
  auto earlier = server::definitions_of(std::get<std::vector<content::Survey>>(known), survey.id);
  earlier.erase(earlier.begin());
  server::Export pieces(*store, {pack_id, survey, format, *part, std::move(earlier)});
  bool written = true;
  while (written) {
    const auto piece = pieces.next();
    if (!piece) return fail(pieces.why());
    if (piece->empty()) break;
    written = file.write(*piece);
  }
  if (!written) return fail("The file could not be written to its end: is the disk full?");
  if (const std::string why = file.finish(); !why.empty()) return fail(why);
  if (!options.out.empty())
    std::fprintf(stderr, "%" PRId64 " records are in %s\n", pieces.records(), printable(options.out).c_str());
  if (pieces.other_versions() > 0)
    std::fprintf(stderr,
                 "%" PRId64
                 " of them answer another version of the survey than %s. All they say is there; what this"
                 " version does not ask stands apart.\n",
                 pieces.other_versions(), survey.version.c_str());
  return 0;
}

}  // namespace roadshow::cli
