// The tables of a SQLite store, and the way from each earlier version to this one.
#pragma once

#include <string>

#include "server/store/sqlite.hpp"

namespace roadshow::server {

// Brings the database to the newest version. The reason why not, or nothing.
std::string migrate(Database& database);

// The reason why this is not a store that can be read, or nothing.
std::string check_readable(Database& database);

}  // namespace roadshow::server
