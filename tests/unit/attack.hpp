// What can be worked out of hidden numbers when sums of them are known: by subtraction over and over, and by linear
// programming.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace roadshow::test {

inline constexpr double unlimited = 1e6;

struct Unknown {
  double low = 0;
  double high = unlimited;
};

// What an attacker knows: sums of unknowns.
struct Knowledge {
  std::vector<Unknown> unknowns;
  std::vector<std::pair<std::vector<size_t>, double>> sums;

  size_t add(Unknown unknown) {
    unknowns.push_back(unknown);
    return unknowns.size() - 1;
  }
};

// Subtraction over and over, until nothing more comes of it.
inline Unknown by_subtraction(Knowledge known, size_t wanted) {
  for (bool more = true; more;) {
    more = false;
    for (const auto& [members, total] : known.sums) {
      double low = 0;
      double high = 0;
      for (const size_t member : members) {
        low += known.unknowns[member].low;
        high += known.unknowns[member].high;
      }
      for (const size_t member : members) {
        Unknown& one = known.unknowns[member];
        const double least = std::max(one.low, total - (high - one.high));
        const double most = std::min(one.high, total - (low - one.low));
        if (least > one.low + 0.5 || most < one.high - 0.5) {
          more = true;
          low += least - one.low;
          high -= one.high - most;
          one = {least, most};
        }
      }
    }
  }
  return known.unknowns[wanted];
}

// The simplex method (Bland's rule, artificial variables): the largest value of sign * unknown.
class Simplex {
 public:
  Simplex(const Knowledge& known, size_t wanted, double sign) {
    const size_t n = known.unknowns.size();
    const auto is_bounded = [&](size_t i) { return known.unknowns[i].high < unlimited; };
    size_t slacks = 0;
    for (size_t i = 0; i < n; ++i) slacks += is_bounded(i) ? 1 : 0;
    const size_t rows = known.sums.size() + slacks;
    width_ = n + slacks + rows + 1;
    size_t slack = n;
    size_t artificial = n + slacks;
    first_artificial_ = artificial;
    for (const auto& [members, total] : known.sums) {
      std::vector<double> row(width_);
      double rest = total;
      for (const size_t member : members) {
        row[member] += 1;
        rest -= known.unknowns[member].low;
      }
      add_row(std::move(row), rest, artificial++);
    }
    for (size_t i = 0; i < n; ++i) {
      if (!is_bounded(i)) continue;
      std::vector<double> row(width_);
      row[i] = 1;
      row[slack++] = 1;
      add_row(std::move(row), known.unknowns[i].high - known.unknowns[i].low, artificial++);
    }
    std::vector<double> phase_one(width_);
    for (size_t i = first_artificial_; i + 1 < width_; ++i) phase_one[i] = -1;
    feasible = solve(phase_one, width_ - 1) > -1e-6;
    std::vector<double> goal(width_);
    goal[wanted] = sign;
    best = sign * solve(goal, first_artificial_) + known.unknowns[wanted].low;
  }

  bool feasible = false;
  double best = 0;

 private:
  void add_row(std::vector<double> row, double right, size_t artificial) {
    if (right < 0) {
      for (double& one : row) one = -one;
      right = -right;
    }
    row[artificial] = 1;
    row[width_ - 1] = right;
    table_.push_back(std::move(row));
    basis_.push_back(artificial);
  }

  double solve(const std::vector<double>& goal, size_t columns) {
    while (true) {
      size_t enter = columns;
      for (size_t column = 0; column < columns && enter == columns; ++column) {
        double gain = goal[column];
        for (size_t row = 0; row < table_.size(); ++row) gain -= goal[basis_[row]] * table_[row][column];
        if (gain > 1e-7) enter = column;
      }
      if (enter == columns) break;
      size_t leave = table_.size();
      for (size_t row = 0; row < table_.size(); ++row) {
        if (table_[row][enter] < 1e-7) continue;
        if (leave == table_.size()) {
          leave = row;
          continue;
        }
        const double here = table_[row][width_ - 1] / table_[row][enter];
        const double there = table_[leave][width_ - 1] / table_[leave][enter];
        if (here < there - 1e-9 || (here < there + 1e-9 && basis_[row] < basis_[leave])) leave = row;
      }
      if (leave == table_.size()) return unlimited;
      pivot(leave, enter);
    }
    double value = 0;
    for (size_t row = 0; row < table_.size(); ++row) value += goal[basis_[row]] * table_[row][width_ - 1];
    return value;
  }

  void pivot(size_t leave, size_t enter) {
    const double by = table_[leave][enter];
    for (double& one : table_[leave]) one /= by;
    for (size_t row = 0; row < table_.size(); ++row) {
      const double factor = table_[row][enter];
      if (row == leave || std::abs(factor) < 1e-12) continue;
      for (size_t column = 0; column < width_; ++column) table_[row][column] -= factor * table_[leave][column];
    }
    basis_[leave] = enter;
  }

  size_t width_ = 0;
  size_t first_artificial_ = 0;
  std::vector<std::vector<double>> table_;
  std::vector<size_t> basis_;
};

enum class Attack { subtraction, programming };

inline Unknown range_of(const Knowledge& known, size_t wanted, Attack attack) {
  if (attack == Attack::subtraction) return by_subtraction(known, wanted);
  const Simplex least(known, wanted, -1);
  const Simplex most(known, wanted, 1);
  REQUIRE(least.feasible);
  return {least.best, most.best};
}

}  // namespace roadshow::test
