// What was answered, as files: flat and long CSV, JSON Lines; and that they come piece by piece, whole or not at all.
#include "server/export/export.hpp"

#include <algorithm>
#include <set>

#include "kept_store.hpp"
#include "server/export/csv.hpp"

using namespace roadshow;
using namespace roadshow::test;
using namespace roadshow::server;
using survey::Response;

namespace {

using Lines = std::vector<std::vector<std::string>>;

// RFC 4180, read by its own words.
Lines read_csv(std::string_view text) {
  REQUIRE(text.starts_with("\xEF\xBB\xBF"));
  text.remove_prefix(3);
  Lines lines;
  std::vector<std::string> line;
  std::string cell;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && text.substr(i + 1, 1) == "\"") {
        cell += text[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c == '"') {
      CHECK(cell.empty());
      quoted = true;
    } else if (c == ',') {
      line.push_back(std::exchange(cell, ""));
    } else if (c == '\r' && text.substr(i + 1, 1) == "\n") {
      ++i;
      line.push_back(std::exchange(cell, ""));
      lines.push_back(std::exchange(line, {}));
    } else {
      CHECK(c != '\n');
      cell += c;
    }
  }
  CHECK(!quoted);
  CHECK(cell.empty());
  CHECK(line.empty());
  return lines;
}

ExportOrder order_of(ExportFormat format, ExportPart part = ExportPart::answers) {
  return {real_pack().info.id, real_survey(), format, part};
}

std::string whole(KeptStore& store, const ExportOrder& order) {
  Export pieces(store, order);
  std::string all;
  while (true) {
    const auto piece = pieces.next();
    REQUIRE_MESSAGE(piece, pieces.why());
    if (piece->empty()) return all;
    all += *piece;
  }
}

Response sample_of(uint64_t seed) { return survey::sample(real_survey(), real_pack().info, seed); }

std::string cell(const Lines& lines, size_t line, const std::string& column) {
  const auto found = std::find(lines[0].begin(), lines[0].end(), column);
  REQUIRE_MESSAGE(found != lines[0].end(), column);
  return lines.at(line).at(static_cast<size_t>(found - lines[0].begin()));
}

}  // namespace

