#include "content/tokens.hpp"

#include <cmath>

#include "content/plural.hpp"
#include "content/power_of_ten.hpp"

namespace roadshow::content {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::string month_name(const Pack& pack, std::string_view month, Word list = Word::month_names) {
  const auto names = split(pack.words[list], ',');
  const size_t index = static_cast<size_t>((month[5] - '0') * 10 + (month[6] - '0')) - 1;
  return index < names.size() ? names[index] : std::string(month.substr(5, 2));
}

Word word_of(Unit unit) {
  switch (unit) {
    case Unit::percent:
      return Word::unit_percent;
    case Unit::people:
      return Word::unit_people;
    case Unit::days:
      return Word::unit_days;
    case Unit::referrals:
      return Word::unit_referrals;
    case Unit::cases:
      return Word::unit_cases;
  }
  return Word::unit_people;
}

template <class Accept>
const Value* newest_where(const Measure& measure, std::string_view place, Accept accept) {
  const Value* best = nullptr;
  for (const Value& value : measure.values) {
    if (value.place == place && accept(value) && (!best || value.period > best->period)) best = &value;
  }
  return best;
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  for (size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    tokens.emplace_back(text.substr(open + 1, close - open - 1));
  }
  return tokens;
}

std::optional<std::string> value_of_token(const Pack& pack, std::string_view token) {
  const size_t dot = token.find('.');
  const size_t at = token.find('@');
  const Measure* measure = find(pack.measures, token.substr(0, std::min(dot, at)));
  if (!measure || pack.places.empty()) return std::nullopt;
  if (dot != std::string_view::npos) {
    if (token.substr(dot) != ".target" || !measure->target) return std::nullopt;
    const double target = measure->target->value;
    // Targets are set in whole numbers: "92%" and "42 days", not "92.0%".
    return target == std::floor(target)
               ? counted(pack.words[word_of(measure->unit)], pack.info.language, format_number(target, 0))
               : format_value(pack, measure->unit, target);
  }
  const std::string_view place =
      at == std::string_view::npos ? std::string_view(whole_area(pack)) : token.substr(at + 1);
  const Value* value = newest_published(*measure, place);
  if (!value) return std::nullopt;
  return format_value(pack, measure->unit, *value->value);
}

std::string fill_tokens(const Pack& pack, std::string_view text) {
  std::string filled;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close != std::string_view::npos) {
      if (const auto value = value_of_token(pack, text.substr(i + 1, close - i - 1))) {
        filled += *value;
        i = close;
        continue;
      }
    }
    filled += text[i];
  }
  return filled;
}

std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string filled;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    bool found = false;
    if (close != std::string_view::npos) {
      for (const auto& [name, value] : values) {
        if (name != text.substr(i + 1, close - i - 1)) continue;
        filled += value;
        i = close;
        found = true;
        break;
      }
    }
    if (!found) filled += text[i];
  }
  return filled;
}

std::string format_number(double value, int decimals) {
  const bool negative = value < 0;
  const double scale = power_of_ten(decimals);
  const auto scaled = static_cast<unsigned long long>(std::llround(std::fabs(value) * scale));
  const auto unit = static_cast<unsigned long long>(scale);
  std::string text = std::to_string(scaled / unit);
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) text.insert(static_cast<size_t>(i), ",");
  if (decimals > 0) {
    const std::string fraction = std::to_string(scaled % unit);
    text += "." + std::string(static_cast<size_t>(decimals) - fraction.size(), '0') + fraction;
  }
  return negative && scaled > 0 ? "-" + text : text;
}

std::string format_value(const Pack& pack, Unit unit, double value) {
  const int decimals = unit == Unit::percent || unit == Unit::days ? 1 : 0;
  return counted(pack.words[word_of(unit)], pack.info.language, format_number(value, decimals));
}

std::string format_month(const Pack& pack, std::string_view month) {
  return month_name(pack, month) + " " + std::string(month.substr(0, 4));
}

std::string format_month_short(const Pack& pack, std::string_view month) {
  return format_month_only(pack, month) + " " + std::string(month.substr(2, 2));
}

std::string format_month_only(const Pack& pack, std::string_view month) {
  return month_name(pack, month, Word::month_names_short);
}

std::string format_date(const Pack& pack, std::string_view date) {
  const std::string day = std::to_string((date[8] - '0') * 10 + (date[9] - '0'));
  return day + " " + month_name(pack, date, Word::month_names_in_dates) + " " + std::string(date.substr(0, 4));
}

const Value* newest(const Measure& measure, std::string_view place) {
  return newest_where(measure, place, [](const Value&) { return true; });
}

const Value* newest_published(const Measure& measure, std::string_view place) {
  return newest_where(measure, place, [](const Value& value) { return value.value.has_value(); });
}

const Value* value_at(const Measure& measure, std::string_view place, std::string_view period) {
  return newest_where(measure, place, [&](const Value& value) { return value.period == period; });
}

}  // namespace roadshow::content
