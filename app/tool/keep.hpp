// roadshow backup and roadshow verify: what those who keep the answers need beside serving.
#pragma once

#include <string>

namespace roadshow::tool {

struct BackupOptions {
  std::string store;
  std::string out;  // a file; replaced when the copy is whole
};

// 0 when the copy is whole and on the disk.
int run_backup(const BackupOptions& options);

struct VerifyOptions {
  std::string store;
};

// Prints what the store holds. 1 when something in it is wrong, which standard error says, or when it cannot be read.
int run_verify(const VerifyOptions& options);

}  // namespace roadshow::tool
