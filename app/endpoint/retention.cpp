#include "endpoint/retention.hpp"

#include <cstdio>
#include <cstdlib>

#include "endpoint/access.hpp"

namespace roadshow::endpoint {
namespace {

// Contact details can have a shorter time than the answers, so they are looked through by themselves.
Result<int64_t> delete_contacts(Store& store, const std::string& survey, const std::string& month) {
  std::vector<std::string> keys;
  std::string why = store.each_apart(Part::contact, survey, [&](const Apart& piece, const std::string& given_in) {
    if (given_in < month) keys.push_back(piece.key);
  });
  for (size_t i = 0; why.empty() && i < keys.size(); ++i)
    why = remove_apart_and_wait(store, Part::contact, survey, keys[i]);
  if (!why.empty()) return Problems{{{}, why}};
  return static_cast<int64_t>(keys.size());
}

std::string line_of(const std::string& survey, const Removed& removed) {
  return "delete what is past its time of " + survey + ": " + std::to_string(removed.responses) + " responses, " +
         std::to_string(removed.equality) + " equality answers, " + std::to_string(removed.contact) +
         " contact details";
}

}  // namespace

std::string month_of(std::chrono::system_clock::time_point time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
  return text;
}

std::string months_before(const std::string& month, int months) {
  const int since_year_0 = std::atoi(month.substr(0, 4).c_str()) * 12 + std::atoi(month.substr(5).c_str()) - 1 - months;
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", since_year_0 / 12, since_year_0 % 12 + 1);
  return text;
}

Result<Removed> delete_expired(Store& store, const std::vector<content::Survey>& surveys, const std::string& month) {
  Removed all;
  for (const content::Survey& survey : surveys) {
    if (survey.keep.months <= 0) continue;  // a survey made in a test; content always says
    auto result = store.remove_before(survey.id, months_before(month, survey.keep.months));
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
    if (day_of(now) != last && work_(now)) last = day_of(now);
    lock.lock();
    wake_.wait_for(lock, pause_, [this] { return ending_; });
  }
}

}  // namespace roadshow::endpoint
