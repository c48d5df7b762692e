#include "server/handlers/accept.hpp"

#include <filesystem>

#include "server/handlers/access.hpp"
#include "server/store/sqlite_schema.hpp"
#include "server/store/store.hpp"
#include "server/store/store_files.hpp"

namespace roadshow::server {

Result<std::string> accept_store(const std::string& path) {
  const auto problem = [](std::string sentence) { return Problems{{{}, std::move(sentence)}}; };
  const auto read = read_highest(path);  // a damaged one is no reason to stop: it is what a person decides about
  const auto* known = std::get_if<std::optional<int64_t>>(&read);
  if (known && !*known) return problem("There is nothing to accept: no number is kept beside " + path + ".");
  std::error_code error;
  if (!file_id(path)) {
    std::filesystem::remove(highest_file(path), error);
    if (error) return problem(highest_file(path) + " cannot be removed: " + error.message() + ".");
    return std::string("There was no store. roadshow serve makes a new, empty one at " + path + ".");
  }
  int64_t last = 0;
  {
    Database database(path, Database::Mode::read_only);
    if (std::string why = check_readable(database); !why.empty()) return problem(std::move(why));
    last = database.number("select coalesce(max(sequence), 0) from response");
  }
  const std::string was = known ? std::to_string(**known) : "not known";
  if (known && **known <= last)
    return problem("There is nothing to accept: number " + was + " was acknowledged, and the store ends at " +
                   std::to_string(last) + ".");
  std::filesystem::remove(highest_file(path), error);
  if (error) return problem(highest_file(path) + " cannot be removed: " + error.message() + ".");
  const auto store = sqlite_store(path);
  const std::string done =
      "accept that the store ends at number " + std::to_string(last) + "; the highest number acknowledged was " + was;
  if (const std::string why = audit(*store, {Role::administrator, ""}, done); !why.empty()) return problem(why);
  return std::string("The store ends at number ") + std::to_string(last) + "; " + was +
         " was the highest that was acknowledged. It is right as it is from now on, and the audit says so.";
}

}  // namespace roadshow::server
