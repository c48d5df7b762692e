// What was answered to one survey, as a file for those who work with it.
//
// The file comes piece by piece: a page is read from the store when the next piece is asked for, so a million responses
// need no more memory than a thousand, and whoever stops taking stops the reading. The command line and the service
// both use this.
//
// Answers to any version of the survey are there, each read by the version it was given to: there are columns for all
// that any version asked, and what a version did not ask or offer reads "not asked". An answer that fits in no column
// (of a version that nobody knows any more, or where a question became one of another kind) stands in its own form in
// `not_in_this_version`, and nothing is left out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/store.hpp"
#include "survey/flat.hpp"
#include "survey/response.hpp"

namespace roadshow::server {

// A file of answers says the day they came at most, and its rows stand in the order of their ids, which are random:
// whoever saw people answer cannot find theirs. A survey can say why it needs more (`exactTimes`).
enum class ExportFormat {
  csv,       // one response a line
  long_csv,  // one answer a line: question, code, label, value
  jsonl,     // the records as they are stored, one a line
  fhir,      // a FHIR R4 Bundle: the Questionnaire and a QuestionnaireResponse each
  xlsx       // Excel: the answers, and what their codes mean
};

// Equality answers and contact details each have files of their own: nothing in them leads to a response.
enum class ExportPart { answers, equality, contact };

struct ExportOrder {
  std::string pack;        // its id
  content::Survey survey;  // as it is now
  ExportFormat format = ExportFormat::csv;
  ExportPart part = ExportPart::answers;
  std::vector<content::Survey> earlier = {};  // its other definitions, where they are known
};

std::optional<ExportFormat> format_named(std::string_view name);  // csv, long, jsonl, fhir, xlsx
std::optional<ExportPart> part_named(std::string_view name);      // answers, equality, contact
std::string_view name_of(ExportPart part);
std::string_view media_type(ExportFormat format);
std::string file_name(const ExportOrder& order);  // "icp-strategy-answers.csv"

// Why there is no such file, in words; empty when there is.
std::string_view refusal_of(ExportFormat format, ExportPart part);

// One record on its way out. Of a piece kept apart, `response` has the version, the month and the answers alone.
struct ExportItem {
  survey::Response response;                                // its answers are those that have columns
  survey::Answers others;                                   // all other answers
  const std::vector<content::Question>* offered = nullptr;  // what it answers
  int64_t sequence = 0;
  std::string stored_at;
  std::vector<std::string> flags;
  std::string email;
  std::string phone;
  std::string body;  // as stored
};

// The form of a file. Each gives text to append.
class ExportShape {
 public:
  virtual ~ExportShape() = default;
  virtual void start(std::string& out) = 0;
  virtual void add(const ExportItem& item, std::string& out) = 0;
  virtual void end(std::string& out) = 0;
  virtual std::string_view failure() const { return {}; }  // why the file cannot go on
};

class Export {
 public:
  Export(Store& store, ExportOrder order);

  // The next piece; an empty one is the end; nothing: it broke off, and why() says why. As Answer::next wants it.
  std::optional<std::string> next();

  const std::string& why() const { return why_; }
  int64_t records() const { return records_; }                // so far
  int64_t other_versions() const { return other_versions_; }  // of these, how many are of another version

 private:
  bool read_page(std::string& out);  // false: it broke off

  const ExportOrder order_;
  const std::vector<content::Question> columns_;
  Pages pages_;
  PiecePages pieces_;
  std::unique_ptr<ExportShape> shape_;
  enum class Stage { start, middle, over } stage_ = Stage::start;
  std::string why_;
  int64_t records_ = 0;
  int64_t other_versions_ = 0;
};

// What a part of a survey asks.
const std::vector<content::Question>& questions_of(const content::Survey& survey, ExportPart part);

// The questions of all versions, those of the present one first: for columns and labels.
std::vector<content::Question> all_questions(const ExportOrder& order);

std::unique_ptr<ExportShape> csv_shape(const ExportOrder& order);
std::unique_ptr<ExportShape> long_shape(const ExportOrder& order);
std::unique_ptr<ExportShape> jsonl_shape(const ExportOrder& order);
std::unique_ptr<ExportShape> fhir_shape(const ExportOrder& order);
std::unique_ptr<ExportShape> xlsx_shape(const ExportOrder& order);

// The columns of the flat table, and one line of it.
std::vector<survey::Column> export_columns(const ExportOrder& order);
std::vector<std::string> export_cells(const ExportOrder& order, const std::vector<content::Question>& questions,
                                      const ExportItem& item);

// {"code": "answer"}: as answers are stored.
std::string to_text(const survey::Answers& answers);

}  // namespace roadshow::server
