// The report on a survey as a page: what the cover sheet of a board paper asks about engagement, from what may be
// published and nothing else.
#pragma once

#include <string>

#include "content/pack.hpp"
#include "content/report_words.hpp"
#include "page/node.hpp"
#include "survey/results.hpp"

namespace roadshow::cli {

struct ReportOf {
  const content::Pack& pack;
  const content::Survey& survey;
  const survey::Results& results;
  const content::ReportWords& words;
};

page::Page report_page(const ReportOf& report);

// The page as one file that needs no other, with a style for the screen and for paper.
std::string report_html(const ReportOf& report);

// Every figure of the results as a table (RFC 4180): one count a line.
std::string report_figures(const ReportOf& report);

}  // namespace roadshow::cli
