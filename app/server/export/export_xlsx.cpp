// An Excel workbook (ECMA-376, SpreadsheetML): a sheet with the answers, and one that says what their codes mean.
//
// Written here, and not with libxlsxwriter: that makes the whole file on the disk before its first byte can be sent,
// which would leave answers in the folder for temporary files. Texts stand in their cells ("inlineStr"), so they are
// never formulas and need no list of all texts.
#include <charconv>
#include <chrono>
#include <cstdio>

#include "server/export/export.hpp"
#include "server/export/zip_stream.hpp"

namespace roadshow::server {
namespace {

using survey::Column;

constexpr int most_rows = 1'048'576;                                  // of a sheet
constexpr uint64_t most_sheet_bytes = uint64_t{3'500} * 1024 * 1024;  // what follows goes to a new sheet
constexpr size_t most_cell_units = 32'767;                            // of UTF-16

// The reading order of texts is 0, "context" (ECMA-376 part 1, 18.8.1): that of their first letter, in each cell.
enum class Style { number, text, time, head };  // in the order of cellXfs below

constexpr std::string_view styles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment readingOrder="0"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment readingOrder="0"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";

// The first row stays in sight.
constexpr std::string_view sheet_start =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>)";
constexpr std::string_view sheet_end = "</sheetData></worksheet>";

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

// "_x0041_" in a cell means A to Excel.
bool is_escape(std::string_view text) {
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' && is_hex(text[2]) && is_hex(text[3]) &&
         is_hex(text[4]) && is_hex(text[5]);
}

// Text as XML has it, cut to what a cell holds. What XML cannot hold becomes U+FFFD.
void add_text(std::string_view text, std::string& out) {
  constexpr std::string_view unknown = "\xEF\xBF\xBD";
  size_t units = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
    if (units > most_cell_units - 2 && (byte & 0xC0) != 0x80) {
      out += "\xE2\x80\xA6";  // three dots
      return;
    }
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '_' && is_escape(text.substr(i))) {
      out += "_x005F_";
    } else if (byte < 0x20 && c != '\n' && c != '\t') {
      out += unknown;
    } else if (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") {
      out += unknown;
      i += 2;
    } else {
      out += c;
    }
  }
}

// "AB12"
std::string place_of(size_t column, int row) {
  std::string letters;
  for (size_t n = column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row);
}

