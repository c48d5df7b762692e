#include "endpoint/store.hpp"

#include <future>

// The promises are shared: the one who waits can be awake and gone before set_value has let go of its promise.
namespace roadshow::endpoint {

PutResult put_and_wait(Store& store, Record record) {
  const auto promise = std::make_shared<std::promise<PutResult>>();
  store.put(std::move(record), [promise](PutResult result) { promise->set_value(std::move(result)); });
  return promise->get_future().get();
}

std::string check_and_wait(Store& store) {
  const auto promise = std::make_shared<std::promise<std::string>>();
  store.check([promise](std::string why) { promise->set_value(std::move(why)); });
  return promise->get_future().get();
}

}  // namespace roadshow::endpoint
