// Short ways to make nodes, so that a builder reads like the screen it builds.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/node.hpp"

namespace roadshow::page {

using Nodes = std::vector<Node>;

// Children of a node, moved in: nodes(heading(...), paragraph(...)).
template <class... N>
Nodes nodes(N&&... node) {
  Nodes list;
  list.reserve(sizeof...(node));
  (list.push_back(std::forward<N>(node)), ...);
  return list;
}

Node group(Kind kind, Look look, Nodes children);
Node group(Look look, Nodes children);  // Kind::group

Node heading(int level, Look look, std::string text);
// **bold** parts become strong; nothing else is marked up.
Node paragraph(Look look, std::string_view text);
Node strong(std::string text);
// What a person typed, as it is. As a Kind::text it stands among other words.
Node typed(Kind kind, Look look, std::string text);

Node link(std::string id, Look look, std::string text, std::string href);
Node button(std::string id, Look look, std::string text, Action action);
Node icon(figures::Symbol symbol, figures::Paint paint);
Node picture(std::string id, figures::Figure figure);

// A disclosure; `open_ids` is State::open.
Node disclosure(std::string id, std::string text, bool open, Nodes children);

// A table: a head, then rows whose first cell is the row header. Cells from column `numeric_from` up
// to, and without, `numeric_to` are figures.
Node table(std::string id, std::string caption, const std::vector<std::string>& head,
           const std::vector<std::vector<std::string>>& rows, size_t numeric_from, size_t numeric_to = SIZE_MAX);

// A back link with its arrow.
Node back_link(std::string id, std::string text, std::string href);

}  // namespace roadshow::page
