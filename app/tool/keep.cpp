#include "tool/keep.hpp"

#include <cinttypes>
#include <cstdio>
#include <filesystem>

#include "endpoint/verify.hpp"
#include "tool/find_pack.hpp"

namespace roadshow::tool {
namespace {

int fail(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return 1;
}

bool is_missing(const std::string& store) {
  std::error_code error;
  return !endpoint::is_postgres(store) && !std::filesystem::exists(store, error);
}

int no_store(const std::string& store) {
  return fail("There is no store " + store + ". It is the file that was named with --store to roadshow serve.");
}

}  // namespace

int run_backup(const BackupOptions& options) {
  if (endpoint::is_postgres(options.store))
    return fail("A PostgreSQL store is copied with PostgreSQL's own program: pg_dump --format=custom --file=" +
                options.out + " and the connection string. It also runs while answers are being stored.");
  if (is_missing(options.store)) return no_store(options.store);
  if (const std::string why = endpoint::copy_store(options.store, options.out); !why.empty()) return fail(why);
  std::error_code error;
  const auto bytes = std::filesystem::file_size(options.out, error);
  std::printf("A copy of %s is in %s, %" PRIuMAX " kB. roadshow verify --store %s checks it.\n", options.store.c_str(),
              options.out.c_str(), static_cast<uintmax_t>(bytes / 1000), options.out.c_str());
  return 0;
}

int run_verify(const VerifyOptions& options) {
  if (is_missing(options.store)) return no_store(options.store);
  const auto result = endpoint::verify_store(options.store);
  if (const auto* problems = std::get_if<Problems>(&result)) return print(*problems);
  const auto& found = std::get<endpoint::Findings>(result);
  std::printf("%" PRId64 " responses are there. %" PRId64 " were withdrawn, %" PRId64
              " were removed when their time was over; of these only the numbers are kept.\n"
              "%" PRId64 " equality answers and %" PRId64 " contact details are kept apart.\n",
              found.there, found.withdrawn, found.expired, found.equality, found.contact);
  for (const std::string& sentence : found.sentences) fail(sentence);
  if (found.faults > 0)
    return fail(std::to_string(found.faults) + (found.faults == 1 ? " thing is wrong. " : " things are wrong. ") +
                "Keep this store as it is, and go back to the last backup that roadshow verify finds right.");
  std::printf("Every body is what was stored, by its hash. %s\n",
              endpoint::is_postgres(options.store) ? "No number was given twice." : "No number is missing.");
  return 0;
}

}  // namespace roadshow::tool
