// What tests of the stores share: a place for a store of each kind, and responses to put into it.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/store/store.hpp"

namespace roadshow::server {

// A folder of its own for each test.
struct Folder {
  Folder() {
    std::string name = std::filesystem::temp_directory_path() / "roadshow-store-XXXXXX";
    path = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string store() const { return path / "store.db"; }
  std::filesystem::path path;
};

struct Sqlite {
  Folder folder;
  std::unique_ptr<Store> open() const { return sqlite_store(folder.store()); }
};

// A schema of its own in one server, which is started for the first test that needs it and ends with this program.
struct Postgres {
  std::string address = new_postgres_schema();
  std::unique_ptr<Store> open() const { return postgres_store(address); }

  static std::string new_postgres_schema();
  static void restart();  // as after a crash
};

}  // namespace roadshow::server

TYPE_TO_STRING_AS("SQLite", roadshow::server::Sqlite);
TYPE_TO_STRING_AS("PostgreSQL", roadshow::server::Postgres);

namespace roadshow::server {

inline std::string id_of(int number) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012d", number);
  return text;
}

inline Record record(int number, const std::string& body = "{}") {
  return {.id = id_of(number), .survey = "views", .version = "1", .sha256 = "sha of " + body, .body = body};
}

inline Record with_pieces(int number) {
  Record whole = record(number);
  whole.sha256 = "sha " + std::to_string(number);
  whole.body = "answers of " + std::to_string(number);
  whole.month = "2026-11";
  whole.withdrawal = "hash " + std::to_string(number);
  whole.equality = Piece{"e" + std::to_string(number), "equality of " + std::to_string(number)};
  whole.contact = Piece{"c" + std::to_string(number), "contact of " + std::to_string(number)};
  return whole;
}

inline Withdrawal withdrawal_of(int number) {
  const std::string n = std::to_string(number);
  return {"views", id_of(number), "hash " + n, "e" + n, "c" + n};
}

inline int64_t rows_of(Store& store) {
  const auto count = store.count();
  REQUIRE(std::holds_alternative<int64_t>(count));
  return std::get<int64_t>(count);
}

inline bool same_receipt(const Receipt& a, const Receipt& b) {
  return a.id == b.id && a.sha256 == b.sha256 && a.sequence == b.sequence && a.stored_at == b.stored_at;
}

}  // namespace roadshow::server
