// A store whose records stand in memory, for tests of what is read from stores.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "fake_store.hpp"
#include "support.hpp"

namespace roadshow::test {

struct KeptStore : server::FakeStore {
  server::Pages pages(const std::string& survey) override {
    return [this, alive = reading, survey, at = size_t{0}]() mutable -> Result<std::vector<server::Stored>> {
      ++pages_read;
      if (pages_read > breaks_after) return Problems{{{}, "The store went away."}};
      std::vector<server::Stored> page;
      for (; at < responses.size() && page.size() < page_rows; ++at) {
        if (responses[at].record.survey == survey) page.push_back(responses[at]);
      }
      return page;
    };
  }
  server::PiecePages piece_pages(server::PieceKind part, const std::string&) override {
    return [this, part, at = size_t{0}]() mutable -> Result<std::vector<server::StoredPiece>> {
      const auto& pieces = part == server::PieceKind::equality ? equality : contact;
      const auto from = pieces.begin() + static_cast<std::ptrdiff_t>(std::exchange(at, pieces.size()));
      return std::vector<server::StoredPiece>(from, pieces.end());
    };
  }

  void add(const survey::Response& response, const std::string& flag = "") {
    const auto number = static_cast<int64_t>(responses.size() + 1);
    responses.push_back({{.id = response.id,
                          .survey = response.survey,
                          .version = response.version,
                          .sha256 = "",
                          .body = survey::parts_of(response).answers,
                          .month = response.month},
                         {response.id, "", number, "2026-11-21T23:58:01.123Z"},
                         flag});
  }

  std::vector<server::Stored> responses;
  std::vector<server::StoredPiece> equality;
  std::vector<server::StoredPiece> contact;
  size_t page_rows = 7;
  std::atomic<int> pages_read = 0;
  int breaks_after = 1 << 30;
  // Held by everyone who is reading: one reader more, one use more.
  std::shared_ptr<int> reading = std::make_shared<int>();
};

}  // namespace roadshow::test
