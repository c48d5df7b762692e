// What the build writes for programs: the content of one language for the browser and the service, and what was
// published before. It was checked when it was built; reading it stops at the first thing that cannot be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/pack.hpp"

namespace roadshow::content {

// All but what was published, which browsers have no use for.
std::string to_bundle(const Pack& pack);
Result<Pack> load_bundle(std::string_view bundle);

// published.json of a site.
std::string to_published_bundle(const std::vector<Definition>& definitions);
Result<std::vector<Definition>> load_published(std::string_view bundle);

}  // namespace roadshow::content
