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

std::string Store::each(const std::string& survey, const std::function<void(const Stored&)>& take) {
  return each_of(pages(survey), take);
}

std::string Store::each_apart(Part part, const std::string& survey,
                              const std::function<void(const Apart&, const std::string&)>& take) {
  return each_of(pages_apart(part, survey), [&](const StoredPiece& stored) { take(stored.piece, stored.month); });
}

PutResult put_and_wait(Store& store, Record record) {
  return wait_for<PutResult>([&](auto done) { store.put(std::move(record), std::move(done)); });
}

WithdrawResult withdraw_and_wait(Store& store, Withdrawal withdrawal) {
  return wait_for<WithdrawResult>([&](auto done) { store.withdraw(std::move(withdrawal), std::move(done)); });
}

std::string remove_apart_and_wait(Store& store, Part part, std::string survey, std::string key) {
  return wait_for<std::string>(
      [&](auto done) { store.remove_apart(part, std::move(survey), std::move(key), std::move(done)); });
}

std::string check_and_wait(Store& store) {
  return wait_for<std::string>([&](auto done) { store.check(std::move(done)); });
}

std::string keep_and_wait(Store& store, Entry entry) {
  return wait_for<std::string>([&](auto done) { store.keep(std::move(entry), std::move(done)); });
}

std::string drop_and_wait(Store& store, std::string kind, std::string key) {
  return wait_for<std::string>([&](auto done) { store.drop(std::move(kind), std::move(key), std::move(done)); });
}

bool is_postgres(std::string_view name) { return name.starts_with("postgres://") || name.starts_with("postgresql://"); }

std::unique_ptr<Store> open_store(const std::string& name) {
  return is_postgres(name) ? postgres_store(name) : sqlite_store(name);
}

std::string shown(std::string_view name) {
  return is_postgres(name) ? shown_address(std::string(name)) : std::string(name);
}

}  // namespace roadshow::server
