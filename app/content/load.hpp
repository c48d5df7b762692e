// From the files of a pack to a Pack, or to every problem in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::content {

// One file of a pack: "measures.json", "topics/waiting-list.json", or shared: "words.json".
struct SourceFile {
  std::string name;
  std::string text;
};

// Reads and checks everything: form of each file, then every reference between them (content/check.hpp).
// Problems come in the order of the files, each with file, line, column and pointer.
Result<Pack> load_pack(const std::vector<SourceFile>& files);

// All files of a pack as one JSON text, which the site serves: {"files": [{"name": ..., "text": ...}, ...]}. The texts
// are the files themselves, so a problem is located in the browser as it is on the desk.
std::string to_bundle(const std::vector<SourceFile>& files);
Result<std::vector<SourceFile>> from_bundle(std::string_view bundle);
Result<Pack> load_bundle(std::string_view bundle);

// The kind of a file by its name ("measures", "topic", ...), which is also the name of its schema; empty: not a
// file of a pack.
std::string_view kind_of_file(std::string_view name);

}  // namespace roadshow::content
