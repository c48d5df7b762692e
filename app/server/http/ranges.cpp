#include "server/http/ranges.hpp"

#include <algorithm>
#include <charconv>

#include "server/http/http.hpp"

namespace roadshow::server {
namespace {

std::optional<size_t> number_of(std::string_view digits) {
  size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// "0.25" is 250; -1 when it is not 0 to 1 with at most three decimals.
int thousandths(std::string_view q) {
  if (q.empty() || q.size() > 5 || (q[0] != '0' && q[0] != '1') || (q.size() > 1 && q[1] != '.')) return -1;
  int value = q[0] - '0';
  for (size_t i = 2; i < 5; ++i) {
    const char digit = i < q.size() ? q[i] : '0';
    if (digit < '0' || digit > '9') return -1;
    value = value * 10 + (digit - '0');
  }
  return value > 1000 ? -1 : value;
}

// Of one part of the list: "br;q=0.5".
int weight_of_part(std::string_view parameters) {
  parameters = trimmed(parameters);
  if (parameters.empty()) return 1000;
  const bool named = parameters.starts_with("q=") || parameters.starts_with("Q=");
  return named ? std::max(0, thousandths(trimmed(parameters.substr(2)))) : 0;
}

}  // namespace

std::variant<WholeFile, Unsatisfiable, Range> read_range(std::string_view range, size_t size) {
  constexpr std::string_view unit = "bytes=";
  if (range.size() < unit.size() || !same_in_any_case(range.substr(0, unit.size()), unit)) return WholeFile{};
  range = trimmed(range.substr(unit.size()));
  const size_t hyphen = range.find('-');
  if (hyphen == std::string_view::npos) return WholeFile{};
  const std::string_view from = range.substr(0, hyphen);
  const std::string_view to = range.substr(hyphen + 1);
  const auto first = number_of(from);
  const auto last = number_of(to);
  if ((!from.empty() && !first) || (!to.empty() && !last) || (!first && !last)) return WholeFile{};
  if (!first) {  // the last so many bytes
    if (*last == 0 || size == 0) return Unsatisfiable{};
    return Range{size - std::min(*last, size), size - 1};
  }
  if (last && *last < *first) return WholeFile{};
  if (*first >= size) return Unsatisfiable{};
  return Range{*first, last ? std::min(*last, size - 1) : size - 1};
}

std::optional<int> weight_of(std::string_view accept_encoding, std::string_view coding) {
  std::optional<int> named;
  std::optional<int> any;
  while (!accept_encoding.empty()) {
    const size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view part = trimmed(accept_encoding.substr(0, comma));
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const size_t semicolon = std::min(part.find(';'), part.size());
    const std::string_view name = trimmed(part.substr(0, semicolon));
    const int weight = weight_of_part(part.substr(std::min(semicolon + 1, part.size())));
    if (same_in_any_case(name, coding)) {
      named = std::max(named.value_or(0), weight);
    } else if (name == "*") {
      any = weight;
    }
  }
  return named ? named : any;
}

}  // namespace roadshow::server
