#include "cli/report.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/output_file.hpp"
#include "cli/report_page.hpp"
#include "cli/say.hpp"
#include "server/handlers/publication.hpp"

namespace roadshow::cli {
namespace fs = std::filesystem;
namespace {

Problems problem(std::string sentence) { return {{{}, std::move(sentence)}}; }

std::string write(const fs::path& path, Existing existing, const std::string& text) {
  OutputFile file(path, existing);
  if (!file.why().empty()) return file.why();
  return file.write(text) ? file.finish() : "The report could not be written to its end: is the disk full?";
}

}  // namespace

Result<content::ReportWords> read_report_words(const fs::path& file) {
  const std::string name = file.generic_string();
  std::ifstream in(file, std::ios::binary);
  if (!in) return problem("The file " + name + " is missing. It has the words of the report.");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto parsed = parse_json(name, text);
  if (auto* problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
  Json& json = std::get<Json>(parsed);
  if (json.is_object()) json.erase("$schema");
  content::ReportWords words;
  Problems problems;
  Reader(json, "", problems).read(json, "", words, Rule::any);
  for (Problem& problem : problems) problem.place = locate(name, text, problem.place.pointer);
  if (!problems.empty()) return problems;
  return words;
}

int run_report(const ReportOptions& options) {
  const auto pack = find_pack(options.place);
  if (const auto* problems = std::get_if<Problems>(&pack)) return print(*problems);
  const auto survey = find_survey(std::get<content::Pack>(pack), options.survey);
  if (const auto* problems = std::get_if<Problems>(&survey)) return print(*problems);
  const auto words = read_report_words(fs::path(options.place.content) / "shared" /
                                       ("report." + std::get<content::Pack>(pack).info.language + ".json"));
  if (const auto* problems = std::get_if<Problems>(&words)) return print(*problems);
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = server::open_store(options.store);
  const auto results = server::publication(*store, std::get<content::Survey>(survey));
  if (const auto* problems = std::get_if<Problems>(&results)) return print(*problems);

  const ReportOf report{std::get<content::Pack>(pack), std::get<content::Survey>(survey),
                        std::get<survey::Results>(results), std::get<content::ReportWords>(words)};
  std::error_code error;
  fs::create_directories(options.out, error);
  if (error) return fail("The folder " + options.out + " cannot be made: " + error.message() + ".");
  const fs::path page = fs::path(options.out) / (options.survey + "-report.html");
  const fs::path figures = fs::path(options.out) / (options.survey + "-figures.csv");
  const Existing existing = options.replace ? Existing::replace : Existing::keep;
  for (const fs::path& file : {page, figures}) {
    if (const std::string why = refusal_of_output(file, existing); !why.empty()) return fail(why);
  }
  if (const std::string why = write(page, existing, report_html(report)); !why.empty()) return fail(why);
  if (const std::string why = write(figures, existing, report_figures(report)); !why.empty()) return fail(why);
  std::printf("The report is in %s\nIts figures are in %s\n", page.c_str(), figures.c_str());
  return 0;
}

}  // namespace roadshow::cli
