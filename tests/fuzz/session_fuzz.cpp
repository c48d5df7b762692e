// Whole connections: any bytes, in pieces cut anywhere, through the real session over a pair of sockets.
//
// The input is a byte with the number of cuts, that many bytes that say how long the pieces are (in steps of 1 to 300
// bytes), and then what is sent. What must hold: nothing is thrown, each answer is one of ours, the same bytes in one
// piece have the same answers, and all memory is given back at the end.
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "../unit/fake_store.hpp"
#include "../unit/small_pack.hpp"
#include "server/handlers/service.hpp"
#include "server/sockets/session.hpp"

using namespace roadshow;
using namespace roadshow::server;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

const Service& service() {
  static FakeStore store;
  static const auto bytes = std::make_shared<const std::string>("bytes");
  static const Service all{
      test::small_pack("p"), {{"/index.html", {"text/html", "tag", false, bytes, bytes, bytes}}}, store};
  return all;
}

// The status of each answer. Bodies are JSON or "bytes", so no line of one begins like an answer.
std::string statuses(const std::string& text) {
  hold(text.empty() || text.starts_with("HTTP/1."));
  std::string found;
  for (size_t at = text.find("HTTP/1."); at != std::string::npos; at = text.find("HTTP/1.", at + 1)) {
    const std::string status = text.substr(at + 9, 3);
    hold(status.size() == 3 && status >= "100" && status < "600" && status != "500");
    // Which fault of a request is found first depends on how it is cut; that there is one does not.
    found += status == "400" || status == "413" || status == "431" ? "refused " : status + " ";
  }
  return found;
}

std::string answers_to(std::string_view sent, const std::vector<size_t>& cuts) {
  std::array<int, 2> ends{};
  hold(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
  static Metrics metrics;
  boost::asio::io_context io;
  const auto ask = [](Request request, std::function<void(Answer)> done) {
    handle(std::move(request), service(), std::move(done));
  };
  const auto aside = [&io](std::function<void()> work) { boost::asio::post(io, std::move(work)); };
  const std::shared_ptr<Connections> door(new Connections{ask, aside, {}, metrics, false});
  std::string answers;
  const auto run = [&] {
    do {
      io.restart();
      std::array<char, 65'536> bytes{};
      for (ssize_t n = 0; (n = recv(ends[0], bytes.data(), bytes.size(), MSG_DONTWAIT)) > 0;)
        answers.append(bytes.data(), static_cast<size_t>(n));
    } while (io.poll() > 0);
  };
  {
    Socket socket(boost::asio::make_strand(io));
    socket.assign(boost::asio::ip::tcp::v4(), ends[1]);
    start_session(std::move(socket), door);
  }
  for (size_t i = 0; !sent.empty(); ++i) {
    const std::string_view piece = sent.substr(0, i < cuts.size() ? cuts[i] : 60'000);
    const ssize_t n = send(ends[0], piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n <= 0) break;  // closed
    sent.remove_prefix(static_cast<size_t>(n));
    run();
    hold(metrics.connection_bytes < 512 * 1024);
  }
  shutdown(ends[0], SHUT_WR);
  run();
  close(ends[0]);
  run();
  hold(door->is_empty());
  hold(metrics.connection_bytes == 0);
  for (const Caught where : {Caught::socket, Caught::accept, Caught::lane, Caught::answer})
    hold(metrics.caught_count(where) == 0);
  return statuses(answers);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const size_t count = std::min<size_t>(data[0] % 64, size - 1);
  std::vector<size_t> cuts;
  for (size_t i = 0; i < count; ++i) cuts.push_back(data[1 + i] < 200 ? data[1 + i] + 1U : (data[1 + i] - 199U) * 300U);
  const std::string_view sent(reinterpret_cast<const char*>(data) + 1 + count, size - 1 - count);
  const std::string in_pieces = answers_to(sent, cuts);
  hold(in_pieces == answers_to(sent, {}));
  return 0;
}
