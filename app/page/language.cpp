#include "page/language.hpp"

#include "page/make.hpp"

namespace roadshow::page {
namespace {

// Ticks, letters and the like are the same in every script; ways and arrows turn round.
bool turns_round(const figures::Figure& figure) {
  const auto* icon = std::get_if<figures::Icon>(&figure);
  if (!icon) return true;
  using figures::Symbol;
  return icon->symbol == Symbol::back || icon->symbol == Symbol::next || icon->symbol == Symbol::sound ||
         icon->symbol == Symbol::picture_route || icon->symbol == Symbol::picture_dots;
}

void localise(Node& node, const std::string& prefix, bool right_to_left) {
  if (!prefix.empty() && node.language.empty() && node.href.substr(0, 1) == "/") node.href.insert(0, prefix);
  if (right_to_left && node.figure) node.mirrored = turns_round(*node.figure);
  for (Node& child : node.children) localise(child, prefix, right_to_left);
}

}  // namespace

void localise(const content::Pack& pack, Page& page) {
  page.language = content::language_of(pack);
  page.source_language = content::source_language_of(pack);
  const std::string prefix = content::prefix_of(pack, page.language.code);
  if (!page.path.empty()) page.path.insert(0, prefix);
  localise(page.root, prefix, content::is_right_to_left(page.language.script));
}

Node language_menu(const content::Pack& pack, const Route& route) {
  Nodes items;
  const std::string path = path_of(route);
  for (const content::Language& language : pack.info.languages) {
    Node item = link("language-" + language.code, Look::link_quiet, language.name,
                     content::prefix_of(pack, language.code) + (path.empty() ? "/" : path));
    item.language = language.code;
    item.current = language.code == pack.info.language;
    items.push_back(group(Kind::item, Look::plain, nodes(std::move(item))));
  }
  return group(Kind::list, Look::language_menu, std::move(items));
}

}  // namespace roadshow::page
