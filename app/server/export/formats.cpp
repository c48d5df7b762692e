// The forms of file: one row each.
#include "server/export/export.hpp"

namespace roadshow::server {

const std::vector<ExportFormat>& export_formats() {
  using enum ExportPart;
  static const std::vector<ExportFormat> formats = {
      {"csv",
       ".csv",
       "text/csv; charset=utf-8",
       "one person a line, for a spreadsheet",
       {answers, equality, contact},
       "",
       csv_shape},
      {"long",
       "-long.csv",
       "text/csv; charset=utf-8",
       "one answer a line, with its label",
       {answers, equality},
       "Contact details are no answers to questions: take csv, jsonl or xlsx.",
       long_shape},
      {"jsonl",
       ".jsonl",
       "application/jsonl",
       "the records as they are stored",
       {answers, equality, contact},
       "",
       jsonl_shape},
      // A QuestionnaireResponse is made to be joined to a person's record, which equality answers are kept apart from.
      {"fhir",
       "-fhir.json",
       "application/fhir+json",
       "a FHIR R4 Bundle with the Questionnaire",
       {answers},
       "As FHIR there are the answers only: take csv, jsonl or xlsx.",
       fhir_shape},
      {"xlsx",
       ".xlsx",
       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       "an Excel workbook, with the meaning of the codes",
       {answers, equality, contact},
       "",
       xlsx_shape},
  };
  return formats;
}

}  // namespace roadshow::server
