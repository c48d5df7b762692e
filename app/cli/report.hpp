// roadshow report: what the cover sheet of a board paper asks about engagement, as a page to read and print, and its
// figures as a table.
#pragma once

#include <filesystem>
#include <string>

#include "cli/find_pack.hpp"
#include "content/report_words.hpp"

namespace roadshow::cli {

struct ReportOptions {
  PackPlace place;  // a content folder, which has the words of the report too (shared/report.en.json)
  std::string store;
  std::string survey;
  std::string out;       // a folder; made when it is not there
  bool replace = false;  // the files of an older report
};

Result<content::ReportWords> read_report_words(const std::filesystem::path& file);

// Writes SURVEY-report.html and SURVEY-figures.csv. 0 when both are whole; else sentences on standard error say why
// not.
int run_report(const ReportOptions& options);

}  // namespace roadshow::cli
