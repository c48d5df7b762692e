// A survey answered on a plain form: what its fields are called, and the answers in them.
//
// A field has the code of its question as its name and the code of an option, or words, as its value; multiple choice
// sends one field for each choice. A ranking has a field for each option with its place as value (rank_field), and one
// under its own code for "they all matter the same". The equality questions are fields of the same form, and so are the
// contact details (survey/contact.hpp). A field that is empty, or that no question has, is no answer.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "survey/response.hpp"

namespace roadshow::survey {

using Fields = std::vector<std::pair<std::string, std::string>>;  // name and value, in the order of the form

// The value of the first field of that name; empty when there is none.
std::string_view value_of(const Fields& fields, std::string_view name);

// Words as a browser sends them, as they are stored.
std::string written(std::string text);

std::string rank_field(const Question& question, const content::Option& option);

struct FormAnswers {
  Answers answers;   // all that can be put as an answer, also where a rule is broken
  GivenApart apart;  // the same, where the survey asks for it
  // By the code of the question, or the field of a contact detail; only questions on the route.
  std::map<std::string, Fault> faults;
};
FormAnswers read_form(const Survey& survey, const Fields& fields);

}  // namespace roadshow::survey
