#include "page/make.hpp"

namespace roadshow::page {

Node group(Kind kind, Look look, Nodes children) {
  Node node{.kind = kind, .look = look};
  node.children = std::move(children);
  return node;
}

Node group(Look look, Nodes children) { return group(Kind::group, look, std::move(children)); }

Node heading(int level, Look look, std::string text) {
  Node node{.kind = Kind::heading, .look = look};
  node.level = level;
  node.text = std::move(text);
  return node;
}

Node strong(std::string text) {
  Node node{.kind = Kind::strong};
  node.text = std::move(text);
  return node;
}

Node typed(Kind kind, Look look, std::string text) {
  Node node{.kind = kind, .look = look};
  node.typed = true;
  node.text = std::move(text);
  return node;
}

Node paragraph(Look look, std::string_view text) {
  Node node{.kind = Kind::paragraph, .look = look};
  if (text.find("**") == std::string_view::npos) {
    node.text = std::string(text);
    return node;
  }
  bool bold = false;
  while (!text.empty()) {
    const size_t mark = std::min(text.find("**"), text.size());
    if (mark > 0) {
      Node part{.kind = bold ? Kind::strong : Kind::text};
      part.text = std::string(text.substr(0, mark));
      node.children.push_back(std::move(part));
    }
    bold = !bold;
    text = text.substr(std::min(mark + 2, text.size()));
  }
  return node;
}

Node link(std::string id, Look look, std::string text, std::string href) {
  Node node{.kind = Kind::link, .look = look};
  node.id = std::move(id);
  node.text = std::move(text);
  node.href = std::move(href);
  return node;
}

Node button(std::string id, Look look, std::string text, Action action) {
  Node node{.kind = Kind::button, .look = look};
  node.id = std::move(id);
  node.text = std::move(text);
  node.action = std::move(action);
  return node;
}

Node picture(std::string id, figures::Figure figure) {
  Node node{.kind = Kind::picture};
  node.id = std::move(id);
  node.figure = std::move(figure);
  return node;
}

Node icon(figures::Symbol symbol, figures::Paint paint) { return picture("", figures::Icon{symbol, paint}); }

Node disclosure(std::string id, std::string text, bool open, Nodes children) {
  Node node{.kind = Kind::disclosure, .look = Look::plain};
  node.action = Toggle{id, !open};
  node.id = std::move(id);
  node.text = std::move(text);
  node.open = open;
  node.children = std::move(children);
  return node;
}

Node table(std::string id, std::string caption, const std::vector<std::string>& head,
           const std::vector<std::vector<std::string>>& rows, size_t numeric_from, size_t numeric_to) {
  Node node{.kind = Kind::table, .look = Look::data_table};
  node.id = std::move(id);
  node.text = std::move(caption);
  const auto add_row = [&](const std::vector<std::string>& cells, Kind first, Kind others) {
    Node row{.kind = Kind::row};
    for (size_t i = 0; i < cells.size(); ++i) {
      Node cell{.kind = i == 0 ? first : others};
      cell.text = cells[i];
      cell.numeric = i >= numeric_from && i < numeric_to;
      // On a phone each row becomes a block of labelled values, so a cell knows the name of its column.
      if (others == Kind::cell && i > 0) cell.name = head[i];
      row.children.push_back(std::move(cell));
    }
    node.children.push_back(std::move(row));
  };
  add_row(head, Kind::column_header, Kind::column_header);
  for (const auto& row : rows) add_row(row, Kind::row_header, Kind::cell);
  return node;
}

Node back_link(std::string id, std::string text, std::string href) {
  Node node = link(std::move(id), Look::back_link, "", std::move(href));
  Node words{.kind = Kind::text};
  words.text = std::move(text);
  node.children = nodes(icon(figures::Symbol::back, figures::Paint::blue), std::move(words));
  return node;
}

}  // namespace roadshow::page
