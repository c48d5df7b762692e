#include "server/handlers/retention.hpp"

#include <algorithm>
#include <set>

#include "server/handlers/access.hpp"

namespace roadshow::server {
namespace {

// Contact details can have a shorter time than the answers, so they are looked through by themselves.
Result<int64_t> delete_contacts(Store& store, const std::string& survey, const std::string& month) {
  std::vector<std::string> keys;
  std::string why =
      store.for_each_piece(PieceKind::contact, survey, [&](const Piece& piece, const std::string& given_in) {
        if (given_in < month) keys.push_back(piece.key);
      });
  for (size_t i = 0; why.empty() && i < keys.size(); ++i)
    why = delete_piece_and_wait(store, PieceKind::contact, survey, keys[i]);
  if (!why.empty()) return Problems{{{}, why}};
  return static_cast<int64_t>(keys.size());
}

std::string line_of(const std::string& survey, const Removed& removed) {
  return "delete what is past its time of " + survey + ": " + std::to_string(removed.responses) + " responses, " +
         std::to_string(removed.equality) + " equality answers, " + std::to_string(removed.contact) +
         " contact details";
}

constexpr auto most_ahead = std::chrono::days(45);  // a month that nobody answered in, and a half
constexpr auto most_behind = std::chrono::days(2);
constexpr int64_t handful = 20;
constexpr int64_t share = 4;  // one part of so many

Problems problem(std::string why) { return {{{}, std::move(why)}}; }

// The day that a run was seen last; empty: none yet.
Result<std::string> day_seen(Store& store) {
  std::string day;
  const std::string why = store.for_each_entry("clock", [&](const Entry& entry) {
    if (entry.key == "seen") day = entry.body;
  });
  if (!why.empty()) return problem(why);
  return day;
}

std::string see_day(Store& store, Time now) { return upsert_and_wait(store, {"clock", "seen", day_of(now)}); }

// Counts what is there of a survey, and what is past its time.
std::string look_at(Store& store, const content::Survey& survey, const std::string& month, Expiry& expiry) {
  const std::string before = months_before(month, survey.keep.months);
  const std::string contact_before =
      months_before(month, survey.keep.contact_months > 0 ? survey.keep.contact_months : survey.keep.months);
  std::string why = store.for_each_response(survey.id, [&](const Stored& stored) {
    ++expiry.all.responses;
    if (stored.record.month < before) ++expiry.due.responses;
    expiry.last = std::max(expiry.last, stored.receipt.stored_at);
  });
  const auto pieces = [&](PieceKind part, const std::string& limit, int64_t& all, int64_t& due) {
    if (why.empty())
      why = store.for_each_piece(part, survey.id, [&](const Piece&, const std::string& given_in) {
        ++all;
        if (given_in < limit) ++due;
      });
  };
  pieces(PieceKind::equality, before, expiry.all.equality, expiry.due.equality);
  pieces(PieceKind::contact, std::max(before, contact_before), expiry.all.contact, expiry.due.contact);
  return why;
}

std::string why_wait(const Expiry& expiry, Time now) {
  if (total(expiry.due) == 0 && expiry.last.empty()) return {};
  Time last;
  if (read_time(expiry.last, last)) {
    const std::string days = "The clock of this machine says " + day_of(now) +
                             ", and the newest that the store knows of is " + expiry.last.substr(0, 10) + ".";
    if (now - last > most_ahead && total(expiry.due) > 0) return days + " One of the two may be wrong.";
    if (last - now > most_behind) return days + " A clock does not go back.";
  }
  const auto many = [](int64_t due, int64_t all) { return due > handful && due * share > all; };
  if (many(expiry.due.responses, expiry.all.responses) || many(expiry.due.equality, expiry.all.equality) ||
      many(expiry.due.contact, expiry.all.contact))
    return "More than a quarter of what is there is past its time.";
  return {};
}

// Entries beside responses that are not there. They are read first: a response that comes meanwhile is then known.
std::string drop_orphans(Store& store, const std::vector<content::Survey>& surveys) {
  std::vector<Entry> beside;
  std::string why;
  for (const char* kind : {"quote", "annotation"}) {
    if (why.empty())
      why = store.for_each_entry(kind, [&](const Entry& entry) { beside.push_back({kind, entry.key, ""}); });
  }
  if (beside.empty()) return why;
  for (const content::Survey& survey : surveys) {
    std::set<std::string> there;
    if (why.empty())
      why = store.for_each_response(
          survey.id, [&](const Stored& stored) { there.insert(survey.id + "/" + stored.record.id + "/"); });
    for (size_t i = 0; why.empty() && i < beside.size(); ++i) {
      const std::string& key = beside[i].key;
      if (key.starts_with(survey.id + "/") && !there.contains(key.substr(0, key.rfind('/') + 1)))
        why = delete_entry_and_wait(store, beside[i].kind, key);
    }
  }
  return why;
}

}  // namespace

int64_t total(const Removed& removed) { return removed.responses + removed.equality + removed.contact; }

Result<Expiry> look_at_expired(Store& store, const std::vector<content::Survey>& surveys, Time now) {
  auto seen = day_seen(store);
  if (auto* problems = std::get_if<Problems>(&seen)) return std::move(*problems);
  Expiry expiry;
  expiry.last = std::get<std::string>(seen);
  for (const content::Survey& survey : surveys) {
    if (survey.keep.months <= 0) continue;
    if (std::string why = look_at(store, survey, month_of(now), expiry); !why.empty()) return problem(std::move(why));
  }
  expiry.why_wait = why_wait(expiry, now);
  return expiry;
}

Result<std::string> run_retention(Store& store, const std::vector<content::Survey>& surveys, Time now) {
  auto looked = look_at_expired(store, surveys, now);
  if (auto* problems = std::get_if<Problems>(&looked)) return std::move(*problems);
  const Expiry& expiry = std::get<Expiry>(looked);
  if (!expiry.why_wait.empty())
    return expiry.why_wait + " Nothing was deleted. See what would be, and say yes: roadshow expire --yes-delete " +
           std::to_string(total(expiry.due));
  auto removed = delete_expired(store, surveys, month_of(now));
  if (auto* problems = std::get_if<Problems>(&removed)) return std::move(*problems);
  std::string why = drop_orphans(store, surveys);
  if (why.empty()) why = see_day(store, now);
  if (!why.empty()) return problem(std::move(why));
  return std::string();
}

Result<Removed> delete_agreed(Store& store, const std::vector<content::Survey>& surveys, Time now, int64_t agreed) {
  auto looked = look_at_expired(store, surveys, now);
  if (auto* problems = std::get_if<Problems>(&looked)) return std::move(*problems);
  const int64_t due = total(std::get<Expiry>(looked).due);
  if (due != agreed)
    return problem("This would delete " + std::to_string(due) + " records and not " + std::to_string(agreed) +
                   ". Nothing was deleted.");
  auto removed = delete_expired(store, surveys, month_of(now));
  if (std::holds_alternative<Problems>(removed)) return removed;
  if (std::string why = see_day(store, now); !why.empty()) return problem(std::move(why));
  return removed;
}

Result<Removed> delete_expired(Store& store, const std::vector<content::Survey>& surveys, const std::string& month) {
  Removed all;
  for (const content::Survey& survey : surveys) {
    if (survey.keep.months <= 0) continue;  // a survey made in a test; content always says
    auto result = store.delete_before(survey.id, months_before(month, survey.keep.months));
    if (auto* problems = std::get_if<Problems>(&result)) return std::move(*problems);
    Removed& removed = std::get<Removed>(result);
    if (survey.keep.contact_months > 0) {
      const auto contacts = delete_contacts(store, survey.id, months_before(month, survey.keep.contact_months));
      if (const auto* problems = std::get_if<Problems>(&contacts)) return *problems;
      removed.contact += std::get<int64_t>(contacts);
    }
    all.responses += removed.responses;
    all.equality += removed.equality;
    all.contact += removed.contact;
    if (removed.responses + removed.equality + removed.contact == 0) continue;
    if (const std::string why = audit(store, {Role::administrator, ""}, line_of(survey.id, removed)); !why.empty())
      return Problems{{{}, why}};
  }
  return all;
}

Daily::Daily(std::function<bool(Time)> work, std::function<Time()> now, std::chrono::milliseconds pause)
    : work_(std::move(work)), now_(std::move(now)), pause_(pause), thread_([this] { run(); }) {}

Daily::~Daily() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Daily::run() {
  const auto day_of = [](Time time) { return std::chrono::floor<std::chrono::days>(time); };
  auto last = day_of(now_()) - std::chrono::days(1);
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    const Time now = now_();
    try {
      if (day_of(now) != last && work_(now)) last = day_of(now);
    } catch (const std::exception&) {  // such as no memory: tried again after the pause
    }
    lock.lock();
    wake_.wait_for(lock, pause_, [this] { return ending_; });
  }
}

}  // namespace roadshow::server
