#include "server/sockets/lane_threads.hpp"

#include <boost/asio/post.hpp>
#include <memory>

#include "server/http/guarded.hpp"

namespace roadshow::server {

void LaneThreads::add(std::function<void()> work) {
  ++there_;
  const std::shared_ptr<void> leaves(nullptr, [this](void*) { --there_; });  // also when it cannot be posted
  boost::asio::post(pool_, [this, leaves, work = std::move(work)] { guarded(metrics_, Caught::lane, work); });
}

void LaneThreads::add_piece(std::function<void()> work) {
  boost::asio::post(pool_, [this, work = std::move(work)] { guarded(metrics_, Caught::lane, work); });
}

}  // namespace roadshow::server
