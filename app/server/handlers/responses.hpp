// PUT /v1/responses/{uuid}: check, store, answer. The table of answers is in ARCHITECTURE.md, "The response and
// the service": 201 stored, 202 the same again, 409 other content, 413 415 422 never acceptable, 503 not now.
#pragma once

#include <functional>
#include <string>

#include "content/response_size.hpp"
#include "server/handlers/service.hpp"
#include "server/http/http.hpp"
#include "server/store/clock.hpp"
#include "survey/response.hpp"

namespace roadshow::server {

inline constexpr size_t most_body_bytes = content::most_response_bytes;  // 256 kB

// The 413 of a body above that, also for a server that stops reading there.
Answer too_large();

// As it is stored: the pieces that are kept apart, each under its own key, and the rest. What it says of its month is
// believed as far as kept_month() does.
Record record_of(survey::Response response, Time now = std::chrono::system_clock::now());

// Puts a response that follows the rules of its survey into the store, with its flags: the one way in, for devices and
// for forms. `done` is called once, perhaps from a thread of the store.
void store_response(survey::Response response, std::vector<std::string> flags, const Service& service,
                    std::function<void(const InsertResult&)> done);

// `id` is the last step of the path. `done` is called once, perhaps from a thread of the store.
void put_response(const Request& request, const std::string& id, const Service& service,
                  std::function<void(Answer)> done);

}  // namespace roadshow::server
