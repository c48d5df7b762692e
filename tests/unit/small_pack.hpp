// A pack that is only a name and surveys, for tests of the endpoint.
#pragma once

#include <string>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::test {

inline std::vector<content::Pack> small_pack(std::string id, std::vector<content::Survey> surveys = {}) {
  std::vector<content::Pack> packs(1);
  packs[0].info.id = std::move(id);
  packs[0].info.language = "en";
  packs[0].surveys = std::move(surveys);
  return packs;
}

}  // namespace roadshow::test
