// roadshow token: who may read results, export answers and manage them. A token is shown once, when it is made.
#pragma once

#include <string>

namespace roadshow::cli {

struct TokenOptions {
  std::string store;  // the SQLite file
  std::string role;   // add: viewer, analyst or administrator
  std::string name;   // add: of a team or a use
  std::string id;     // remove: as in the list
};

// 0 when it was done, 1 when it could not be: a sentence on standard error says why.
int run_token_add(const TokenOptions& options);  // prints the token and nothing else on standard output
int run_token_list(const TokenOptions& options);
int run_token_remove(const TokenOptions& options);

}  // namespace roadshow::cli
