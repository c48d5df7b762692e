#include "tool/token.hpp"

#include <cstdio>

#include "endpoint/access.hpp"
#include "tool/find_pack.hpp"

namespace roadshow::tool {
namespace {

int fail(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  return 1;
}

}  // namespace

int run_token_add(const TokenOptions& options) {
  const auto role = endpoint::role_named(options.role);
  if (!role) return fail("There is no role \"" + options.role + "\". Choose viewer, analyst or administrator.");
  const auto store = endpoint::sqlite_store(options.store);
  const auto token = endpoint::add_token(*store, *role, options.name);
  if (const auto* problems = std::get_if<Problems>(&token)) return print(*problems);
  std::fprintf(stderr, "This token is shown only now. Give it to its owner in a safe way:\n");
  std::printf("%s\n", std::get<std::string>(token).c_str());
  return 0;
}

int run_token_list(const TokenOptions& options) {
  const auto store = endpoint::sqlite_store(options.store);
  const auto tokens = endpoint::list_tokens(*store);
  if (const auto* problems = std::get_if<Problems>(&tokens)) return print(*problems);
  for (const endpoint::Token& token : std::get<std::vector<endpoint::Token>>(tokens))
    std::printf("%s  %-13s  %s  %s\n", token.id.c_str(), std::string(endpoint::name_of(token.role)).c_str(),
                token.made_at.c_str(), token.name.c_str());
  return 0;
}

int run_token_remove(const TokenOptions& options) {
  const auto store = endpoint::sqlite_store(options.store);
  const auto removed = endpoint::remove_token(*store, options.id);
  if (const auto* problems = std::get_if<Problems>(&removed)) return print(*problems);
  if (!std::get<bool>(removed))
    return fail("There is no token " + options.id + ". roadshow token list shows those that are there.");
  std::fprintf(stderr, "The token %s lets nobody in any more.\n", options.id.c_str());
  return 0;
}

}  // namespace roadshow::tool
