// From the files of a pack to a Pack, or to every problem in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/file_names.hpp"
#include "content/pack.hpp"

namespace roadshow::content {

// One file of a pack: "measures.json", "topics/waiting-list.json", or shared: "words.json".
struct SourceFile {
  std::string name;
  std::string text;
  std::string trouble = {};  // why it could not be read; empty when it was
};

// Reads and checks everything: form of each file, then every reference between them (content/check.hpp).
// Problems come in the order of the files, each with file, line, column and pointer.
Result<Pack> load_pack(const std::vector<SourceFile>& files);

// All files of a pack as one JSON text, which the site serves: {"files": [{"name": ..., "text": ...}, ...]}. The texts
// are the files themselves, so a problem is located in the browser as it is on the desk.
std::string to_bundle(const std::vector<SourceFile>& files);
Result<std::vector<SourceFile>> from_bundle(std::string_view bundle);
Result<Pack> load_bundle(std::string_view bundle);

// A survey carries the equality questions of the sets that it names: whoever has the survey has all that it asks.
void fill_in_equality(Pack& pack);

// A file of published/, in a bundle of its own (published.json of a site).
Result<std::vector<Definition>> load_published(std::string_view bundle);

// One file of translations (content/translation.hpp); load_pack() leaves them alone.
struct Translation;
Result<Translation> read_translation(const SourceFile& file);

// Calls `each` with the kind, the id (where the kind has a file for each) and the value of every part of a pack that is
// a file of its own. A new kind of file stands here, in read_file() and in schema_files().
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
