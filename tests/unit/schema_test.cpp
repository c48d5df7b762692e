// The schemas that editors use say what the program reads.
#include <regex>

#include "content/schema_writer.hpp"
#include "support.hpp"

using namespace roadshow;
using namespace roadshow::test;

TEST_CASE("the schemas in content/schema are those of the program") {
  std::set<std::string> expected;
  for (const auto& file : content::schema_files()) {
    expected.insert(file.name);
    const bool same = read_text(source_folder() / "content/schema" / file.name) == file.text;
    CHECK_MESSAGE(same, file.name << " is out of date. Run: roadshow schema --out content/schema");
  }
  std::set<std::string> there;
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() / "content/schema"))
    there.insert(entry.path().filename().string());
  CHECK(there == expected);
}

TEST_CASE("each schema is draft-07 and explains every field in words") {
  for (const auto& file : content::schema_files()) {
    CAPTURE(file.name);
    const Json schema = Json::parse(file.text, nullptr, false);
    REQUIRE(schema.is_object());
    CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
    const std::function<void(const Json&)> look = [&](const Json& one) {
      if (one.is_object() && one.contains("properties")) {
        CHECK(one["additionalProperties"] == false);
        for (const auto& item : one["properties"].items()) {
          const std::string name = item.key();
          const Json& property = item.value();
          CAPTURE(name);
          CHECK((property.contains("const") || !property.value("description", "").empty()));
        }
      }
      if (one.is_structured()) {
        for (const Json& inner : one) look(inner);
      }
    };
    look(schema);
  }
}

TEST_CASE("each file of the real pack names the schema that is there") {
  for (const auto& file : real_files()) {
    CAPTURE(file.name);
    const Json json = Json::parse(file.text, nullptr, false);
    const std::filesystem::path place =
        cli::path_of_file(source_folder() / "content", "staffordshire-stoke", file.name, real_files());
    const auto folder = place.parent_path();
    CHECK(std::filesystem::exists(folder / json["$schema"].get<std::string>()));
  }
}

TEST_CASE("a pattern of the schema and the program agree on what a text may be") {
  // The program's rule is code; the editor's is a pattern. Both must accept and refuse the same.
  struct Try {
    Rule rule;
    std::string text;
    bool good;
  };
  const Try tries[] = {{Rule::id, "icb-2022-07", true},
                       {Rule::id, "2022", false},
                       {Rule::id, "", false},
                       {Rule::id, "a_b", false},
                       {Rule::code, "a_b", true},
                       {Rule::code, "A", false},
                       {Rule::month, "2022-12", true},
                       {Rule::month, "2022-00", false},
                       {Rule::month, "2022-4", false},
                       {Rule::date, "2022-01-31", true},
                       {Rule::date, "2022-01-32", false},
                       {Rule::date, "2022-1-1", false},
                       {Rule::date, "2022-02-31", false},
                       {Rule::date, "2022-04-31", false},
                       {Rule::date, "2024-02-29", true},
                       {Rule::lines, "L1", true},
                       {Rule::lines, "L1-2, L4", true},
                       {Rule::lines, "L1,L2", false},
                       {Rule::lines, "L", false},
                       {Rule::lines, "L1-", false},
                       {Rule::path, "/", true},
                       {Rule::path, "/waits", true},
                       {Rule::path, "waits", false},
                       {Rule::path, "//x", false},
                       {Rule::version, "12", true},
                       {Rule::version, "0", false},
                       {Rule::version, "1.0", false},
                       {Rule::text, "", false},
                       {Rule::text, " ", false},
                       {Rule::text, " a", true},
                       {Rule::any, "", true}};
  for (const Try& one : tries) {
    CAPTURE(one.text);
    CHECK(follows(one.rule, one.text) == one.good);
    const std::string pattern(pattern_of(one.rule));
    CHECK(std::regex_search(one.text, std::regex(pattern)) == one.good);
  }
  // Which year is a leap year is beyond a pattern.
  CHECK_FALSE(follows(Rule::date, "2023-02-29"));
  CHECK_FALSE(follows(Rule::date, "2100-02-29"));
  CHECK(follows(Rule::date, "2000-02-29"));
  CHECK_FALSE(follows(Rule::id, "a" + std::string(64, 'b')));
  CHECK(follows(Rule::id, "a" + std::string(63, 'b')));
}
