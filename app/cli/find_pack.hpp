// The content that a verb needs, from a built site or from the folder that editors work in.
#pragma once

#include <string>
#include <vector>

#include "content/load.hpp"

namespace roadshow::cli {

struct PackPlace {
  std::string site;     // a folder made by `roadshow build`, with bundle.json; or
  std::string content;  // the content folder, and
  std::string pack;     // the name of the pack in it; may be empty when there is one only
};
Result<content::Pack> find_pack(const PackPlace& place);

// The name of the pack in the content folder: `pack`, or that of the only one when it is empty.
Result<std::string> find_pack_name(const std::string& content, const std::string& pack);

// A built site in every language, the one that the pack is written in first.
Result<std::vector<content::Pack>> packs_of_site(const std::string& site);

// The definitions of surveys that were published before, as the site carries them.
Result<std::vector<content::Definition>> published_of_site(const std::string& site);

// The survey, or the problem that there is none, with the names of those that are there.
Result<content::Survey> find_survey(const content::Pack& pack, const std::string& id);

// Prints each problem on a line of standard error. Gives 1, the exit code for a problem found.
int print(const Problems& problems);

}  // namespace roadshow::cli
