// The protection of a table: whether each hidden count could be anything from 0 to T - 1 while every row and column
// keeps its total. Counts move around closed paths; a path is a way through the graph of rows and columns.
#include <algorithm>
#include <limits>

#include "survey/disclosure/disclosure.hpp"

namespace roadshow::survey {
namespace {

constexpr int64_t no_limit = std::numeric_limits<int64_t>::max() / 4;

struct Cell {
  int64_t value = 0;
  int64_t low = 0;  // what it can be, for somebody who sees what is published
  int64_t high = no_limit;
};
using Cells = std::vector<std::vector<Cell>>;

struct Place {
  size_t row = 0;
  size_t column = 0;
};

// Moves one person around a path that ends in this cell: `step` is 1 or -1. False: there is no path.
class Mover {
 public:
  Mover(Cells& cells, bool free_columns, Place at) : cells_(cells), free_columns_(free_columns), at_(at) {}

  bool move(int step) {
    const size_t rows = cells_.size();
    const size_t from = step > 0 ? rows + at_.column : at_.row;  // nodes: rows first, then columns
    const size_t to = step > 0 ? at_.row : rows + at_.column;
    if (!find(from, to)) return false;
    cells_[at_.row][at_.column].value += step;
    for (size_t node = to; node != from; node = before_[node]) {
      const size_t previous = before_[node];
      const bool lowers = previous >= rows;  // from a column to a row
      if (lowers && node >= rows) continue;  // between columns: nobody moves
      const size_t row = lowers ? node : previous;
      const size_t column = (lowers ? previous : node) - rows;
      cells_[row][column].value += lowers ? -1 : 1;
    }
    return true;
  }

 private:
  // The shortest way. From a column to a row when the cell between them can be lower, back when it can be higher.
  bool find(size_t from, size_t to) {
    const size_t rows = cells_.size();
    const size_t columns = cells_[0].size();
    constexpr size_t nowhere = std::numeric_limits<size_t>::max();
    before_.assign(rows + columns, nowhere);
    std::vector<size_t> queue = {from};
    before_[from] = from;
    const auto reach = [&](size_t node, size_t by) {
      if (before_[node] != nowhere) return;
      before_[node] = by;
      queue.push_back(node);
    };
    for (size_t i = 0; i < queue.size() && before_[to] == nowhere; ++i) {
      const size_t node = queue[i];
      if (node < rows) {
        for (size_t column = 0; column < columns; ++column) {
          const Cell& cell = cells_[node][column];
          if (!is_end(node, column) && cell.value < cell.high) reach(rows + column, node);
        }
        continue;
      }
      for (size_t row = 0; row < rows; ++row) {
        const Cell& cell = cells_[row][node - rows];
        if (!is_end(row, node - rows) && cell.value > cell.low) reach(row, node);
      }
      if (!free_columns_) continue;
      for (size_t column = 0; column < columns; ++column) reach(rows + column, node);
    }
    return before_[to] != nowhere;
  }
  bool is_end(size_t row, size_t column) const { return row == at_.row && column == at_.column; }

  Cells& cells_;
  const bool free_columns_;
  const Place at_;
  std::vector<size_t> before_;
};

bool can_be(Cells cells, bool free_columns, Place at, int64_t wanted) {
  Mover mover(cells, free_columns, at);
  int64_t& value = cells[at.row][at.column].value;
  while (value != wanted) {
    if (!mover.move(value < wanted ? 1 : -1)) return false;
  }
  return true;
}

class Protector {
 public:
  Protector(const Grid& grid, int64_t fewest, int64_t nearest)
      : grid_(grid), fewest_(fewest), rows_(grid.cells.size()), columns_(grid.cells[0].size()) {
    hidden_.assign(rows_, std::vector<Hidden>(columns_, Hidden::no));
    cells_.assign(rows_, std::vector<Cell>(columns_));
    for (size_t row = 0; row < rows_; ++row) {
      for (size_t column = 0; column < columns_; ++column) {
        const int64_t value = grid.cells[row][column];
        Cell& cell = cells_[row][column];
        cell.value = value;
        if (is_rest(row, column)) {
          hidden_[row][column] = Hidden::withheld;
        } else if (value < fewest) {
          hidden_[row][column] = Hidden::few;
          cell.high = fewest - 1;
        } else {
          const int64_t shown = rounded(value, nearest);
          cell.low = std::max(fewest, shown - nearest / 2);
          cell.high = shown + (nearest - 1) / 2;
        }
      }
    }
  }

