#include "cli/keep.hpp"

#include <cinttypes>
#include <cstdio>
#include <filesystem>

#include "cli/find_pack.hpp"
#include "cli/output_file.hpp"
#include "cli/say.hpp"
#include "server/handlers/accept.hpp"
#include "server/store/verify.hpp"

namespace roadshow::cli {
int run_backup(const BackupOptions& options) {
  if (server::is_postgres(options.store))
    return fail("A PostgreSQL store is copied with PostgreSQL's own program: pg_dump --format=custom --file=" +
                options.out + " and the connection string. It also runs while answers are being stored.");
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  OutputFile file(options.out, options.replace ? Existing::replace : Existing::keep, true);
  if (!file.why().empty()) return fail(file.why());
  if (const std::string why = server::copy_store(options.store, file.unfinished()); !why.empty()) return fail(why);
  if (const std::string why = file.finish(); !why.empty()) return fail(why);
  std::error_code error;
  const auto bytes = std::filesystem::file_size(options.out, error);
  std::printf("A copy of %s is in %s, %" PRIuMAX " kB. roadshow verify --store %s checks it.\n",
              printable(options.store).c_str(), printable(options.out).c_str(), static_cast<uintmax_t>(bytes / 1000),
              printable(options.out).c_str());
  return 0;
}

int run_verify(const VerifyOptions& options) {
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto result = server::verify_store(options.store);
  if (const auto* problems = std::get_if<Problems>(&result)) return print(*problems);
  const auto& found = std::get<server::Findings>(result);
  std::printf("%" PRId64 " responses are there. %" PRId64 " were withdrawn, %" PRId64
              " were removed when their time was over; of these only the numbers are kept.\n"
              "%" PRId64 " equality answers and %" PRId64 " contact details are kept apart.\n",
              found.there, found.withdrawn, found.expired, found.equality, found.contact);
  for (const std::string& sentence : found.sentences) fail(sentence);
  if (found.faults > 0)
    return fail(std::to_string(found.faults) + (found.faults == 1 ? " thing is wrong. " : " things are wrong. ") +
                "Keep this store as it is, and go back to the last backup that roadshow verify finds right.");
  if (!server::is_postgres(options.store) && !found.acknowledged)
    std::printf(
        "No file beside it says which number was acknowledged last: answers missing at the end are not seen.\n");
  std::printf("Every body is what was stored, by its hash. %s\n",
              server::is_postgres(options.store) ? "No number was given twice." : "No number is missing.");
  return 0;
}

int run_accept(const AcceptOptions& options) {
  if (server::is_postgres(options.store)) return fail("This is for a store that is a SQLite file.");
  const auto accepted = server::accept_store(options.store);
  if (const auto* problems = std::get_if<Problems>(&accepted)) return print(*problems);
  std::printf("%s\n", printable(std::get<std::string>(accepted)).c_str());
  return 0;
}

}  // namespace roadshow::cli
