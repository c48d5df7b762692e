// Signs that a response may not have come from a person. They are hints for whoever reads the results: a flagged
// response is stored, acknowledged and counted like any other, since a fast reader, a paper form typed in by a
// champion, or a page that was loaded again look the same.
//
// The one place of flags is an entry of kind "flag" in the store: its key is the id of the response, its body is
// {"flags": ["quick"]}. They are no part of the response, so its hash and its receipt do not change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/http/http.hpp"
#include "survey/response.hpp"

namespace roadshow::server {

// "quick": the page was open for less than two seconds for each question that was asked. Without a time there is none.
// (A form adds "trap" when its hidden field was filled in.)
std::vector<std::string> flags_of(std::optional<int64_t> seconds, const survey::Response& response);

// What the device says in the header Roadshow-Seconds: how long its page was open.
std::optional<int64_t> seconds_said(const Request& request);

// The body of the entry.
std::string flags_entry(const std::vector<std::string>& flags);

}  // namespace roadshow::server
