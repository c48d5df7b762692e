#include "canvas/style.hpp"

namespace roadshow::canvas {
namespace {

using page::Kind;
using page::Look;

constexpr Type types[] = {
    /* inherit     */ {{20, 32}, {32, 46}},
    /* home        */ {{64, 88}, {72, 96}, Weight::bold, -0.01f, true},
    /* heading_1   */ {{48, 72}, {56, 80}, Weight::bold, -0.01f, true},
    /* question    */ {{44, 64}, {52, 76}, Weight::bold, -0.01f, true},
    /* heading_2   */ {{32, 48}, {40, 56}, Weight::bold, 0, true},
    /* heading_3   */ {{24, 40}, {32, 48}, Weight::bold, 0, true},
    /* heading_4   */ {{20, 36}, {28, 44}, Weight::bold},
    /* lead        */ {{24, 38}, {36, 52}},
    /* body        */ {{20, 32}, {32, 46}},
    /* control     */ {{20, 36}, {28, 48}, Weight::bold},
    /* label       */ {{18, 30}, {28, 42}},
    /* small       */ {{16, 26}, {24, 38}},
    /* brand       */ {{28, 46}, {36, 60}, Weight::bold},
    /* pack_title  */ {{16, 27}, {20, 36}},
    /* key         */ {{18, 27}, {24, 36}, Weight::bold},
    /* hero_number */ {{160, 240}, {144, 200}, Weight::bold, -0.02f},
    /* number      */ {{64, 104}, {64, 104}, Weight::bold, -0.02f},
    /* fact_number */ {{56, 96}, {60, 100}, Weight::bold, -0.02f},
    /* fact        */ {{20, 32}, {28, 44}},
    /* row_number  */ {{30, 60}, {36, 64}, Weight::bold},
    /* rank_number */ {{38, 64}, {44, 72}, Weight::bold},
    /* reference   */ {{36, 60}, {44, 72}, Weight::bold, 0.04f},
};

struct Row {
  Look look;
  Style style;
};

constexpr Style button{.flow = Flow::row, .role = Role::control, .align = Align::centre, .across = Align::centre,
                       .padding = ends(8, {32, 48}), .above = {24, 32}, .gap = {8, 16}, .min_height = {60, 120},
                       .shrink = true, .radius = {8, 12}};
constexpr Style with(Style style, Token ink, Token fill, Token edge, Token lower) {
  style.ink = ink;
  style.fill = fill;
  style.edge = edge;
  style.edge_width = {2, 3};
  style.lower = lower;
  return style;
}
constexpr Style words(Role role, Pair above, Token ink = Token::none) {
  return {.flow = Flow::text, .role = role, .ink = ink, .above = above};
}
constexpr Style status{.flow = Flow::row, .role = Role::small, .above = {0, 8}, .gap = {8, 12}};
constexpr Style status_in(Token strong) {
  Style style = status;
  style.strong_ink = strong;
  return style;
}
constexpr Style ladder_row{.flow = Flow::ladder_row, .padding = {{8, 16}, {8, 0}, {8, 16}, {16, 0}},
                           .gap = {12, 24}, .min_height = {86, 0}, .rule = Token::border, .rule_width = {1, 2}};
constexpr Style card{.flow = Flow::card, .padding = {{24, 24}, {24, 36}, {20, 20}, {24, 36}}, .gap = {0, 40},
                     .min_height = {312, 208}, .fill = Token::ground, .edge = Token::border, .edge_width = {1, 2},
                     .radius = {12, 16}, .lower = Token::edge};
constexpr Style main_card() {
  Style style = card;
  style.ground = Ground::deep;
  style.fill = style.edge = Token::deep;
  style.lower = Token::deep_edge;
  return style;
}
constexpr Style featured() {
  Style style = ladder_row;
  style.fill = Token::wash;
  style.edge = Token::blue;
  style.edge_width = {3, 4};
  style.radius = {8, 12};
  style.rule = Token::none;
  style.padding = {{8, 16}, {8, 24}, {8, 16}, {16, 24}};
  return style;
}
constexpr Style stop_style(Role role, Token ink) {
  return {.flow = Flow::stop, .role = role, .ink = ink, .align = Align::centre, .grow = true};
}

constexpr Row rows[] = {
    {Look::skip_link, {.flow = Flow::hidden}},
    {Look::visually_hidden, {.flow = Flow::hidden}},
    // frame
    {Look::header, {.bleed = true, .ground = Ground::header, .fill = Token::header, .rule = Token::header_edge, .rule_width = 2}},
    {Look::header_bar, {.flow = Flow::header, .across = Align::centre, .gap = {8, 0}, .min_height = {80, 144}}},
    {Look::brand, {.flow = Flow::row, .role = Role::brand, .across = Align::centre, .gap = {12, 20}, .min_height = 48, .shrink = true}},
    {Look::pack_title, {.role = Role::pack_title, .shrink = true}},
    {Look::header_key, {.flow = Flow::row, .role = Role::key, .align = Align::centre, .across = Align::centre,
                        .padding = ends(0, 16), .gap = 10, .min_height = {48, 96}, .shrink = true,
                        .fill = Token::blue_header_key, .edge = Token::header_key_edge, .edge_width = 2, .radius = {8, 12}}},
    {Look::footer_bar, {.flow = Flow::spread, .role = Role::small, .ink = Token::text_2, .across = Align::centre,
                        .padding = ends({4, 12}, 0), .above = {24, 40}, .gap = 32, .min_height = {56, 88}, .bleed = true,
                        .push = true, .fill = Token::page, .head = Token::page}},
    {Look::main_column, {}},
    // text
    {Look::home_heading, words(Role::home, 0)},
    {Look::heading_1, words(Role::heading_1, {12, 24})},
    {Look::heading_2, words(Role::heading_2, {32, 40})},
    {Look::heading_3, words(Role::heading_3, {24, 32})},
    {Look::question, words(Role::question, {0, 0})},
    {Look::lead, words(Role::lead, {8, 12})},
    {Look::body, words(Role::body, {16, 24})},
    {Look::small, words(Role::small, {12, 16}, Token::text_2)},
    {Look::label, words(Role::label, {8, 12})},
    {Look::hint, words(Role::label, {8, 16}, Token::text_2)},
    {Look::hero_number, words(Role::hero_number, 0, Token::blue_dark)},
    {Look::hero_number_orange, words(Role::hero_number, 0, Token::orange)},
    {Look::number_unit, words(Role::heading_3, {8, 16}, Token::blue_dark)},
    {Look::number_unit_orange, words(Role::heading_3, {8, 16}, Token::orange)},
    {Look::key_line, words(Role::heading_2, {8, 16})},
    {Look::number, {.flow = Flow::text, .role = Role::number, .ink = Token::blue_dark, .shrink = true}},
    {Look::row_number, words(Role::row_number, 0)},
    {Look::finding, {.above = {24, 16}}},
    // home
    {Look::hero, {.flow = Flow::hero, .padding = {{40, 32}, 0, {48, 170}, 0}, .min_height = {352, 464}, .bleed = true, .fill = Token::wash}},
    {Look::hero_text, {.max_width = {560, 936}}},
    {Look::hero_picture, {.flow = Flow::picture, .width = {720, 1080}, .min_height = {200, 176}}},
    {Look::cards, {.flow = Flow::grid, .above = {32, 40}, .gap = {24, 24}, .columns = 4}},
    {Look::card, card},
    {Look::card_main, main_card()},
    {Look::card_picture, {.flow = Flow::picture, .width = {112, 168}, .min_height = {72, 108}}},
    {Look::card_title, words(Role::heading_3, {24, 0}, Token::blue)},
    {Look::card_text, words(Role::label, {8, 8}, Token::text)},
    {Look::card_note, {.flow = Flow::spread, .across = Align::centre, .above = {16, 8}, .push = true}},
    {Look::fact_strip, {.flow = Flow::row, .across = Align::centre, .padding = {{16, 32}, 0, 0, 0}, .above = {24, 40},
                        .gap = 32, .head = Token::border, .rule_width = 2}},
    {Look::fact_text, {.grow = true}},
    // arrangement
    {Look::columns_story, {.flow = Flow::columns, .above = {16, 24}, .gap = {64, 32}, .width = 400}},
    {Look::columns_waits, {.flow = Flow::columns, .above = {20, 32}, .gap = {24, 40}, .width = -400}},
    {Look::columns_question, {.flow = Flow::columns, .above = {28, 32}, .gap = {64, 40}, .width = -416, .reversed = true}},
    {Look::columns_reading, {.flow = Flow::columns, .above = {24, 32}, .gap = {64, 40}, .width = -368}},
    {Look::columns_done, {.flow = Flow::columns, .above = {32, 40}, .gap = {64, 40}, .width = -512}},
    {Look::row, {.flow = Flow::row, .across = Align::centre, .gap = {32, 32}}},
    {Look::row_ends, {.flow = Flow::progress_row, .above = {24, 40}}},
    {Look::top_bar, {.flow = Flow::spread, .across = Align::centre, .above = {16, 24}, .gap = 16}},
    // controls
    {Look::button_primary, with(button, Token::on_green, Token::green, Token::none, Token::green_edge)},
    {Look::button_blue, with(button, Token::on_blue, Token::blue, Token::none, Token::blue_dark)},
    {Look::button_outline, with(button, Token::blue, Token::ground, Token::blue, Token::blue)},
    {Look::back_link, {.flow = Flow::row, .role = Role::label, .ink = Token::blue, .across = Align::centre,
                       .above = {16, 24}, .gap = {4, 8}, .min_height = {48, 80}, .shrink = true, .underlined = true}},
    {Look::link_quiet, {.flow = Flow::text, .ink = Token::blue, .above = 8, .min_height = {48, 80}, .shrink = true, .underlined = true}},
    {Look::segmented, {.flow = Flow::row, .padding = all({2, 3}), .above = {16, 24}, .gap = {2, 3}, .shrink = true,
                       .fill = Token::blue, .radius = {8, 12}}},
    {Look::segment, {.flow = Flow::row, .role = Role::key, .ink = Token::blue, .align = Align::centre,
                     .across = Align::centre, .padding = ends(4, {20, 20}), .gap = {8, 12}, .min_height = {44, 88},
                     .grow = true, .fill = Token::ground, .radius = {6, 9}}},
    {Look::icon_button, {.flow = Flow::row, .align = Align::centre, .across = Align::centre, .width = {52, 96}, .min_height = {52, 96},
                         .fill = Token::ground, .edge = Token::blue, .edge_width = {2, 3}, .radius = {8, 12}}},
    // explainer
    {Look::figure_frame, {.above = {16, 24}}},
    {Look::stepper, {.flow = Flow::stepper, .across = Align::start, .above = {20, 24}, .gap = {16, 24}}},
    {Look::stop, stop_style(Role::small, Token::text_2)},
    {Look::stop_done, stop_style(Role::small, Token::text_2)},
    {Look::stop_current, stop_style(Role::small, Token::blue_dark)},
    // waits
    {Look::ladder, {.above = {8, 16}}},
    {Look::ladder_row, ladder_row},
    {Look::ladder_row_featured, featured()},
    {Look::ladder_name, {.width = {212, 560}}},
    {Look::ladder_bar, {.flow = Flow::picture, .width = {296, 0}}},
    {Look::ladder_value, {.grow = true}},
    {Look::panel, {.padding = {{24, 36}, {24, 36}, {24, 36}, {24, 36}}, .fill = Token::ground, .edge = Token::border,
                   .edge_width = {1, 2}, .radius = {12, 16}, .lower = Token::edge}},
    {Look::panel_head, {.flow = Flow::row, .across = Align::centre, .above = {8, 16}, .gap = {16, 24}}},
    {Look::inset, {.padding = {{16, 24}, {24, 32}, {16, 24}, {28, 40}}, .above = {24, 32}, .fill = Token::wash,
                   .edge = Token::none, .radius = {8, 12}, .bar = Bar::left, .bar_ink = Token::blue, .bar_width = {8, 12}}},
    {Look::status_good, status_in(Token::blue)},
    {Look::status_gap, status_in(Token::orange)},
    {Look::status_missing, status},
    // survey
    {Look::progress_bar, {.flow = Flow::progress, .role = Role::heading_4, .ink = Token::blue_dark, .gap = {8, 20}}},
    {Look::can_box, {.padding = {{24, 32}, {24, 36}, {24, 32}, {24, 36}}, .fill = Token::wash, .edge = Token::wash_edge,
                     .edge_width = 2, .radius = {12, 16}}},
    {Look::can_line, {.flow = Flow::row, .above = {12, 16}, .gap = {12, 20}}},
    {Look::choice_rows, {.gap = {8, 15}}},
    {Look::choice_row, {.flow = Flow::choice, .role = Role::body, .ink = Token::text, .padding = ends(10, {20, 36}),
                        .above = 0, .gap = {18, 28}, .min_height = {64, 112}, .fill = Token::ground, .edge = Token::control,
                        .edge_width = {2, 3}, .radius = {8, 12}}},
    {Look::scale, {.flow = Flow::scale, .gap = {8, 15}}},
    {Look::scale_step, {.flow = Flow::text, .role = Role::control, .ink = Token::text, .align = Align::centre,
                        .padding = ends(8, 8), .min_height = {72, 120}, .fill = Token::ground, .edge = Token::control,
                        .edge_width = {2, 3}, .radius = {8, 12}}},
    {Look::rank_list, {.above = {16, 24}, .gap = {8, 16}}},
    {Look::rank_card, {.flow = Flow::rank_card, .min_height = {80, 136}, .fill = Token::ground, .edge = Token::border,
                       .edge_width = {1, 2}, .radius = {12, 16}, .lower = Token::edge}},
    {Look::rank_number, {.flow = Flow::text, .role = Role::rank_number, .ink = Token::blue_dark, .align = Align::centre,
                         .width = {84, 142}, .fill = Token::wash}},
    {Look::rank_text, {.grow = true}},
    {Look::rank_keys, {.flow = Flow::row, .across = Align::centre, .gap = {8, 16}, .shrink = true}},
    {Look::text_box, {.flow = Flow::text_box, .role = Role::body, .ink = Token::text, .padding = ends({12, 20}, {16, 24}),
                      .above = {16, 24}, .fill = Token::ground, .edge = Token::text, .edge_width = {2, 3}, .radius = {8, 12}}},
    {Look::action_bar, {.flow = Flow::action_bar, .across = Align::centre, .padding = ends({16, 32}, 0), .above = {32, 40},
                        .gap = {16, 24}, .min_height = {96, 0}, .bleed = true, .push = true, .fill = Token::ground,
                        .head = Token::border, .rule_width = 2}},
    {Look::answers, {.head = Token::text, .rule_width = {3, 5}}},
    {Look::confirmation, {.flow = Flow::hero, .padding = {{24, 40}, 0, {32, 130}, 0}, .min_height = {288, 496}, .bleed = true,
                          .ground = Ground::deep, .fill = Token::deep, .rule = Token::deep_edge, .rule_width = 2}},
    {Look::reference_line, {.flow = Flow::row, .across = Align::centre, .above = {16, 24}, .gap = {24, 32}}},
    {Look::reference, {.flow = Flow::text, .role = Role::reference, .ink = Token::deep, .padding = ends({6, 8}, {20, 32}),
                       .shrink = true, .fill = Token::on_deep, .radius = {8, 12}}},
    {Look::route, {.above = {16, 24}}},
    {Look::route_stop, {.flow = Flow::route_stop, .padding = {0, 0, {14, 8}, {60, 92}}, .min_height = {70, 90}}},
    {Look::route_stop_done, {.flow = Flow::route_stop, .padding = {0, 0, {14, 8}, {60, 92}}, .min_height = {70, 90}}},
    {Look::you_said, {.padding = {{36, 44}, {28, 36}, {24, 32}, {28, 36}}, .fill = Token::ground, .edge = Token::border,
                      .edge_width = {1, 2}, .radius = {12, 16}, .lower = Token::edge, .bar = Bar::top, .bar_ink = Token::orange,
                      .bar_width = {8, 12}}},
    {Look::said_label, {.flow = Flow::text, .role = Role::heading_4, .ink = Token::orange, .above = {16, 20}}},
    {Look::did_label, {.flow = Flow::text, .role = Role::heading_4, .ink = Token::blue, .padding = {{16, 20}, 0, 0, 0},
                       .above = {16, 20}, .head = Token::border, .rule_width = {1, 2}}},
    {Look::note_box, {.padding = {{16, 24}, 0, 0, 0}, .above = {24, 32}, .head = Token::border, .rule_width = 2}},
    {Look::bullets, {.above = {8, 12}}},
    // feedback, data, reading
    {Look::error, {.padding = {{16, 24}, {24, 32}, {16, 24}, {28, 40}}, .above = {24, 32}, .fill = Token::ground,
                   .edge = Token::red, .edge_width = {2, 3}, .bar = Bar::left, .bar_ink = Token::red, .bar_width = {8, 12}}},
    {Look::data_table, {.flow = Flow::table, .role = Role::label, .above = {16, 24}}},
    {Look::banner_orange, {.padding = {{16, 24}, {24, 32}, {16, 24}, {28, 40}}, .above = {16, 24}, .fill = Token::orange_wash,
                           .radius = {8, 12}, .bar = Bar::left, .bar_ink = Token::orange, .bar_width = {8, 12}}},
    {Look::more_list, {.flow = Flow::grid, .above = {8, 16}, .gap = {0, 0}, .columns = 3}},
    {Look::reading, {.max_width = {784, 936}}},
    {Look::size_menu, {.padding = all({16, 24}), .gap = {8, 12}, .fill = Token::ground, .edge = Token::control, .edge_width = 2,
                       .radius = {12, 16}, .lower = Token::edge}},
};

constexpr Style stepper_button(Token ink, Token fill, Token edge, Token lower) {
  Style style = with(button, ink, fill, edge, lower);
  style.padding = ends(8, {20, 40});
  style.gap = {10, 16};
  return style;
}

// Looks that differ by what is around them.
struct Within {
  Look parent;
  Look look;
  Style style;
};
constexpr Within within[] = {
    {Look::segmented, Look::row, {.flow = Flow::row, .gap = {2, 3}, .grow = true}},
    {Look::pack_title, Look::label, words(Role::pack_title, 0)},
    {Look::ladder_name, Look::heading_3, words(Role::heading_4, 0)},
    {Look::ladder_name, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::ladder_value, Look::heading_3, words(Role::heading_4, 0)},
    {Look::status_good, Look::label, words(Role::small, 0)},
    {Look::status_gap, Look::label, words(Role::small, 0)},
    {Look::status_missing, Look::label, words(Role::small, 0, Token::text_2)},
    {Look::can_box, Look::heading_3, words(Role::heading_4, 0)},
    {Look::inset, Look::heading_3, words(Role::heading_3, 0)},
    {Look::inset, Look::body, words(Role::label, {8, 12})},
    {Look::rank_text, Look::heading_3, words(Role::heading_3, 0)},
    {Look::rank_text, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::card_note, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::confirmation, Look::home_heading, words(Role::home, 0)},
    {Look::note_box, Look::label, words(Role::label, 0)},
    {Look::note_box, Look::body, words(Role::label, 0)},
    {Look::action_bar, Look::link_quiet, {.flow = Flow::text, .role = Role::body, .ink = Token::blue, .min_height = {48, 80}, .shrink = true, .underlined = true}},
    {Look::row, Look::link_quiet, {.flow = Flow::text, .role = Role::small, .ink = Token::blue, .min_height = {48, 64}, .shrink = true, .underlined = true}},
    {Look::error, Look::link_quiet, {.flow = Flow::text, .ink = Token::red, .above = 4, .min_height = {32, 56}, .shrink = true, .underlined = true}},
    {Look::stepper, Look::button_blue, stepper_button(Token::on_blue, Token::blue, Token::none, Token::blue_dark)},
    {Look::stepper, Look::button_outline, stepper_button(Token::blue, Token::ground, Token::blue, Token::blue)},
    {Look::fact_text, Look::small, words(Role::small, 0, Token::text_2)},
    {Look::fact_text, Look::body, words(Role::fact, 0)},
    {Look::fact_strip, Look::number, {.flow = Flow::text, .role = Role::fact_number, .ink = Token::blue_dark, .shrink = true}},
};

constexpr Style plain_text = words(Role::inherit, 0);
constexpr Style plain_paragraph = words(Role::body, {16, 24});
constexpr Style plain_heading = words(Role::heading_2, {32, 40});
constexpr Style plain_stack{};
constexpr Style plain_picture{.flow = Flow::picture};
constexpr Style plain_link{.flow = Flow::text, .ink = Token::blue, .shrink = true, .underlined = true};
constexpr Style hidden{.flow = Flow::hidden};
constexpr Style bullet{.flow = Flow::bullet, .padding = {0, 0, 0, {28, 44}}, .above = {8, 12}};
constexpr Style answer_row{.flow = Flow::answer_row, .padding = ends({8, 16}, 0), .gap = 24, .min_height = {68, 128},
                           .rule = Token::border, .rule_width = {1, 2}};
constexpr Style term = words(Role::label, 0, Token::text_2);
constexpr Style description = words(Role::control, 0);
constexpr Style no_description = words(Role::body, 0, Token::text_2);
constexpr Style disclosure{.flow = Flow::disclosure, .role = Role::label, .ink = Token::blue, .above = {16, 24},
                           .gap = {8, 12}, .min_height = {48, 80}, .underlined = true};
constexpr Style error_message{.flow = Flow::text, .role = Role::heading_4, .ink = Token::red, .padding = {0, 0, 0, {20, 32}},
                              .above = {16, 24}, .bar = Bar::left, .bar_ink = Token::red, .bar_width = {6, 9}};
constexpr Style change_link{.flow = Flow::text, .role = Role::label, .ink = Token::blue, .min_height = {48, 80}, .shrink = true, .underlined = true};

const Style& by_kind(const page::Node& node, Look parent) {
  switch (node.kind) {
    case Kind::text: case Kind::strong: case Kind::term: case Kind::description:
    case Kind::status: return plain_text;
    case Kind::paragraph: return plain_paragraph;
    case Kind::heading: return plain_heading;
    case Kind::picture: return plain_picture;
    case Kind::link: return plain_link;
    case Kind::caption: return hidden;
    case Kind::disclosure: return disclosure;
    case Kind::item: return parent == Look::bullets ? bullet : plain_stack;
    default: return plain_stack;
  }
}

}  // namespace

const Type& type_of(Role role) { return types[static_cast<size_t>(role)]; }

const Style& style_of(const page::Node& node, Look parent) {
  if (node.kind == Kind::error_message) return error_message;
  if (node.kind == Kind::description_row) return answer_row;
  if (node.kind == Kind::term) return term;
  if (node.kind == Kind::description) return node.look == Look::small ? no_description : description;
  if (node.kind == Kind::link && node.look == Look::link_quiet && parent == Look::answers) return change_link;
  for (const Within& one : within)
    if (one.parent == parent && one.look == node.look) return one.style;
  if (node.look != Look::plain)
    for (const Row& row : rows)
      if (row.look == node.look) return row.style;
  return by_kind(node, parent);
}

}  // namespace roadshow::canvas
