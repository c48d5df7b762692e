#include "tool/export.hpp"

#include <cstdio>
#include <filesystem>

#include "endpoint/store.hpp"
#include "survey/response.hpp"
#include "tool/csv.hpp"

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

  std::error_code error;
  if (!endpoint::is_postgres(options.store) && !std::filesystem::exists(options.store, error))
    return fail("There is no store " + options.store +
                ". It is the file that was named with --store to roadshow serve.");

  // Written under another name first, so that a table that is cut short never looks whole.
  const std::string unfinished = options.out + ".part";
  const std::unique_ptr<std::FILE, CloseFile> file(options.out.empty() ? stdout : std::fopen(unfinished.c_str(), "wb"));
  if (!file) return fail("The file " + options.out + " cannot be written. Check its folder, or choose another --out.");

  bool written = true;
  const auto write = [&](std::string_view text) {
    written = written && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  };
  size_t other_versions = 0;
  size_t rows = 0;
  std::vector<std::string> columns = {"sequence", "stored_at"};
  for (std::string& column : survey::csv_columns(survey)) columns.push_back(std::move(column));
  write(byte_order_mark);
  write(csv_line(columns));

  const auto store = endpoint::open_store(options.store);
  const std::string why = store->each(survey.id, [&](const endpoint::Stored& stored) {
    const auto response = survey::read_response(stored.record.body, {survey});
    if (std::holds_alternative<Problems>(response)) {
      ++other_versions;
      return;
    }
    ++rows;
    std::vector<std::string> cells = {std::to_string(stored.receipt.sequence), stored.receipt.stored_at};
    for (std::string& cell : survey::csv_row(survey, std::get<survey::Response>(response)))
      cells.push_back(std::move(cell));
    write(csv_line(cells));
  });
  if (!why.empty()) return fail(why);
  if (!written || std::fflush(file.get()) != 0)
    return fail("The table could not be written to its end: is the disk full?");
  if (!options.out.empty()) {
    std::filesystem::rename(unfinished, options.out, error);
    if (error) return fail("The file " + options.out + " cannot be replaced: " + error.message() + ".");
    std::fprintf(stderr, "%zu responses are in %s\n", rows, options.out.c_str());
  }
  if (other_versions > 0)
    return fail(std::to_string(other_versions) + " responses do not fit version " + survey.version +
                " of this survey and are not in the table. They are still in the store.");
  return 0;
}

}  // namespace roadshow::tool
