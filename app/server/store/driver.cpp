#include "server/store/driver.hpp"

#include <algorithm>
#include <filesystem>

#include "server/store/postgres.hpp"

namespace roadshow::server {
namespace {

bool is_file(const std::string& name) {
  std::error_code error;
  return std::filesystem::is_regular_file(name, error);
}

const std::vector<StoreDriver>& drivers() {
  static const std::vector<StoreDriver> all = {
      {.schemes = {"postgres://", "postgresql://"},
       .open = postgres_store,
       .exists = [](const std::string& /*name*/) { return true; },
       .shown = shown_address,
       .verify = verify_postgres,
       .numbers = "No number was given twice.",
       .copied_with =
           [](const std::string& to) {
             return "A PostgreSQL store is copied with PostgreSQL's own program: pg_dump --format=custom --file=" + to +
                    " and the connection string. It also runs while answers are being stored.";
           }},
      {.schemes = {},
       .is_file = true,
       .open = [](const std::string& name) { return sqlite_store(name); },
       .exists = is_file,
       .shown = [](const std::string& name) { return name; },
       .verify = verify_sqlite,
       .numbers = "No number is missing.",
       .copy = copy_sqlite},
  };
  return all;
}

}  // namespace

const StoreDriver& driver_of(std::string_view name) {
  const auto begins = [&](std::string_view scheme) { return name.starts_with(scheme); };
  return *std::find_if(drivers().begin(), drivers().end(), [&](const StoreDriver& one) {
    return one.schemes.empty() || std::any_of(one.schemes.begin(), one.schemes.end(), begins);
  });
}

std::unique_ptr<Store> open_store(const std::string& name) { return driver_of(name).open(name); }

std::string shown(std::string_view name) { return driver_of(name).shown(std::string(name)); }

Result<Findings> verify_store(const std::string& name, const std::function<bool()>& stop) {
  return driver_of(name).verify(name, stop);
}

}  // namespace roadshow::server
