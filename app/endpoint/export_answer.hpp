// GET /v1/surveys/{id}/export?format=csv&part=answers: what was answered, for analysts; contact details for
// administrators.
#pragma once

#include "endpoint/routes.hpp"

namespace roadshow::endpoint {

void send_export(const Call& call, const Done& done);

}  // namespace roadshow::endpoint
