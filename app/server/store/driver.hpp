// The kinds of store: one row each, found by how the name of a store begins.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/store.hpp"
#include "server/store/verify.hpp"

namespace roadshow::server {

struct StoreDriver {
  std::vector<std::string_view> schemes;  // "postgresql://"; none: every other name, which is a path
  // A file of this machine, which can rot unseen, and beside which the highest number that was acknowledged is noted.
  bool is_file = false;
  std::unique_ptr<Store> (*open)(const std::string& name);
  bool (*exists)(const std::string& name);        // a database says itself what is wrong, when it is opened
  std::string (*shown)(const std::string& name);  // as it may be printed: without a password
  Result<Findings> (*verify)(const std::string& name, const std::function<bool()>& stop);
  std::string_view numbers;  // what holds of the numbers in one that is right
  // One of the two: a copy, or what to copy it with, to `to`.
  std::string (*copy)(const std::string& from, const std::string& to) = nullptr;
  std::string (*copied_with)(const std::string& to) = nullptr;
};

const StoreDriver& driver_of(std::string_view name);

}  // namespace roadshow::server
