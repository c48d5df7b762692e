// A person's word that a SQLite store is right as it is, although it holds less than was acknowledged.
#pragma once

#include <string>

#include "content/problem.hpp"

namespace roadshow::server {

// Lowers the number beside the store to what is there, and writes the audit; or removes it when there is no store, so
// that a new one can begin. What was done, as a sentence.
Result<std::string> accept_store(const std::string& path);

}  // namespace roadshow::server
