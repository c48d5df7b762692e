// assets/openapi.json, which describes every route of the endpoint (OpenAPI 3.1), as a text in the program.
#pragma once

#include <string_view>

namespace roadshow::server {

std::string_view openapi_document();

}  // namespace roadshow::server
