// The page as data: a tree of semantic nodes. Builders make it, markup turns it into elements.
//
// Kinds and states are those of HTML and WAI-ARIA. A node says what it is (kind), how it looks (look), what it says
// (text), what it does (action); never where it is: that is said in CSS alone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/pack.hpp"
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
  label,  // of the text field whose id is `value`
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
  // choices > choice; `text` of the group, or a heading that comes first, is its legend
  radio_group,
  checkbox_group,
  // other controls that answer one question, such as the keys of a ranking; its legend as above
  control_group,
  radio,
  checkbox,
  text_field,
  selection,  // one of its `option` children
  option,
  // what is filled in and posted without a program
  form,
  hidden_field,
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
      "label",
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
      "control-group",
      "radio",
      "checkbox",
      "text-field",
      "selection",
      "option",
      "form",
      "hidden-field",
      "progress",
      "error-summary",
      "error-message",
      "status"
  };
}
// clang-format on

// What a text field takes: it decides the keyboard of a phone, and what the browser may fill in by itself.
enum class Field : uint8_t {
  words,  // some lines; `level` says how many
  email,
  phone,
  code,   // capitals and digits, never filled in or corrected
  secret  // nobody beside the person may read it; never filled in
};
constexpr auto words_of(Field) { return std::array{"words", "email", "phone", "code", "secret"}; }

struct Node {
  Kind kind = Kind::group;
  Look look = Look::plain;
  std::string id;    // unique on the page and stable from page to page; needed on everything interactive
  std::string text;  // own words; for a group of choices its legend, for a picture nothing
  std::string name;  // accessible name, only where it must say more than the words shown
  std::string
      href;  // links: address within the site; form: where it is posted; main: where its fields go without a program
  std::string value;  // choice: its code; text field: its content; progress: "3/12"
  int level = 0;      // headings: 1 to 6; text field: lines
  Field field = Field::words;
  std::string posts;  // the name under which a form posts it
  bool checked = false;
  bool current = false;  // link to where we are (aria-current)
  bool disabled = false;
  bool submits = false;                   // button: sends the form, where no program is there to act
  bool open = false;                      // disclosure
  bool invalid = false;                   // group or text field: its answer is in error
  bool numeric = false;                   // cells: figures, right aligned
  bool typed = false;                     // `text` is what a person typed: in any language, in its own direction
  bool mirrored = false;                  // pictures: onward is to the left
  std::string language;                   // of a link that leads to the page in another language, and of its words
  std::string described_by;               // ids of hint and error, separated by blanks
  std::optional<figures::Figure> figure;  // pictures only
  std::optional<Action> action;           // what pressing, choosing or writing does; links go to `href`
  std::vector<Node> children;
};

// The page and what belongs to the window around it.
struct Page {
  std::string title;                  // of the window
  std::string path;                   // its address
  content::Language language;         // of the page
  content::Language source_language;  // of texts that have no translation; they stand between marks (translation.hpp)
  Node root;                          // kind page; children: skip link, banner, main, footer
};

// Where an element can be pressed, chosen or written in.
bool is_interactive(Kind kind);

// Every reason why this page must not be shown: an interactive node without a name or id, an id that stands twice,
// a reference to no node, a heading level left out, a figure without caption, more than one h1.
std::vector<std::string> faults(const Page& page);

}  // namespace roadshow::page