TEST_CASE("export: a table cell never runs as a formula") {
  CHECK(csv_line({"a", "", "b c"}) == "a,,b c\r\n");
  CHECK(csv_line({"a,b", "say \"x\"", "two\nlines"}) == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
  CHECK(csv_line({"=1+1", "+1", "-1", "@x", "x=1"}) == "'=1+1,+1,-1,'@x,x=1\r\n");
}

TEST_CASE("export: the columns do not depend on what was answered, and every line fills them all") {
  KeptStore store;
  const Lines empty = read_csv(whole(store, order_of(ExportFormat::csv)));
  REQUIRE(empty.size() == 1);
  for (uint64_t seed = 0; seed < 100; ++seed) store.add(sample_of(seed));
  const Lines lines = read_csv(whole(store, order_of(ExportFormat::csv)));
  REQUIRE(lines.size() == 101);
  CHECK(lines[0] == empty[0]);
  CHECK(std::set<std::string>(lines[0].begin(), lines[0].end()).size() == lines[0].size());
  for (const auto& line : lines) CHECK(line.size() == lines[0].size());
}

TEST_CASE("export: not asked, not answered and answered stay apart, and words come back as they were said") {
  KeptStore store;
  Response response = sample_of(1);
  response.id = one_id;
  response.asked = {"where_live", "describes_you", "life_stage", "hard_to_take_part", "works_well", "anything_else"};
  response.answers = {{"where_live", "outside"},
                      {"describes_you", survey::Codes{"patient", "councillor"}},
                      {"life_stage", "same"},
                      {"works_well", "The bus, mostly.\nAnd the \"library\"."},
                      {"anything_else", "آپ کا شکریہ، بہت اچھا"}};
  store.add(response, R"({"flags":["quick"]})");
  response.answers["life_stage"] = survey::Codes{"end_well", "start_well", "grow_well", "live_well", "age_well"};
  response.answers["works_well"] = "=cmd()";
  store.add(response);

  const Lines lines = read_csv(whole(store, order_of(ExportFormat::csv)));
  REQUIRE(lines.size() == 3);
  CHECK(cell(lines, 1, "stored_on") == "2026-11-21");
  CHECK_FALSE(contains(whole(store, order_of(ExportFormat::csv)), "23:58"));
  CHECK(std::find(lines[0].begin(), lines[0].end(), "sequence") == lines[0].end());
  CHECK(cell(lines, 1, "reference") == survey::reference(one_id));
  CHECK(cell(lines, 1, "flags") == "quick");
  CHECK(cell(lines, 2, "flags") == "");
  CHECK(cell(lines, 1, "where_live") == "outside");
  CHECK(cell(lines, 1, "describes_you.patient") == "1");
  CHECK(cell(lines, 1, "describes_you.resident") == "0");
  CHECK(cell(lines, 1, "told_what_happened") == "not asked");
  CHECK(cell(lines, 1, "hard_to_take_part.time") == "");
  CHECK(cell(lines, 1, "life_stage.age_well") == "same");
  CHECK(cell(lines, 2, "life_stage.age_well") == "5");
  CHECK(cell(lines, 2, "life_stage.end_well") == "1");
  CHECK(cell(lines, 1, "works_well") == "The bus, mostly.\nAnd the \"library\".");
  CHECK(cell(lines, 1, "anything_else") == "آپ کا شکریہ، بہت اچھا");
  CHECK(cell(lines, 2, "works_well") == "'=cmd()");
  CHECK(cell(lines, 1, "not_in_this_version") == "");
}

TEST_CASE("export: answers to another version are all there, in columns where they have one") {
  KeptStore store;
  Response old = sample_of(1);
  old.version = "0";
  old.asked = {"where_live", "describes_you", "gone"};
  old.answers = {{"where_live", "outside"},
                 {"describes_you", survey::Codes{"patient", "ghost"}},  // an option that is no more
                 {"gone", "words"}};                                    // a question that is no more
  store.add(old);
  Export pieces(store, order_of(ExportFormat::csv));
  std::string text;
  for (auto piece = pieces.next(); piece && !piece->empty(); piece = pieces.next()) text += *piece;
  CHECK(pieces.records() == 1);
  CHECK(pieces.other_versions() == 1);
  const Lines lines = read_csv(text);
  CHECK(cell(lines, 1, "version") == "0");
  CHECK(cell(lines, 1, "where_live") == "outside");
  CHECK(cell(lines, 1, "describes_you.patient") == "");
  CHECK(Json::parse(cell(lines, 1, "not_in_this_version")) ==
        Json{{"describes_you", {"patient", "ghost"}}, {"gone", "words"}});

  const Lines answers = read_csv(whole(store, order_of(ExportFormat::long_csv)));
  REQUIRE(answers.size() == 5);
  CHECK(cell(answers, 3, "code") == "ghost");
  CHECK(cell(answers, 4, "value") == "words");
}

TEST_CASE("export: there are columns for every version that is known, and what one did not offer was not asked") {
  KeptStore store;
  content::Survey before;
  before.id = real_survey().id;
  before.version = "1";
  before.questions = {question("area", content::SingleChoice{{option("north"), option("south")}}),
                      question("likes", content::MultipleChoice{{option("a"), option("b")}, 0}),
                      question("order", content::Ranking{{option("x"), option("y")}, "Same"})};
  content::Survey now = before;
  now.version = "2";
  now.questions[1].kind = content::MultipleChoice{{option("a"), option("c")}, 0};
  now.questions[2].kind = content::Ranking{{option("x"), option("y"), option("z")}, "Same"};
  now.questions[0] = question("more", content::FreeText{100, 3});
  Response old = sample_of(1);
  old.version = "1";
  old.definition.clear();
  old.asked = {"area", "likes", "order"};
  old.answers = {{"area", "south"}, {"likes", survey::Codes{"b"}}, {"order", survey::Codes{"y", "x"}}};
  store.add(old);
  Response fresh = sample_of(2);
  fresh.version = "2";
  fresh.definition.clear();
  fresh.asked = {"more", "likes", "order"};
  fresh.answers = {{"more", "words"}, {"likes", survey::Codes{"c"}}, {"order", survey::Codes{"z", "y", "x"}}};
  store.add(fresh);
  ExportOrder order{"testshire", now, ExportFormat::csv, ExportPart::answers, {before}};
  const Lines lines = read_csv(whole(store, order));
  CHECK(cell(lines, 1, "area") == "south");
  CHECK(cell(lines, 1, "more") == "not asked");
  CHECK(cell(lines, 1, "likes.a") == "0");
  CHECK(cell(lines, 1, "likes.b") == "1");
  CHECK(cell(lines, 1, "likes.c") == "not asked");
  CHECK(cell(lines, 1, "order.x") == "2");
  CHECK(cell(lines, 1, "order.z") == "not asked");
  CHECK(cell(lines, 1, "not_in_this_version") == "");
  CHECK(cell(lines, 2, "area") == "not asked");
  CHECK(cell(lines, 2, "likes.b") == "not asked");
  CHECK(cell(lines, 2, "order.z") == "1");
  for (const ExportFormat format : {ExportFormat::long_csv, ExportFormat::fhir, ExportFormat::xlsx}) {
    order.format = format;
    const std::string text = whole(store, order);
    CHECK_FALSE(text.empty());
    if (format == ExportFormat::fhir) {
      const Json bundle = Json::parse(text);
      CHECK(bundle["entry"].size() == 4);  // two Questionnaires, two responses
      CHECK(bundle["entry"][1]["resource"]["status"] == "retired");
    }
    if (format == ExportFormat::long_csv) CHECK(contains(text, "Label of south"));
  }
}

TEST_CASE("export: a survey that says why has the exact time, and no other") {
  KeptStore store;
  store.add(sample_of(1));
  ExportOrder order = order_of(ExportFormat::csv);
  order.survey.exact_times = "The council checks for one person who answers many times.";
  const Lines lines = read_csv(whole(store, order));
  CHECK(cell(lines, 1, "stored_at") == "2026-11-21T23:58:01.123Z");
  CHECK(cell(lines, 1, "sequence") == "1");
  for (const ExportFormat format :
       {ExportFormat::csv, ExportFormat::long_csv, ExportFormat::jsonl, ExportFormat::fhir, ExportFormat::xlsx}) {
    const std::string text = whole(store, order_of(format));
    CHECK_FALSE(contains(text, "23:58"));
    CHECK_FALSE(contains(text, "sequence"));
  }
}

TEST_CASE("export: the long table has every answer once, with the label of its code") {
  KeptStore store;
  size_t expected = 0;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    const Response response = sample_of(seed);
    for (const auto& [code, answer] : response.answers) {
      const auto* codes = std::get_if<survey::Codes>(&answer);
      expected += codes ? codes->size() : 1;
    }
    store.add(response);
  }
  const Lines lines = read_csv(whole(store, order_of(ExportFormat::long_csv)));
  CHECK(lines.size() == expected + 1);
  std::set<std::string> questions;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::string code = cell(lines, i, "question");
    questions.insert(code);
    const auto* question = survey::find_question(real_survey(), code);
    REQUIRE(question);
    CHECK(cell(lines, i, "question_text") == question->text);
    const bool words = std::holds_alternative<content::FreeText>(question->kind);
    CHECK(cell(lines, i, "code").empty() == words);
    CHECK(cell(lines, i, "label").empty() == words);
    if (words) CHECK(!cell(lines, i, "value").empty());
    if (std::holds_alternative<content::Rating>(question->kind) && !cell(lines, i, "value").empty())
      CHECK(cell(lines, i, "code") == "clear_" + cell(lines, i, "value"));
  }
  CHECK(questions.size() == real_survey().questions.size());
}

