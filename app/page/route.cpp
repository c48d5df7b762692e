#include "page/route.hpp"

#include "page/address.hpp"

namespace roadshow::page {

Route parse_route(const content::Pack& pack, std::string_view path) {
  const std::string spelt = path.empty() ? "/" : path_in(path);
  const std::string prefix = content::prefix_of(pack, pack.info.language);
  std::string_view rest = spelt;
  if (rest.empty() || !rest.starts_with(prefix)) return {.screen = Screen::not_found};
  rest.remove_prefix(prefix.size());
  if (!rest.empty() && !rest.starts_with('/')) return {.screen = Screen::not_found};
  Route route = content::route_of(pack, rest);
  if (route.screen == Screen::waits) {
    const content::Locality* place = content::find(pack.places, query_value(path, "at"));
    if (place && place->kind == content::PlaceKind::provider) route.place = place->id;
  }
  return route;
}

std::vector<std::string> static_paths(const content::Pack& pack) {
  std::vector<std::string> paths = content::built_paths(pack);
  const std::string prefix = content::prefix_of(pack, pack.info.language);
  for (std::string& path : paths) path.insert(0, prefix);
  return paths;
}

}  // namespace roadshow::page
