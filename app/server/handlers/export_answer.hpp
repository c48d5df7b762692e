// GET /v1/surveys/{id}/export?format=csv&part=answers: what was answered, for analysts; contact details for
// administrators.
#pragma once

#include "server/handlers/routes.hpp"

namespace roadshow::server {

void get_export(const Call& call, const Done& done);

}  // namespace roadshow::server
