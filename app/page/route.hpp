// Addresses of the site in the language of a pack, in and out. The rows are in content/addresses.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/addresses.hpp"
#include "content/pack.hpp"

namespace roadshow::page {

using content::is;
using content::path_of;
using content::Route;
using content::row_of;
using content::Screen;

// The route of an address (page/address.hpp) in the language of `pack`. Everything the pack does not have is not_found;
// nothing is guessed.
Route parse_route(const content::Pack& pack, std::string_view path);

// Every address in the language of `pack`: `roadshow build` writes a file for each.
std::vector<std::string> static_paths(const content::Pack& pack);

}  // namespace roadshow::page
