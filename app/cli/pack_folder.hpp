// A content folder on disk: packs, shared words, schemas.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/load.hpp"

namespace roadshow::cli {

// The names of the packs: folders with a pack.json.
std::vector<std::string> packs_in(const std::filesystem::path& content);

// What is in the folder of a pack.
struct PackFolder {
  std::vector<content::SourceFile> files;  // also those that cannot be taken, with their trouble
  Problems notes;                          // what is none of ours, so that nothing is passed over in silence
};
PackFolder look_at_pack_folder(const std::filesystem::path& content, const std::string& pack);

// What is wrong beside the packs: folders that nobody would find to be a pack, shared files with another name.
Problems faults_of_content_folder(const std::filesystem::path& content);

// The files of a pack, with the shared words of its language as "words.json", those of its other languages as
// "words.ur.json", and the shared sets of equality questions that its surveys name as "equality/...". Missing files are
// simply not there; load_pack says which are needed.
std::vector<content::SourceFile> read_pack_folder(const std::filesystem::path& content, const std::string& pack);

// The pack in each of its languages, the one it is written in first; or every problem, with the path of its file.
Result<std::vector<content::Pack>> read_editions(const std::filesystem::path& content, const std::string& pack);

// Where a file of a pack lies on disk, for messages: "content/staffordshire-stoke/measures.json".
std::string path_of_file(const std::filesystem::path& content, const std::string& pack, const std::string& name,
                         const std::vector<content::SourceFile>& files);

}  // namespace roadshow::cli
