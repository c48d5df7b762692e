// The page as data: a tree of semantic nodes. Builders make it, markup turns it into elements, the stage draws it.
//
// Kinds and states are those of HTML and WAI-ARIA. A node says what it is (kind), how it looks (look), what it says
// (text), what it does (action); never where it is: flow (CSS) and stage (canvas) each lay out the same tree.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "content/describe.hpp"
#include "figures/figure.hpp"
#include "page/action.hpp"
#include "page/look.hpp"

namespace roadshow::page {

// clang-format off
enum class Kind {
  // structure; children only
  page,
  banner,
  main,
  footer,
  nav,
  section,
  aside,
  group,
  list,
  numbered_list,
  item,
  figure,
  caption,
  // text; `text` or inline children (text, strong)
  heading,
  paragraph,
  text,
  strong,
  // an aid to the eye; hidden from assistive technology (its words stand in the caption or beside it)
  picture,
  // table > row > column_header | row_header | cell
  table,
  row,
  column_header,
  row_header,
  cell,
  // terms and values: list of description_row > term, description (+ link)
  description_list,
  description_row,
  term,
  description,
  // interactive
  link,
  button,
  disclosure,
  // choices > choice; `text` of the group is its legend
  radio_group,
  checkbox_group,
  radio,
  checkbox,
  text_field,
  // feedback
  progress,
  error_summary,
  error_message,
  status
};
constexpr auto words_of(Kind) {
  return std::array{
      "page",
      "banner",
      "main",
      "footer",
      "nav",
      "section",
      "aside",
      "group",
      "list",
      "numbered-list",
      "item",
      "figure",
      "caption",
      "heading",
      "paragraph",
      "text",
      "strong",
      "picture",
      "table",
      "row",
      "column-header",
      "row-header",
      "cell",
      "description-list",
      "description-row",
      "term",
      "description",
      "link",
      "button",
      "disclosure",
      "radio-group",
      "checkbox-group",
      "radio",
      "checkbox",
      "text-field",
      "progress",
      "error-summary",
      "error-message",
      "status"
  };
}
// clang-format on

struct Node {
  Kind kind = Kind::group;
  Look look = Look::plain;
  std::string id;     // unique on the page and stable from page to page; needed on everything interactive
  std::string text;   // own words; for a group of choices its legend, for a picture nothing
  std::string name;   // accessible name, only where it must say more than the words shown
  std::string href;   // links: address within the site
  std::string value;  // choice: its code; text field: its content; progress: "3/12"
  int level = 0;      // headings: 1 to 6; text field: lines
  bool checked = false;
  bool current = false;  // link to where we are (aria-current)
  bool disabled = false;
  bool open = false;                      // disclosure
  bool numeric = false;                   // cells: figures, right aligned
  std::string described_by;               // ids of hint and error, separated by blanks
  std::optional<figures::Figure> figure;  // pictures only
  std::optional<Action> action;           // what pressing, choosing or writing does; links go to `href`
  std::vector<Node> children;
};

// For the canvas, which draws and never acts: everything but `action`.
template <class V>
void describe(V& v, Node& node) {
  v.required("kind", node.kind, Rule::any, "");
  v.optional("look", node.look, Rule::any, "");
  v.optional("id", node.id, Rule::any, "");
  v.optional("text", node.text, Rule::any, "");
  v.optional("name", node.name, Rule::any, "");
  v.optional("href", node.href, Rule::any, "");
  v.optional("value", node.value, Rule::any, "");
  v.optional("level", node.level, Rule::any, "");
  v.optional("checked", node.checked, Rule::any, "");
  v.optional("current", node.current, Rule::any, "");
  v.optional("disabled", node.disabled, Rule::any, "");
  v.optional("open", node.open, Rule::any, "");
  v.optional("numeric", node.numeric, Rule::any, "");
  v.optional("describedBy", node.described_by, Rule::any, "");
  v.optional("figure", node.figure, Rule::any, "");
  v.optional("children", node.children, Rule::any, "");
}

// The page and what belongs to the window around it.
struct Page {
  std::string title;  // of the window
  std::string path;   // its address
  Node root;          // kind page; children: skip link, banner, main, footer
};

// Where an element can be pressed, chosen or written in.
bool is_interactive(Kind kind);

// Every reason why this page must not be shown: an interactive node without a name or id, an id that stands twice,
// a reference to no node, a heading level left out, a figure without caption, more than one h1.
std::vector<std::string> faults(const Page& page);

}  // namespace roadshow::page
