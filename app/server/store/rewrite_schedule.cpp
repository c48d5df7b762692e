#include "server/store/rewrite_schedule.hpp"

#include <algorithm>

namespace roadshow::server {
namespace {

using namespace std::chrono_literals;

constexpr int share_of_time = 100;  // one part of so many
constexpr auto least_when_busy =
    100ms;  // counted as spent when the store was busy, so that it is not asked all the time

}  // namespace

bool RewriteSchedule::begin_if_due(Moment moment) {
  if (running_ || !changed_ || (Clock::now() < next_ && moment != Moment::closing)) return false;
  running_ = true;
  changed_ = false;
  table_ = 0;
  after_.clear();
  spent_ = {};
  return true;
}

void RewriteSchedule::step(const Rewrite& rewrite) {
  const auto start = Clock::now();
  const std::optional<Rewritten> rewritten = rewrite(tables_[table_], after_);
  spent_ += Clock::now() - start;
  if (!rewritten) {
    running_ = false;
    changed_ = true;
    spent_ = std::max<Clock::duration>(spent_, least_when_busy);
  } else if (rewritten->whole_table) {
    after_.clear();
    running_ = ++table_ < tables_.size();
  } else {
    after_ = rewritten->last_key;
  }
  next_ = Clock::now() + spent_ * share_of_time;
}

std::chrono::milliseconds RewriteSchedule::pause() const {
  if (running_) return 0ms;
  if (!changed_) return 60'000ms;
  return std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(next_ - Clock::now()), 250ms, 60'000ms);
}

}  // namespace roadshow::server
