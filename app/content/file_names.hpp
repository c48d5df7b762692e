// The names that files of a pack have, and what is wrong with another name.
#pragma once

#include <string>
#include <string_view>

namespace roadshow::content {

// The kind of a file by its name ("measures", "topic", ...), which is also the name of its schema; empty: not a
// file of a pack.
std::string_view kind_of_file(std::string_view name);

// "topics/waiting-list.json" from its kind and id.
std::string name_of_file(std::string_view kind, std::string_view id);

// What editors and browsers make of a name ("measures (1).json", "measures.json.txt", "Measures.JSON"), where
// kind_of_file() knows none: the cause, and what to do.
std::string fault_of_name(std::string_view name);

// Whether a folder of a pack has this name: topics, surveys, ...
bool is_pack_folder(std::string_view name);

// Whether somebody meant this to be a file of a pack: what is no such file is then a mistake, and else none of ours.
bool looks_like_content(std::string_view name);

// What systems and editors leave beside files, which nobody typed: .DS_Store, Thumbs.db, ~$measures.json.
bool is_left_by_system(std::string_view name);

}  // namespace roadshow::content
