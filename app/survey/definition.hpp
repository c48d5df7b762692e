// Which definition of a survey a response answers, and what answers to two definitions have in common.
#pragma once

#include <string>
#include <vector>

#include "survey/response.hpp"

namespace roadshow::survey {

// 16 hexadecimal digits of a hash of everything that decides which answers there can be: codes, kinds, conditions,
// limits. The words are not in it, so all languages have the same.
std::string definition_digest(const Survey& survey);

// Those of `surveys` that a response can be an answer to: of its survey and version, and of its definition where it
// names one that is among them. They are in the order of `surveys`; devices of before name no definition.
std::vector<const Survey*> definitions_for(const Response& response, const std::vector<Survey>& surveys);

// Whether answers to the two can be added up: the same kind of question, with the same codes.
bool same_codes(const Question& one, const Question& other);

// What is left of a response to one definition for counting it by another.
Response counted_by(const Questions& now, const Questions& asked, Response response);
Answers counted_by(const Questions& now, const Questions& asked, Answers answers);

// The questions of all definitions, those of the first in front; questions of one code and kind have the options of
// both. For columns and labels; not for checking answers.
Questions merged(const std::vector<const Questions*>& all);

}  // namespace roadshow::survey
