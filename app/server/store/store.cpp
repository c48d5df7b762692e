#include "server/store/store.hpp"

#include <future>

#include "server/store/postgres.hpp"

namespace roadshow::server {
namespace {

// The promise is shared: the one who waits can be awake and gone before set_value has let go of it.
template <class T, class Start>
T wait_for(const Start& start) {
  const auto promise = std::make_shared<std::promise<T>>();
  start([promise](T result) { promise->set_value(std::move(result)); });
  return promise->get_future().get();
}

template <class Pages, class Take>
std::string each_of(const Pages& pages, const Take& take) {
  while (true) {
    const auto page = pages();
    if (const auto* problems = std::get_if<Problems>(&page)) return problems->at(0).sentence;
    if (std::get<0>(page).empty()) return {};
    for (const auto& one : std::get<0>(page)) take(one);
  }
}

}  // namespace

std::string Store::for_each_response(const std::string& survey, const std::function<void(const Stored&)>& take) {
  return each_of(pages(survey), take);
}

std::string Store::for_each_piece(PieceKind part, const std::string& survey,
                                  const std::function<void(const Piece&, const std::string&)>& take) {
  return each_of(piece_pages(part, survey), [&](const StoredPiece& stored) { take(stored.piece, stored.month); });
}

InsertResult insert_and_wait(Store& store, Record record) {
  return wait_for<InsertResult>([&](auto done) { store.insert(std::move(record), std::move(done)); });
}

WithdrawResult withdraw_and_wait(Store& store, Withdrawal withdrawal) {
  return wait_for<WithdrawResult>([&](auto done) { store.withdraw(std::move(withdrawal), std::move(done)); });
}

std::string delete_piece_and_wait(Store& store, PieceKind part, std::string survey, std::string key) {
  return wait_for<std::string>(
      [&](auto done) { store.delete_piece(part, std::move(survey), std::move(key), std::move(done)); });
}

std::string check_writable_and_wait(Store& store) {
  return wait_for<std::string>([&](auto done) { store.check_writable(std::move(done)); });
}

std::string upsert_and_wait(Store& store, Entry entry) {
  return wait_for<std::string>([&](auto done) { store.upsert(std::move(entry), std::move(done)); });
}

std::string delete_entry_and_wait(Store& store, std::string kind, std::string key) {
  return wait_for<std::string>(
      [&](auto done) { store.delete_entry(std::move(kind), std::move(key), std::move(done)); });
}

bool is_postgres(std::string_view name) { return name.starts_with("postgres://") || name.starts_with("postgresql://"); }

std::unique_ptr<Store> open_store(const std::string& name) {
  return is_postgres(name) ? postgres_store(name) : sqlite_store(name);
}

std::string shown(std::string_view name) {
  return is_postgres(name) ? shown_address(std::string(name)) : std::string(name);
}

}  // namespace roadshow::server
