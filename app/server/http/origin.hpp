// Pages of other sites: which of them may send responses (CORS), and that no other may make its visitors send anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http/http.hpp"

namespace roadshow::server {

// Origins as browsers write them: "https://trust.example", exactly.
using Origins = std::vector<std::string>;

// Whether a page of another site that is not in the list sent this. By Sec-Fetch-Site, which pages cannot forge; in
// browsers without it, by comparing Origin with Host. A client that is no browser sends neither.
bool is_foreign(const Request& request, const Origins& allowed);

// The answer to the question that a browser asks before it sends a response from another site (OPTIONS), or nothing
// when this is no such question.
std::optional<Answer> preflight(const Request& request, const Origins& allowed);

// Lets the page of an allowed origin read the answer.
void allow_reading(Answer& answer, std::string_view origin, const Origins& allowed);

}  // namespace roadshow::server
