#include "content/schema_writer.hpp"

#include "content/pack.hpp"
#include "content/report_words.hpp"
#include "content/translation.hpp"

namespace roadshow::content {
namespace {

template <class T>
SchemaFile schema_file(const char* kind, const char* title) {
  Json schema = SchemaWriter::schema_of<T>(Rule::any);
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["$id"] = std::string("roadshow/") + kind + "/1";
  schema["title"] = title;
  schema["properties"]["$schema"] = {{"type", "string"}, {"description", "The address of this schema."}};
  schema["required"].push_back("$schema");
  return {std::string(kind) + ".schema.json", schema.dump(2) + "\n"};
}

}  // namespace

std::vector<SchemaFile> schema_files() {
  return {schema_file<PackInfo>("pack", "A content pack: its title, first screen and waiting times screen"),
          schema_file<DocumentsFile>("documents", "The source documents of a pack"),
          schema_file<PlacesFile>("places", "The places and populations of a pack"),
          schema_file<MeasuresFile>("measures", "The published figures of a pack"),
          schema_file<Topic>("topic", "An explainer"),
          schema_file<Survey>("survey", "A survey"),
          schema_file<EqualitySet>("equality", "A set of equality questions"),
          schema_file<Definition>("published", "What a survey asked when it was published: roadshow publish writes it"),
          schema_file<ReadingPage>("page", "A page to read"),
          schema_file<Words>("words", "The words of the interface in one language"),
          schema_file<Translation>("translation",
                                   "The texts of a pack, or the words of the interface, in another language"),
          schema_file<ReportWords>("report", "The words of the report on a survey, in one language")};
}

}  // namespace roadshow::content
