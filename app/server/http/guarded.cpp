#include "server/http/guarded.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <typeinfo>

namespace roadshow::server {

void say_caught(Metrics& metrics, Caught where) noexcept {
  metrics.caught(where);
  try {
    throw;
  } catch (const std::exception& exception) {
    spdlog::error("One request or connection was ended by an exception of type {}.", typeid(exception).name());
  } catch (...) {
    spdlog::error("One request or connection was ended by an exception of an unknown type.");
  }
}

}  // namespace roadshow::server
