// Signs that a response may not have come from a person. They are hints for whoever reads the results: a flagged
// response is stored, acknowledged and counted like any other, since a fast reader, a paper form typed in by a
// champion, or a page that was loaded again look the same.
//
// The one place of flags is an entry of kind "flag" in the store: its key is the id of the response, its body is
// {"flags": ["quick"]}. They are no part of the response, so its hash and its receipt do not change.
#pragma once

#include <string>
#include <vector>

#include "endpoint/http.hpp"
#include "survey/response.hpp"

namespace roadshow::endpoint {

// "quick": the device says in the header Roadshow-Seconds that its page was open for less than two seconds for each
// question that was asked. A device that does not say is not flagged.
std::vector<std::string> flags_of(const Request& request, const survey::Response& response);

// The body of the entry.
std::string flags_entry(const std::vector<std::string>& flags);

}  // namespace roadshow::endpoint
