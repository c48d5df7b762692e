// From the files of a pack to a Pack, or to every problem in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/file_names.hpp"
#include "content/pack.hpp"

namespace roadshow::content {

// Three thousand measures take 5 MB. A larger file is not one that people wrote.
inline constexpr size_t most_file_bytes = size_t{16} * 1024 * 1024;

// One file of a pack: "measures.json", "topics/waiting-list.json", or shared: "words.json".
struct SourceFile {
  std::string name;
  std::string text;
  std::string trouble = {};  // why it could not be read; empty when it was
};

// Reads and checks everything: form of each file, then every reference between them (content/check.hpp).
// Problems come in the order of the files, each with file, line, column and pointer.
Result<Pack> load_pack(const std::vector<SourceFile>& files);

// One file of translations (content/translation.hpp); load_pack() leaves them alone.
struct Translation;
Result<Translation> read_translation(const SourceFile& file);

// Calls `each` with the kind, the id (where the kind has a file for each) and the value of every part of a pack that is
// a file of its own. A new kind of file stands here, in read_file(), in schema_files() and in bundle.cpp.
template <class F>
void each_part(Pack& pack, F each) {
  each("pack", std::string(), pack.info);
  DocumentsFile documents{std::move(pack.documents)};
  each("documents", std::string(), documents);
  pack.documents = std::move(documents.documents);
  PlacesFile places{std::move(pack.places), std::move(pack.populations)};
  each("places", std::string(), places);
  pack.places = std::move(places.places);
  pack.populations = std::move(places.populations);
  MeasuresFile measures{std::move(pack.measures)};
  each("measures", std::string(), measures);
  pack.measures = std::move(measures.measures);
  for (Topic& topic : pack.topics) each("topic", topic.id, topic);
  for (Survey& survey : pack.surveys) each("survey", survey.id, survey);
  for (EqualitySet& set : pack.equality_sets) each("equality", set.id, set);
  for (ReadingPage& page : pack.pages) each("page", page.id, page);
  each("words", std::string(), pack.words);
}

}  // namespace roadshow::content