TEST_CASE("export: JSON Lines are the records as stored") {
  KeptStore store;
  for (uint64_t seed = 0; seed < 20; ++seed) store.add(sample_of(seed));
  const std::string text = whole(store, order_of(ExportFormat::jsonl));
  size_t start = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const size_t end = text.find('\n', start);
    REQUIRE(end != std::string::npos);
    const std::string line = text.substr(start, end - start);
    const auto read = survey::read_response(line, real_pack().surveys);
    REQUIRE(std::holds_alternative<Response>(read));
    CHECK(survey::canonical(std::get<Response>(read)) == survey::parts_of(sample_of(seed)).answers);
    start = end + 1;
  }
  CHECK(start == text.size());
}

TEST_CASE("export: what is kept apart is in files of its own, which say nothing of the response") {
  KeptStore store;
  Response response = sample_of(3);
  store.add(response);
  store.equality.push_back(
      {{"0key", R"({"answers":{"age_range":"age_16_24"},"sets":["age-range-1"],"version":"1"})"}, "2026-11"});
  store.contact.push_back({{"1key", R"({"email":"jo@example.org","version":"1"})"}, "2026-11"});

  const std::string equality = whole(store, order_of(ExportFormat::csv, ExportPart::equality));
  CHECK(equality.find("age_16_24") != std::string::npos);
  const Lines contact = read_csv(whole(store, order_of(ExportFormat::csv, ExportPart::contact)));
  REQUIRE(contact.size() == 2);
  CHECK(cell(contact, 1, "email") == "jo@example.org");
  CHECK(contact[0] == std::vector<std::string>{"email", "phone"});
  for (const ExportPart part : {ExportPart::equality, ExportPart::contact}) {
    for (const ExportFormat format :
         {ExportFormat::csv, ExportFormat::long_csv, ExportFormat::jsonl, ExportFormat::fhir, ExportFormat::xlsx}) {
      if (!refusal_of(format, part).empty()) continue;
      const std::string text = whole(store, order_of(format, part));
      for (const std::string& secret :
           {response.id, survey::reference(response.id), std::string("0key"), std::string("1key"), std::string("23:58"),
            std::string("2026-11"), std::string("month"), std::string("\"version\"")})
        CHECK(text.find(secret) == std::string::npos);
    }
  }
  const std::string answers = whole(store, order_of(ExportFormat::csv));
  CHECK(answers.find("age_16_24") == std::string::npos);
  CHECK(answers.find("jo@example.org") == std::string::npos);
}

