#include "tool/report.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "endpoint/publication.hpp"
#include "tool/report_page.hpp"

namespace roadshow::tool {
namespace fs = std::filesystem;
namespace {

Problems problem(std::string sentence) { return {{{}, std::move(sentence)}}; }

// Under another name first, so that half a file never looks whole.
bool write(const fs::path& file, const std::string& text) {
  const fs::path unfinished = file.string() + ".part";
  std::ofstream out(unfinished, std::ios::binary);
  out << text;
  out.close();
  std::error_code error;
  if (out) fs::rename(unfinished, file, error);
  return out && !error;
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
  std::error_code error;
  if (!endpoint::is_postgres(options.store) && !fs::exists(options.store, error))
    return print(problem("There is no store " + options.store +
                         ". It is the file that was named with --store to roadshow serve."));
  const auto store = endpoint::open_store(options.store);
  const auto results = endpoint::publication(*store, std::get<content::Survey>(survey));
  if (const auto* problems = std::get_if<Problems>(&results)) return print(*problems);

  const ReportOf report{std::get<content::Pack>(pack), std::get<content::Survey>(survey),
                        std::get<survey::Results>(results), std::get<content::ReportWords>(words)};
  fs::create_directories(options.out, error);
  const fs::path page = fs::path(options.out) / (options.survey + "-report.html");
  const fs::path figures = fs::path(options.out) / (options.survey + "-figures.csv");
  if (!write(page, report_html(report)) || !write(figures, report_figures(report)))
    return print(problem("The report cannot be written to " + options.out +
                         ". Check that folder and the room on its disk, or choose another --out."));
  std::printf("The report is in %s\nIts figures are in %s\n", page.c_str(), figures.c_str());
  return 0;
}

}  // namespace roadshow::tool
