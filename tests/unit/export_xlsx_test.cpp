// The Excel export: unpacked by the list of contents of the file, and its cells read back.
#include <regex>

#include "kept_store.hpp"
#include "server/export/export.hpp"
#include "server/export/zip_stream.hpp"
#include "zip_reader.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;

namespace {

// With exact times, since they are the cells that are no texts and no whole numbers.
content::Survey timed_survey() {
  content::Survey survey = real_survey();
  survey.exact_times = "For this test.";
  return survey;
}

std::map<std::string, std::string> workbook_of(KeptStore& store, ExportPart part = ExportPart::answers) {
  Export pieces(store, {"testshire", timed_survey(), ExportFormat::xlsx, part});
  std::string file;
  for (auto piece = pieces.next(); piece && !piece->empty(); piece = pieces.next()) file += *piece;
  CHECK(pieces.why() == "");
  return unzip(file);
}

std::string unescaped(std::string text) {
  for (const auto& [from, to] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&amp;", "&")})
    for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; ++at) text.replace(at, 4 + (*to == '&'), to);
  return text;
}

struct Cell {
  std::string style;
  std::string text;
  bool is_text = false;
};

// By its place: "A1".
std::map<std::string, Cell> cells_of(const std::string& sheet) {
  static const std::regex cell(
      R"re(<c r="([A-Z]+[0-9]+)"(?: s="([0-9])")?(?:><v>([^<]*)</v>| t="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is>)</c>)re");
  std::map<std::string, Cell> cells;
  size_t count = 0;
  for (std::sregex_iterator one(sheet.begin(), sheet.end(), cell), end; one != end; ++one) {
    const auto& match = *one;
    cells[match[1]] = {match[2], match[4].matched ? unescaped(match[4]) : match[3].str(), match[4].matched};
    ++count;
  }
  size_t starts = 0;
  for (size_t at = 0; (at = sheet.find("<c ", at)) != std::string::npos; ++at) ++starts;
  CHECK(count == starts);  // none is written in another way
  return cells;
}

std::string letters_of(size_t column) {
  std::string text;
  for (size_t n = column + 1; n > 0; n = (n - 1) / 26) text.insert(text.begin(), static_cast<char>('A' + (n - 1) % 26));
  return text;
}

}  // namespace

TEST_CASE("xlsx: every cell is that of the flat table, as a number, a time or a text") {
  KeptStore store;
  for (uint64_t seed = 0; seed < 30; ++seed) store.add(survey::sample(real_survey(), real_pack().info, seed));
  const auto files = workbook_of(store);
  const auto cells = cells_of(files.at("xl/worksheets/sheet1.xml"));

  const ExportOrder order{"testshire", timed_survey(), ExportFormat::csv, ExportPart::answers};
  const auto columns = export_columns(order);
  for (size_t i = 0; i < columns.size(); ++i) CHECK(cells.at(letters_of(i) + "1").text == columns[i].name);
  for (uint64_t seed = 0; seed < 30; ++seed) {
    const auto response = survey::sample(real_survey(), real_pack().info, seed);
    ExportItem item;
    item.response = response;
    item.sequence = static_cast<int64_t>(seed + 1);
    item.stored_at = "2026-11-21T23:58:01.123Z";
    item.offered = &real_survey().questions;
    const auto expected = export_cells(order, real_survey().questions, item);
    for (size_t i = 0; i < columns.size(); ++i) {
      const std::string place = letters_of(i) + std::to_string(seed + 2);
      const auto found = cells.find(place);
      CHECK((found == cells.end()) == expected[i].empty());
      if (found == cells.end()) continue;
      if (columns[i].kind == survey::Column::Kind::time) {
        CHECK(found->second.text == "46347.998623");  // days to 21 November 2026, and 23:58:01 of 24 hours
        CHECK(found->second.style == "2");
        continue;
      }
      CHECK(found->second.text == expected[i]);
      const bool digits = expected[i].find_first_not_of("0123456789") == std::string::npos;
      CHECK(found->second.is_text == !(columns[i].kind == survey::Column::Kind::number && digits));
    }
  }
}

