// The documents that the figures come from.
#include "page/screens.hpp"

namespace roadshow::page {

template <>
Body build_screen<Screen::documents>(const Pack& pack, const State& /*state*/) {
  Nodes items;
  for (const content::Document& document : pack.documents)
    items.push_back(group(Kind::item, Look::plain, nodes(paragraph(Look::body, document.title))));
  return {"Documents",
          nodes(main_heading(Look::heading_1, "Documents"), group(Kind::list, Look::bullets, std::move(items)))};
}

}  // namespace roadshow::page