// Days since the end of 1899, as Excel counts them, of "2026-11-21T23:58:01.123Z"; empty when it is no such time.
std::string days_of(std::string_view text) {
  const auto number = [&](size_t at, size_t length) {
    int value = -1;
    if (at + length <= text.size()) std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
  };
  const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2))));
  const int seconds = number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
  if (text.size() < 19 || !day.ok() || seconds < 0) return {};
  constexpr int days_to_1970 = 25'569;
  const auto days = static_cast<int>(std::chrono::sys_days(day).time_since_epoch().count()) + days_to_1970;
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.6f", days + seconds / 86'400.0);
  return digits;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 16 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class Workbook : public ExportShape {
 public:
  explicit Workbook(ExportOrder order)
      : order_(std::move(order)), questions_(all_questions(order_)), columns_(export_columns(order_)) {}

  void start(std::string& out) override { start_answers(out); }

  void add(const ExportItem& item, std::string& out) override {
    if (row_ == most_rows || zip_.entry_bytes() > most_sheet_bytes) {
      end_sheet(out);
      start_answers(out);
    }
    std::vector<Style> kinds;
    for (const Column& column : columns_)
      kinds.push_back(column.kind == Column::Kind::number ? Style::number
                      : column.kind == Column::Kind::time ? Style::time
                                                          : Style::text);
    add_row(export_cells(order_, questions_, item), kinds, out);
  }

  void end(std::string& out) override {
    end_sheet(out);
    if (order_.part != ExportPart::contact) add_codes(out);
    zip_.entry("xl/styles.xml", styles, out);
    zip_.entry("xl/workbook.xml", workbook(), out);
    zip_.entry("xl/_rels/workbook.xml.rels", links(), out);
    zip_.entry("_rels/.rels",
               R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)",
               out);
    zip_.entry("[Content_Types].xml", content_types(), out);
    zip_.end(out);
  }

  std::string_view failure() const override { return zip_.failure(); }

 private:
  void start_sheet(const std::string& name, std::string& out) {
    sheets_.push_back(name);
    row_ = 0;
    zip_.begin("xl/worksheets/sheet" + std::to_string(sheets_.size()) + ".xml", out);
    zip_.add(sheet_start, out);
  }

  void start_answers(std::string& out) {
    start_sheet(sheets_.empty() ? "Answers" : "Answers " + std::to_string(sheets_.size() + 1), out);
    std::vector<std::string> names;
    for (const Column& column : columns_) names.push_back(column.name);
    add_row(names, std::vector<Style>(names.size(), Style::head), out);
  }

  void end_sheet(std::string& out) {
    zip_.add(sheet_end, out);
    zip_.end_entry(out);
  }

  void add_row(const std::vector<std::string>& cells, const std::vector<Style>& kinds, std::string& out) {
    ++row_;
    std::string row = "<row r=\"" + std::to_string(row_) + "\">";
    for (size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      row += "<c r=\"" + place_of(i, row_) + "\"";
      const std::string number = kinds[i] == Style::time                            ? days_of(cells[i])
                                 : kinds[i] == Style::number && is_number(cells[i]) ? cells[i]
                                                                                    : "";
      if (!number.empty()) {
        row += kinds[i] == Style::time ? " s=\"2\"><v>" : "><v>";
        row += number + "</v></c>";
        continue;
      }
      row += kinds[i] == Style::head ? " s=\"3\"" : " s=\"1\"";
      row += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
      add_text(cells[i], row);
      row += "</t></is></c>";
    }
    zip_.add(row + "</row>", out);
  }

  // What stands in the columns of the answers.
  void add_codes(std::string& out) {
    start_sheet("Codes", out);
    const std::vector<Style> text(5, Style::text);
    add_row({"question", "question_text", "type", "code", "label"}, std::vector<Style>(5, Style::head), out);
    for (const content::Question& question : questions_) {
      const std::string type = std::visit([](const auto& kind) { return kind.type; }, question.kind);
      const auto options = survey::options_of(question);
      if (options.empty()) add_row({question.code, question.text, type, "", ""}, text, out);
      for (const auto* option : options)
        add_row({question.code, question.text, type, option->code, option->label}, text, out);
      if (const auto* ranking = std::get_if<content::Ranking>(&question.kind))
        add_row({question.code, question.text, type, std::string(survey::same_code), ranking->same_label}, text, out);
    }
    end_sheet(out);
  }

  // One line for each sheet.
  std::string for_each_sheet(std::string_view before, std::string_view middle, std::string_view after) const {
    std::string all;
    for (size_t i = 1; i <= sheets_.size(); ++i)
      all += std::string(before) + std::to_string(i) + std::string(middle) + std::to_string(i) + std::string(after);
    return all;
  }

  std::string workbook() const {
    std::string sheets;
    for (size_t i = 0; i < sheets_.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      sheets.append("<sheet name=\"").append(sheets_[i]).append("\" sheetId=\"").append(number);
      sheets.append("\" r:id=\"rId").append(number).append("\"/>");
    }
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>)" +
           sheets + "</sheets></workbook>";
  }

  std::string links() const {
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" +
           for_each_sheet(
               "<Relationship Id=\"rId",
               R"(" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet)",
               ".xml\"/>") +
           R"(<Relationship Id="rIdStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";
  }

  std::string content_types() const {
    std::string sheets;
    for (size_t i = 1; i <= sheets_.size(); ++i)
      sheets += "<Override PartName=\"/xl/worksheets/sheet" + std::to_string(i) +
                R"(.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)";
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>)" +
           sheets + "</Types>";
  }

  const ExportOrder order_;
  const std::vector<content::Question> questions_;
  const std::vector<Column> columns_;
  ZipStream zip_;
  std::vector<std::string> sheets_;  // their names
  int row_ = 0;                      // of the sheet, that was written last
};

}  // namespace

std::unique_ptr<ExportShape> xlsx_shape(const ExportOrder& order) { return std::make_unique<Workbook>(order); }

}  // namespace roadshow::server
