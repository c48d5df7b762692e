// roadshow backup and roadshow verify: what those who keep the answers need beside serving.
#pragma once

#include <string>

namespace roadshow::cli {

struct BackupOptions {
  std::string store;
  std::string out;       // a file
  bool replace = false;  // an older copy, once the new one is whole
};

// 0 when the copy is whole and on the disk.
int run_backup(const BackupOptions& options);

struct VerifyOptions {
  std::string store;
};

// Prints what the store holds. 1 when something in it is wrong, which standard error says, or when it cannot be read.
int run_verify(const VerifyOptions& options);

struct AcceptOptions {
  std::string store;
};

// A person says that the store is right as it is, although it holds less than was acknowledged, or is not there.
int run_accept(const AcceptOptions& options);

}  // namespace roadshow::cli
