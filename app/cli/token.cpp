#include "cli/token.hpp"

#include <cstdio>

#include "cli/find_pack.hpp"
#include "cli/output_file.hpp"
#include "cli/say.hpp"
#include "server/handlers/access.hpp"

namespace roadshow::cli {
int run_token_add(const TokenOptions& options) {
  const auto role = server::role_named(options.role);
  if (!role) return fail("There is no role \"" + options.role + "\". Choose viewer, analyst or administrator.");
  if (options.name.empty() || printable(options.name) != options.name || options.name.find('\n') != std::string::npos)
    return fail("A name is plain text of one line: letters, digits, signs and spaces.");
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = server::open_store(options.store);
  const auto token = server::add_token(*store, *role, options.name);
  if (const auto* problems = std::get_if<Problems>(&token)) return print(*problems);
  std::fprintf(stderr, "This token is shown only now. Give it to its owner in a safe way:\n");
  std::printf("%s\n", std::get<std::string>(token).c_str());
  return 0;
}

int run_token_list(const TokenOptions& options) {
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = server::open_store(options.store);
  const auto tokens = server::list_tokens(*store);
  if (const auto* problems = std::get_if<Problems>(&tokens)) return print(*problems);
  if (std::get<std::vector<server::Token>>(tokens).empty()) std::fprintf(stderr, "There is no token yet.\n");
  for (const server::Token& token : std::get<std::vector<server::Token>>(tokens))
    std::printf("%s  %-13s  %s  %s\n", token.id.c_str(), std::string(server::name_of(token.role)).c_str(),
                token.made_at.c_str(), printable(token.name).c_str());
  return 0;
}

int run_token_remove(const TokenOptions& options) {
  if (const std::string missing = missing_store(options.store); !missing.empty()) return fail(missing);
  const auto store = server::open_store(options.store);
  const auto removed = server::remove_token(*store, options.id);
  if (const auto* problems = std::get_if<Problems>(&removed)) return print(*problems);
  if (!std::get<bool>(removed))
    return fail("There is no token " + options.id + ". roadshow token list shows those that are there.");
  std::fprintf(stderr, "The token %s lets nobody in any more.\n", printable(options.id).c_str());
  return 0;
}

}  // namespace roadshow::cli
