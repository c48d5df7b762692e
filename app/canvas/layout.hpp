// The layout engine behind lay_out(): one pass down the tree that appends boxes, and moves ranges of them to align.
#pragma once

#include "canvas/stage.hpp"

namespace roadshow::canvas {

// What a node gets from around it.
struct Around {
  page::Look look = page::Look::plain;  // the nearest that is not plain
  Role role = Role::inherit;
  Token ink = Token::text;
  Token strong_ink = Token::none;  // of bold parts; none: as the rest
  bool underlined = false;
  Align align = Align::start;
  Ground ground = Ground::page;
  bool invalid = false;  // within a group whose answer is in error
};

struct Extent {
  float width = 0;
  float height = 0;
};

class Layout {
 public:
  Layout(Stage& stage, const page::Node& root) : stage_(stage), view_(stage.view), root_(root) {}
  void run();

 private:
  using Node = page::Node;
  struct Place {
    float x = 0;
    float y = 0;
    float width = 0;
    float min_height = 0;
  };
  struct Item {  // of a row: a child, or the words or the figure of the node itself
    enum Kind : uint8_t { child, words, figure } kind = child;
    const Node* node = nullptr;
    float width = 0;
    bool grow = false;
  };
  struct Mark {
    size_t boxes;
    size_t fragments;
    size_t pictures;
  };

  // ---- layout.cpp, layout_rows.cpp, layout_columns.cpp: the engine ----
  Extent lay(const Node& node, const Around& around, const Place& place);
  float content(const Node& node, const Style& style, const Around& inner, const Place& place);
  float stack(const Node& node, const Around& inner, const Place& place);
  float row(const Node& node, const Style& style, const Around& inner, const Place& place);
  float grid(const Node& node, const Style& style, const Around& inner, const Place& place);
  float columns(const Node& node, const Style& style, const Around& inner, const Place& place);
  float question(const Node& node, const Style& style, const Around& inner, const Place& place);
  float words(const Node& node, const Style& style, const Around& inner, const Place& place);
  float text_line(const Node& node, const Style& style, const Around& inner, const Place& place);
  float natural(const Node& node, const Around& around) const;
  float row_natural(const Node& node, const Style& style, const Around& inner) const;
  std::vector<Item> items_of(const Node& node, const Style& style, const Around& inner) const;
  std::vector<Run> runs_of(const Node& node, const Style& style, const Around& inner) const;
  Around inside(const Node& node, const Style& style, const Around& around) const;
  void put_lines(const Lines& lines, float x, float y);
  Mark mark() const { return {stage_.boxes.size(), stage_.fragments.size(), stage_.pictures.size()}; }
  void move(const Mark& from, float dx, float dy);
  void forget(const Mark& from);
  void push_down();
  void keep_at_foot();

  // ---- layout_parts.cpp, layout_controls.cpp: arrangements of one component each ----
  float header(const Node& node, const Style& style, const Around& inner, const Place& place);
  float finding(const Node& node, const Around& inner, const Place& place);
  float hero(const Node& node, const Style& style, const Around& inner, const Place& place);
  float card(const Node& node, const Style& style, const Around& inner, const Place& place);
  float ladder_row(const Node& node, const Style& style, const Around& inner, const Place& place);
  float ladder_tall(const Node& node, const Around& inner, const Place& place);
  float table(const Node& node, const Style& style, const Around& inner, const Place& place);
  std::vector<Run> cell_runs(const Node& row, size_t index, const Style& style, const Around& inner) const;
  float answer_row(const Node& node, const Style& style, const Around& inner, const Place& place);
  float stepper(const Node& node, const Style& style, const Around& inner, const Place& place);
  float stop(const Node& node, const Style& style, const Around& inner, const Place& place);
  float progress_row(const Node& node, const Style& style, const Around& inner, const Place& place);
  float progress(const Node& node, const Style& style, const Around& inner, const Place& place);
  float choice(const Node& node, const Style& style, const Around& inner, const Place& place);
  float scale(const Node& node, const Style& style, const Around& inner, const Place& place);
  float rank_card(const Node& node, const Style& style, const Around& inner, const Place& place);
  float text_box(const Node& node, const Style& style, const Around& inner, const Place& place);
  float action_bar(const Node& node, const Style& style, const Around& inner, const Place& place);
  float route_stop(const Node& node, const Style& style, const Around& inner, const Place& place);
  float disclosure(const Node& node, const Style& style, const Around& inner, const Place& place);
  float kiosk_bar(float y);
  void overlay(const Node& key, const Around& around, float right, float y);

  // ---- layout_pictures.cpp ----
  Extent picture(const Node& node, const Style& style, const Around& around, const Place& place);
  Extent icon_size(const Node& node, Around around) const;
  void put_picture(const Node& node, figures::Size size, float x, float y, float scale, Ground ground);

  Stage& stage_;
  const View& view_;
  const Node& root_;
  float segment_height_ = 0;                          // of all parts of one switch
  float equal_height_ = 0;                            // of the cards in the row of a grid; 0: each its own
  size_t current_ = 0;                                // box whose content is being laid out
  std::vector<std::pair<const Node*, Around>> keys_;  // of the header, which a kiosk has at its foot
};

}  // namespace roadshow::canvas
