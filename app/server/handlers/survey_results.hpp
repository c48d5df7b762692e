// /v1/surveys/{id}/results.json for everyone or for viewers, as the survey says; /v1/surveys/{id}/texts.json and the
// annotations for analysts.
#pragma once

#include "server/handlers/routes.hpp"

namespace roadshow::server {

// 200 with the results, 304, 404 without such a survey, 401 when they are not public and no token came.
void get_results(const Call& call, const Done& done);

// The answers in words, a few hundred at a time: ?after= goes on where the last page ended.
void get_texts(const Call& call, const Done& done);

// PUT: tags, a note and "may be published" beside one answer. 204.
void put_annotation(const Call& call, const Done& done);

}  // namespace roadshow::server
