// The tables of a PostgreSQL store, and the way from each earlier version to this one.
#pragma once

#include <string>

#include "server/store/postgres.hpp"

namespace roadshow::server {

// Brings the database to the newest version; several may do so at once. The reason why not, or nothing.
std::string migrate(PgConnection& connection);

}  // namespace roadshow::server
