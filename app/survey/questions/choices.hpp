// What the kinds of question that have options share.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "survey/questions/rules.hpp"

namespace roadshow::survey {

using Options = std::vector<content::Option>;

bool offers(const Options& options, std::string_view code);
bool has_twice(const Codes& codes);
Codes codes_of(const Options& options);
Codes shuffled(const Options& options, Random& random);

// The values of all fields of that name that are not empty.
Codes values_of(const Fields& fields, std::string_view name);
// One is an answer, several are a fault that fault_of() finds.
std::optional<Answer> one_of(Codes values);

void take_words(Options& options);
// In whatever order.
bool has_same_codes(const Options& one, const Options& other);
bool has_same_codes_in_order(const Options& one, const Options& other);
// Adds those that no list of the question has, `known`.
void add_options(Options& to, const Options& from, const std::vector<const Options*>& known);

}  // namespace roadshow::survey