TEST_CASE("export: a page of the store is read for each piece, when it is asked for and not before") {
  KeptStore store;
  for (uint64_t seed = 0; seed < 210; ++seed) store.add(sample_of(seed));
  for (const ExportFormat format :
       {ExportFormat::csv, ExportFormat::long_csv, ExportFormat::jsonl, ExportFormat::fhir}) {
    store.pages_read = 0;
    Export pieces(store, order_of(format));
    size_t largest = 0;
    size_t given = 0;
    for (auto piece = pieces.next(); piece && !piece->empty(); piece = pieces.next()) {
      ++given;
      largest = std::max(largest, piece->size());
      CHECK(store.pages_read <= static_cast<int>(given));
    }
    CHECK(store.pages_read == 31);
    CHECK(given >= 30);
    CHECK(largest < size_t{64} * 1024);
  }
}

TEST_CASE("export: a store that goes away, or a damaged record, breaks the file off with the reason") {
  KeptStore store;
  for (uint64_t seed = 0; seed < 20; ++seed) store.add(sample_of(seed));
  store.breaks_after = 2;
  Export pieces(store, order_of(ExportFormat::csv));
  for (int i = 0; i < 3; ++i) CHECK(pieces.next());
  CHECK(!pieces.next());
  CHECK(pieces.why() == "The store went away.");

  KeptStore damaged;
  damaged.add(sample_of(1));
  damaged.responses[0].record.body = "{";
  Export others(damaged, order_of(ExportFormat::fhir));
  CHECK(others.next());
  CHECK(!others.next());
  CHECK(others.why().find("damaged") != std::string::npos);
}