TEST_CASE("xlsx: words of any script and any sign come back, and none is a formula or breaks the file") {
  KeptStore store;
  auto response = survey::sample(real_survey(), real_pack().info, 1);
  response.asked = {"works_well", "anything_else"};
  response.answers = {{"works_well", "=1+1 <b>&amp;</b> _x0041_ آپ کا شکریہ\n\xF0\x9F\x9A\x8C"},
                      {"anything_else", "not a sign: \xEF\xBF\xBF"}};
  store.add(response);
  const auto files = workbook_of(store);
  const std::string& sheet = files.at("xl/worksheets/sheet1.xml");
  CHECK(sheet.find("=1+1 &lt;b&gt;&amp;amp;&lt;/b&gt; _x005F_x0041_ آپ کا شکریہ\n\xF0\x9F\x9A\x8C</t>") !=
        std::string::npos);
  CHECK(sheet.find("not a sign: \xEF\xBF\xBD</t>") != std::string::npos);
  CHECK(sheet.find("<f>") == std::string::npos);
}

TEST_CASE("xlsx: every text is shown in its own direction") {
  KeptStore store;
  store.add(survey::sample(real_survey(), real_pack().info, 1));
  const auto files = workbook_of(store);
  const std::string& styles = files.at("xl/styles.xml");
  const size_t start = styles.find("<cellXfs");
  static const std::regex format(R"re(<xf [^>]*?(/>|>(.*?)</xf>))re");
  std::vector<std::string> inside;  // of each format, in the order of the numbers that cells name
  for (std::sregex_iterator one(styles.begin() + static_cast<std::ptrdiff_t>(start), styles.end(), format), end;
       one != end; ++one)
    inside.push_back((*one)[2]);
  for (const char* sheet : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}) {
    for (const auto& [place, cell] : cells_of(files.at(sheet))) {
      if (!cell.is_text) continue;
      const std::string where = std::string(sheet) + " " + place;
      INFO(where);
      CHECK(inside.at(static_cast<size_t>(std::stoi(cell.style))) == "<alignment readingOrder=\"0\"/>");
    }
  }
}

TEST_CASE("xlsx: the second sheet says what each code means, and the parts name each other") {
  KeptStore store;
  const auto files = workbook_of(store);
  const auto codes = cells_of(files.at("xl/worksheets/sheet2.xml"));
  CHECK(codes.at("A1").text == "question");
  CHECK(codes.at("A2").text == real_survey().questions[0].code);
  CHECK(codes.at("B2").text == real_survey().questions[0].text);
  CHECK(codes.at("E2").text == survey::options_of(real_survey().questions[0])[0]->label);
  for (const std::string part :
       {"xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}) {
    CHECK(files.count(part) == 1);
    CHECK(files.at("[Content_Types].xml").find("\"/" + part + "\"") != std::string::npos);
  }
  CHECK(files.at("xl/_rels/workbook.xml.rels").find("\"worksheets/sheet2.xml\"") != std::string::npos);
  CHECK(files.at("_rels/.rels").find("\"xl/workbook.xml\"") != std::string::npos);
  CHECK(files.size() == 7);
  CHECK(workbook_of(store, ExportPart::contact).size() == 6);  // without codes
}

TEST_CASE("zip: entries of any size come back") {
  ZipStream zip;
  std::string file;
  std::string large;
  for (uint32_t i = 0; i < 200'000; ++i) large += std::to_string(i * 2654435761u);
  zip.entry("empty", "", file);
  zip.entry("folder/large", large, file);
  zip.begin("in parts", file);
  for (int i = 0; i < 1000; ++i) zip.add("part", file);
  CHECK(zip.entry_bytes() == 4000);
  zip.end_entry(file);
  zip.end(file);
  CHECK(zip.failure().empty());
  const auto files = unzip(file);
  REQUIRE(files.size() == 3);
  CHECK(files.at("empty").empty());
  CHECK(files.at("folder/large") == large);
  CHECK(files.at("in parts").size() == 4000);
}