  std::vector<std::vector<Hidden>> run() {
    for (size_t row = 0; row < rows_; ++row) {
      for (size_t column = 0; column < columns_; ++column) {
        while (!is_safe({row, column})) {
          if (!withhold_near({row, column})) return {};
        }
      }
    }
    return std::move(hidden_);
  }

 private:
  bool is_rest(size_t row, size_t column) const {
    return (grid_.rest_row && row + 1 == rows_) || (grid_.rest_column && column + 1 == columns_);
  }

  // What stands in a rest is at most as much as all of it: a part can be T - 1 when the whole can be. It can always be
  // zero, since the rest has other parts.
  bool is_safe(Place at) const {
    const bool rest = is_rest(at.row, at.column);
    const bool secret = (grid_.secret_row && grid_.rest_row && at.row + 1 == rows_) ||
                        (grid_.secret_column && grid_.rest_column && at.column + 1 == columns_);
    const int64_t value = grid_.cells[at.row][at.column];
    if (rest ? !secret || value >= fewest_ - 1 : value >= fewest_) return true;
    return can_be(cells_, grid_.free_columns, at, fewest_ - 1) && (rest || can_be(cells_, grid_.free_columns, at, 0));
  }

  // Withholds the smallest count in the row or column of this place, or anywhere. False: none is shown any more.
  bool withhold_near(Place at) {
    const auto smallest = [&](bool anywhere) {
      Place found{rows_, columns_};
      for (size_t row = 0; row < rows_; ++row) {
        for (size_t column = 0; column < columns_; ++column) {
          if (hidden_[row][column] != Hidden::no || (!anywhere && row != at.row && column != at.column)) continue;
          if (found.row == rows_ || cells_[row][column].value < cells_[found.row][found.column].value)
            found = {row, column};
        }
      }
      return found;
    };
    Place found = smallest(false);
    if (found.row == rows_) found = smallest(true);
    if (found.row == rows_) return false;
    hidden_[found.row][found.column] = Hidden::withheld;
    cells_[found.row][found.column].low = fewest_;
    cells_[found.row][found.column].high = no_limit;
    return true;
  }

  const Grid& grid_;
  const int64_t fewest_;
  const size_t rows_;
  const size_t columns_;
  Cells cells_;
  std::vector<std::vector<Hidden>> hidden_;
};

}  // namespace

std::vector<int64_t> with_rest(const std::vector<int64_t>& counts, const std::vector<size_t>& shown, int64_t all) {
  std::vector<int64_t> some;
  some.reserve(shown.size() + 1);
  for (const size_t column : shown) {
    some.push_back(counts[column]);
    all -= counts[column];
  }
  some.push_back(std::max<int64_t>(all, 0));  // perturbed counts need not add up
  return some;
}

std::vector<std::vector<Hidden>> protect_grid(const Grid& grid, int64_t fewest, int64_t nearest) {
  if (grid.cells.empty() || grid.cells[0].empty()) return {};
  auto hidden = Protector(grid, fewest, nearest).run();
  const bool shows_any = std::any_of(hidden.begin(), hidden.end(), [](const auto& row) {
    return std::find(row.begin(), row.end(), Hidden::no) != row.end();
  });
  return shows_any ? hidden : std::vector<std::vector<Hidden>>{};
}

}  // namespace roadshow::survey
