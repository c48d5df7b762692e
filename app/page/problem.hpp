// What somebody reads who opened an address and cannot have what they asked for, when the program does not run.
#pragma once

#include <string>

#include "content/pack.hpp"
#include "page/node.hpp"

namespace roadshow::page {

// `status`: of the answer, from 400 on. `path`: where to try again. For what leads nowhere (400 and 404) the page for
// that.
Page problem_page(const content::Pack& pack, int status, const std::string& path);

}  // namespace roadshow::page
