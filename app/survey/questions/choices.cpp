#include "survey/questions/choices.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace roadshow::survey {
namespace {

using content::Option;

std::vector<std::pair<std::string, bool>> keys_of(const Options& options) {
  std::vector<std::pair<std::string, bool>> keys;
  for (const Option& option : options) keys.emplace_back(option.code, option.exclusive);
  return keys;
}

}  // namespace

bool offers(const Options& options, std::string_view code) {
  return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.code == code; });
}

bool has_twice(const Codes& codes) { return std::set<std::string>(codes.begin(), codes.end()).size() < codes.size(); }

Codes codes_of(const Options& options) {
  Codes codes;
  for (const Option& option : options) codes.push_back(option.code);
  return codes;
}

Codes shuffled(const Options& options, Random& random) {
  Codes codes = codes_of(options);
  for (size_t i = codes.size(); i > 1; --i) std::swap(codes[i - 1], codes[random.below(i)]);
  return codes;
}

Codes values_of(const Fields& fields, std::string_view name) {
  Codes values;
  for (const auto& [key, value] : fields) {
    if (key == name && !value.empty()) values.push_back(value);
  }
  return values;
}

std::optional<Answer> one_of(Codes values) {
  if (values.empty()) return std::nullopt;
  if (values.size() > 1) return values;
  return std::move(values.front());
}

void take_words(Options& options) {
  for (Option& option : options) option.label = option.note = "";
}

bool has_same_codes(const Options& one, const Options& other) {
  auto keys = keys_of(one);
  auto others = keys_of(other);
  std::sort(keys.begin(), keys.end());
  std::sort(others.begin(), others.end());
  return keys == others;
}

bool has_same_codes_in_order(const Options& one, const Options& other) { return keys_of(one) == keys_of(other); }

void add_options(Options& to, const Options& from, const std::vector<const Options*>& known) {
  for (const Option& option : from) {
    if (std::none_of(known.begin(), known.end(), [&](const Options* list) { return offers(*list, option.code); }))
      to.push_back(option);
  }
}

}  // namespace roadshow::survey
