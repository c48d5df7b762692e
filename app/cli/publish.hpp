// roadshow publish: writes down what a survey asks, for roadshow check and for the endpoint.
#pragma once

#include <string>

#include "cli/find_pack.hpp"

namespace roadshow::cli {

struct PublishOptions {
  PackPlace place;  // a content folder
  std::string survey;
};

// Writes content/PACK/published/SURVEY-VERSION.json. 1 when that version was published with other questions.
int run_publish(const PublishOptions& options);

}  // namespace roadshow::cli
