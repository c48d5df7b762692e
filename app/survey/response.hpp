// The response record: what one person said, as it is posted, stored and exported.
//
// JSON: {"schema": "roadshow/response/1", "id": uuid, "pack", "survey", "version", "language", "channel", "layout",
// "month": "2026-11", "asked": [codes], "answers": {code: "code or words" | ["codes"]}}. The month is the finest time
// kept. `asked` lists the questions shown, so that "not asked" and "not answered" stay apart for ever.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "content/pack.hpp"
#include "survey/answers.hpp"

namespace roadshow::survey {

struct Response {
  std::string id;  // random UUID, made when the survey starts
  std::string pack;
  std::string survey;
  std::string version;
  std::string language;
  std::string channel;  // web
  std::string layout;   // flow or stage
  std::string month;
  Codes asked;
  Answers answers;
};

// A response that follows the rules of its survey, or every reason why not. Problems carry JSON pointers.
Result<Response> read_response(std::string_view json, const std::vector<Survey>& surveys);

// Sorted, compact JSON: what is posted, stored and hashed. read_response(canonical(r)) gives r again.
std::string canonical(const Response& response);

// What a person keeps, made from the id alone: "RS 7K4M 92HJ" (40 bits, Crockford's base 32).
std::string reference(std::string_view id);

// The start that all ids with this reference share, and no others: "0f8fad5b-d9". The reference as people type it: in
// any case, with or without "RS" and spaces, with O for 0 and I or L for 1. Empty when it is no reference.
std::string id_start(std::string_view reference);

// Lower-case 8-4-4-4-12 hexadecimal.
bool is_uuid(std::string_view text);

// A valid response with random answers; the same seed gives the same response.
Response sample(const Survey& survey, const content::PackInfo& pack, uint64_t seed);

// One column for each code that can be answered; the columns do not depend on the route. Multiple choice has a column
// for each option (1 or 0), ranking one for each option (its place from 1). "not asked" and "" (not answered) differ.
std::vector<std::string> csv_columns(const Survey& survey);
std::vector<std::string> csv_row(const Survey& survey, const Response& response);

}  // namespace roadshow::survey
