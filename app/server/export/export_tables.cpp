// The files that are lines: flat CSV, long CSV, JSON Lines; and the columns that flat CSV shares with Excel.
#include <algorithm>

#include "content/json_text.hpp"
#include "server/export/csv.hpp"
#include "server/export/export.hpp"

namespace roadshow::server {
namespace {

using survey::Column;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " ") + text;
  return all;
}

class FlatCsv : public ExportShape {
 public:
  explicit FlatCsv(ExportOrder order) : order_(std::move(order)), questions_(all_questions(order_)) {}

  void start(std::string& out) override {
    std::vector<std::string> names;
    for (Column& column : export_columns(order_)) names.push_back(std::move(column.name));
    out += byte_order_mark;
    out += csv_line(names);
  }
  void add(const ExportItem& item, std::string& out) override {
    out += csv_line(export_cells(order_, questions_, item));
  }
  void end(std::string& /*out*/) override {}

 private:
  const ExportOrder order_;
  const std::vector<content::Question> questions_;
};

// What one answer says: the code and its label, or words; a number where there is an order.
struct Said {
  std::string code;
  std::string label;
  std::string value;
};

std::string label_of(const content::Question& question, const std::string& code) {
  if (const auto* ranking = std::get_if<content::Ranking>(&question.kind); ranking && code == survey::same_code)
    return ranking->same_label;
  for (const auto* option : survey::options_of(question)) {
    if (option->code == code) return option->label;
  }
  return {};
}

// Its step on the scale from 1; empty for answers off the scale.
std::string step_of(const content::Rating& rating, const std::string& code) {
  for (size_t i = 0; i < rating.scale.size(); ++i) {
    if (rating.scale[i].code == code) return std::to_string(i + 1);
  }
  return {};
}

std::vector<Said> said(const content::Question& question, const survey::Answer& answer) {
  std::vector<Said> all;
  if (const auto* codes = std::get_if<survey::Codes>(&answer)) {
    const bool ordered = std::holds_alternative<content::Ranking>(question.kind);
    for (size_t i = 0; i < codes->size(); ++i)
      all.push_back({(*codes)[i], label_of(question, (*codes)[i]), ordered ? std::to_string(i + 1) : "1"});
    return all;
  }
  const std::string& text = std::get<std::string>(answer);
  if (std::holds_alternative<content::FreeText>(question.kind)) return {{"", "", text}};
  const auto* rating = std::get_if<content::Rating>(&question.kind);
  const bool ordered = rating || std::holds_alternative<content::Ranking>(question.kind);
  return {{text, label_of(question, text), rating ? step_of(*rating, text) : ordered ? "" : "1"}};
}

class LongCsv : public ExportShape {
 public:
  explicit LongCsv(ExportOrder order) : order_(std::move(order)) {}

  void start(std::string& out) override {
    out += byte_order_mark;
    std::vector<std::string> names = {order_.part == ExportPart::answers ? "id" : "number"};
    if (order_.part == ExportPart::answers)
      names.insert(names.end(), {"version", "month", "language", "channel", "flags"});
    names.insert(names.end(), {"question", "question_text", "code", "label", "value"});
    out += csv_line(names);
  }

  void add(const ExportItem& item, std::string& out) override {
    const survey::Response& response = item.response;
    ++number_;
    std::vector<std::string> whose = {order_.part == ExportPart::answers ? response.id : std::to_string(number_)};
    if (order_.part == ExportPart::answers)
      whose.insert(whose.end(),
                   {response.version, response.month, response.language, response.channel, joined(item.flags)});
    const auto line = [&](const std::string& code, const std::string& question, const Said& one) {
      std::vector<std::string> cells = whose;
      cells.insert(cells.end(), {code, question, one.code, one.label, one.value});
      out += csv_line(cells);
    };
    for (const content::Question& question : *item.offered) {  // in the order and the words of its survey
      const auto answer = response.answers.find(question.code);
      if (answer == response.answers.end()) continue;
      for (const Said& one : said(question, answer->second)) line(question.code, question.text, one);
    }
    for (const auto& [code, answer] : item.others) {
      if (const auto* text = std::get_if<std::string>(&answer)) line(code, "", {"", "", *text});
      const auto* codes = std::get_if<survey::Codes>(&answer);
      for (size_t i = 0; codes && i < codes->size(); ++i) line(code, "", {(*codes)[i], "", std::to_string(i + 1)});
    }
  }
  void end(std::string& /*out*/) override {}

 private:
  const ExportOrder order_;
  int64_t number_ = 0;  // of a piece in this file: it has no other name
};

class JsonLines : public ExportShape {
 public:
  explicit JsonLines(ExportPart part) : part_(part) {}

  void start(std::string& /*out*/) override {}
  void add(const ExportItem& item, std::string& out) override {
    if (part_ == ExportPart::answers) {
      out += item.body;
    } else {
      Json body = Json::parse(item.body, nullptr, false);
      body.erase("version");
      out += body.dump();
    }
    out += '\n';
  }
  void end(std::string& /*out*/) override {}

 private:
  const ExportPart part_;
};

}  // namespace

// Pieces kept apart come without month and version: in one that few answered, these would join them to a response.
std::vector<Column> export_columns(const ExportOrder& order) {
  using Kind = Column::Kind;
  if (order.part == ExportPart::contact) return {{"email"}, {"phone"}};
  std::vector<Column> columns;
  if (order.part == ExportPart::answers) {
    if (!order.survey.exact_times.empty()) columns = {{"sequence", Kind::number}, {"stored_at", Kind::time}};
    for (const char* name :
         {"stored_on", "reference", "id", "survey", "version", "language", "channel", "layout", "month", "flags"})
      columns.push_back({name});
  }
  for (Column& column : survey::flat_columns(all_questions(order))) columns.push_back(std::move(column));
  columns.push_back({"not_in_this_version"});
  return columns;
}

std::vector<std::string> export_cells(const ExportOrder& order, const std::vector<content::Question>& questions,
                                      const ExportItem& item) {
  const survey::Response& response = item.response;
  if (order.part == ExportPart::contact) return {item.email, item.phone};
  const bool whole = order.part == ExportPart::answers;
  std::vector<std::string> cells;
  if (whole) {
    if (!order.survey.exact_times.empty()) cells = {std::to_string(item.sequence), item.stored_at};
    cells.insert(cells.end(), {item.stored_at.substr(0, 10), survey::reference(response.id), response.id,
                               response.survey, response.version, response.language, response.channel, response.layout,
                               response.month, joined(item.flags)});
  }
  for (std::string& cell :
       survey::flat_cells(questions, whole ? &response.asked : nullptr, response.answers, *item.offered))
    cells.push_back(std::move(cell));
  cells.push_back(to_text(item.others));
  return cells;
}

std::unique_ptr<ExportShape> csv_shape(const ExportOrder& order) { return std::make_unique<FlatCsv>(order); }
std::unique_ptr<ExportShape> long_shape(const ExportOrder& order) { return std::make_unique<LongCsv>(order); }
std::unique_ptr<ExportShape> jsonl_shape(const ExportOrder& order) { return std::make_unique<JsonLines>(order.part); }

}  // namespace roadshow::server
