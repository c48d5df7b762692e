// One connection: reads requests, has them answered, writes the answers. Used by server.cpp only.
#pragma once

#include <atomic>
#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <set>

#include "server/http/metrics.hpp"
#include "server/sockets/server.hpp"

namespace roadshow::server {

class Session;

// All that happens to one connection happens one after the other, whichever thread it is on.
using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::strand<boost::asio::io_context::executor_type>>;

// What all sessions of one port share.
struct Connections {
  // Calls done once, from any thread.
  std::function<void(Request request, std::function<void(Answer)> done)> ask;
  std::function<void(std::function<void()>)>
      run_blocking;  // runs it on a thread that may wait for the disk, and catches
  ServerOptions options;
  Metrics&
      metrics;  // outlives every session; its connection_bytes is what counts against options.most_connection_bytes
  bool logs = true;
  // A request that is refused before ask() sees it: its answer as this reader needs it. Null: as it is.
  std::function<Answer(const Request& request, Answer answer)> for_people = nullptr;

  // The sessions that are open, so that a stop reaches them; and how many requests have no answer yet.
  std::mutex mutex;
  std::set<Session*> open;
  std::atomic<bool> stopping = false;
  std::atomic<int> asking = 0;

  void stop();  // sessions that wait end at once, the others after their answer
  bool is_empty();
};

void start_session(Socket socket, const std::shared_ptr<Connections>& connections);

}  // namespace roadshow::server
